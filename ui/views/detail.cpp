// 详细: a declaration whole, in every state: who must act next, values, attachments, history, and what may be done.
#include <algorithm>

#include "model/workflow.h"
#include "ui/views/audit_queue.h"
#include "ui/views/format.h"
#include "ui/views/rule_check.h"
#include "ui/views/views.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

std::string next_step(const Frame& frame, const model::Declaration& declaration) {
  switch (declaration.state) {
    case model::DeclarationState::kDraft: return frame.texts("detail.next_draft_plain");
    case model::DeclarationState::kPending: return next_auditor_text(frame.texts, model::next_auditor(declaration));
    case model::DeclarationState::kApproved:
      return frame.texts("detail.next_approved", {{"year", std::to_string(model::credited_year(declaration.content))}});
    case model::DeclarationState::kRejected: return frame.texts("detail.next_rejected");
  }
  return {};
}

void state_card(Frame& frame, Column& column, const model::Declaration& declaration) {
  Card card = begin_card(frame, column);
  const std::string& state = state_text(frame.texts, declaration.state);
  const Rect line = card.content.take(frame.metrics.text * frame.metrics.line_height + 8);
  badge(frame, frame.id("state"), {line.x, line.y}, state, tone_of(declaration.state));
  card.content.skip(frame.metrics.gap_small);
  Frame::TextStyle strong = frame.style_text();
  strong.strong = true;
  paragraph(frame, card.content, "next", next_step(frame, declaration), strong);
  const model::HistoryEntry* last = declaration.history.empty() ? nullptr : &declaration.history.back();
  if (declaration.state == model::DeclarationState::kRejected && last && !last->reason.empty()) {
    card.content.skip(frame.metrics.gap_small);
    notice_bar(frame, card.content, "rejected",
               frame.texts("detail.rejected_reason",
                           {{"organisation", last->organisation.name}, {"reason", last->reason}}),
               Tone::kDanger, false);
  }
  end_card(frame, column, card);
  column.skip(frame.metrics.gap);
}

struct ActionButton {
  std::string label;
  std::string id;
  model::Action action;
};

std::optional<DialogOpened::Kind> dialog_of(model::Action action) {
  switch (action) {
    case model::Action::kDelete: return DialogOpened::Kind::kDelete;
    case model::Action::kWithdraw: return DialogOpened::Kind::kWithdraw;
    case model::Action::kApprove: return DialogOpened::Kind::kApprove;
    case model::Action::kReject: return DialogOpened::Kind::kReject;
    case model::Action::kRevoke: return DialogOpened::Kind::kRevoke;
    default: return std::nullopt;
  }
}

ButtonKind kind_of(model::Action action) {
  switch (action) {
    case model::Action::kApprove:
    case model::Action::kSave:
    case model::Action::kCopy: return ButtonKind::kPrimary;
    case model::Action::kReject:
    case model::Action::kDelete:
    case model::Action::kRevoke: return ButtonKind::kDanger;
    default: return ButtonKind::kSecondary;
  }
}

void actions(Frame& frame, Column& column, const DetailState& detail) {
  std::vector<ActionButton> items;
  for (const model::Action action : detail.allowed) {
    if (action == model::Action::kSubmit) continue;  // from the form, where its errors can be shown
    const bool edit = action == model::Action::kSave;
    const std::string key = edit ? "edit" : std::string(model::name_of(action));
    items.push_back({frame.texts("action." + key), key, action});
  }
  if (items.empty()) return;
  Scope scope(frame, "action");
  std::vector<ButtonSpec> buttons;
  for (const ActionButton& item : items) {
    ButtonSpec spec;
    spec.id = item.id;
    spec.label = item.label;
    spec.kind = kind_of(item.action);
    spec.disabled = detail.acting;
    if (dialog_of(item.action)) spec.popup = "dialog";
    buttons.push_back(spec);
  }
  const int pressed = button_row(frame, column, buttons);
  column.skip(frame.metrics.gap);
  if (pressed < 0) return;
  const model::Action action = items[static_cast<std::size_t>(pressed)].action;
  if (const auto dialog = dialog_of(action)) {
    frame.emit(DialogOpened{*dialog, detail.id});
  } else if (action == model::Action::kSave) {
    frame.emit(LinkFollowed{"#/declarations/" + detail.id + "/edit"});
  } else {
    frame.emit(ActionRequested{action, detail.id});
  }
}

// Why somebody whose turn it would be finds no buttons.
void own_hours_notice(Frame& frame, Column& column, const model::Declaration& declaration) {
  const std::optional<SignedIn>& who = frame.state.session.who;
  if (!who) return;
  const model::Actor actor{who->person, who->role, who->organisation};
  const auto allowed = model::may(actor, model::Action::kApprove, declaration);
  if (allowed || allowed.error().code != "own_declaration") return;
  notice_bar(frame, column, "own", frame.texts("check.own", {{"organisation", who->organisation.name}}), Tone::kInfo, false);
  column.skip(frame.metrics.gap);
}

void values_card(Frame& frame, Column& column, const DetailState& detail) {
  const model::Declaration& declaration = *detail.declaration;
  const model::Json& values = declaration.content.values;
  Card card = begin_card(frame, column);
  heading(frame, card.content, 2, "fields_title", frame.texts("detail.fields"));
  card.content.skip(frame.metrics.gap);
  std::vector<Pair> shown;
  shown.push_back({frame.texts("detail.form"), study_form_text(frame.state, frame.texts, declaration.content.study_form)});
  shown.push_back({frame.texts("detail.person"), declaration.person.name});
  shown.push_back({frame.texts("detail.organisation"), declaration.declaring_organisation.name});
  const model::StudyForm* form =
      frame.state.catalogue ? frame.state.catalogue->find_form(declaration.content.study_form) : nullptr;
  std::vector<std::string> known;
  if (form) {
    for (const model::Field* field : model::fields_of(*frame.state.catalogue, *form)) {
      known.push_back(field->id);
      if (!model::holds(field->when, values)) continue;
      std::string text = value_text(frame.texts, *field, model::member(values, field->id));
      if (field->id == "claimed_amount" && model::member(values, "claimed_amount").is_number()) {
        text = format_amount(frame.texts, model::claimed_amount(declaration.content), model::claim_unit(declaration.content));
      }
      if (text.empty()) text = frame.texts("field.none");
      shown.push_back({frame.texts(field->label), std::move(text)});
    }
  }
  // What a later catalogue asked for is shown as it is.
  for (const auto& [id, value] : values.items()) {
    if (std::find(known.begin(), known.end(), id) != known.end()) continue;
    const std::string text = value.is_primitive() ? model::text_from_value(value) : model::dump_json(value);
    shown.push_back({frame.texts("unknown.field", {{"id", id}}), text});
  }
  if (declaration.state == model::DeclarationState::kApproved) {
    shown.push_back({frame.texts("detail.credited"), format_amount(frame.texts, detail.credited_hours, "hours")});
  }
  pairs(frame, card.content, "values", shown);
  end_card(frame, column, card);
  column.skip(frame.metrics.gap);
}

std::string material_label(const Frame& frame, const model::StudyForm* form, const std::string& id) {
  if (form) {
    for (const model::Material& material : form->materials) {
      if (material.id == id) return frame.texts(material.label);
    }
  }
  return frame.texts("unknown.material", {{"id", id}});
}

void attachments_card(Frame& frame, Column& column, const model::Declaration& declaration) {
  Card card = begin_card(frame, column);
  heading(frame, card.content, 2, "attachments_title", frame.texts("detail.attachments"));
  card.content.skip(frame.metrics.gap);
  const std::vector<model::Attachment>& attachments = declaration.content.attachments;
  if (attachments.empty()) {
    paragraph(frame, card.content, "no_attachments", frame.texts("detail.no_attachments"), frame.style_muted());
  }
  const model::StudyForm* form =
      frame.state.catalogue ? frame.state.catalogue->find_form(declaration.content.study_form) : nullptr;
  std::vector<std::string> materials;
  for (const model::Attachment& attachment : attachments) {
    if (std::find(materials.begin(), materials.end(), attachment.material) == materials.end()) {
      materials.push_back(attachment.material);
    }
  }
  Scope scope(frame, "material");
  for (const std::string& material : materials) {
    std::vector<FileItem> files;
    for (unsigned i = 0; i < attachments.size(); ++i) {
      const model::Attachment& attachment = attachments[i];
      if (attachment.material != material) continue;
      FileItem item;
      item.key = i;
      item.name = attachment.name;
      item.detail = format_size(attachment.size_bytes);
      if (attachment.media_type.starts_with("image/")) {
        item.image = "attachment:" + declaration.id + "/" + attachment.sha256;
      }
      item.can_open = !frame.env.kiosk;  // there, nothing is opened outside the page
      files.push_back(std::move(item));
    }
    const std::string label = material_label(frame, form, material);
    FilesSpec spec;
    spec.id = material;
    spec.label = label;
    spec.disabled = true;
    const FilesResult result = file_field(frame, card.content, spec, files);
    card.content.skip(frame.metrics.gap);
    if (result.opened) {
      const model::Attachment& attachment = attachments[*result.opened];
      frame.emit(AttachmentOpened{declaration.id, attachment.sha256, attachment.name});
    }
  }
  end_card(frame, column, card);
  column.skip(frame.metrics.gap);
}

void history_card(Frame& frame, Column& column, const model::Declaration& declaration) {
  Card card = begin_card(frame, column);
  Column& content = card.content;
  heading(frame, content, 2, "history_title", frame.texts("detail.history"));
  content.skip(frame.metrics.gap);
  if (declaration.history.empty()) {
    paragraph(frame, content, "no_history", frame.texts("detail.no_history"), frame.style_muted());
  } else {
    Node list;
    list.id = frame.id("history");
    list.role = NodeRole::kList;
    list.name = frame.texts("detail.history");
    list.rect = {content.x, content.y, content.width, 0};
    const float top = content.y;
    frame.open(std::move(list));
    for (std::size_t i = 0; i < declaration.history.size(); ++i) {
      const model::HistoryEntry& entry = declaration.history[i];
      Scope scope(frame, "step_" + std::to_string(i));
      Node item;
      item.id = frame.id("item");
      item.role = NodeRole::kListItem;
      item.rect = {content.x, content.y, content.width, 0};
      const float item_top = content.y;
      frame.open(std::move(item));
      Frame::TextStyle strong = frame.style_text();
      strong.strong = true;
      paragraph(frame, content, "action", frame.texts("history." + std::string(model::name_of(entry.action))), strong);
      paragraph(frame, content, "who",
                frame.texts("history.by", {{"name", entry.by.name}, {"organisation", entry.organisation.name}}) + " · " +
                    format_time(entry.at),
                frame.style_muted());
      if (!entry.reason.empty()) {
        paragraph(frame, content, "reason", frame.texts("history.reason", {{"reason", entry.reason}}));
      }
      frame.close(content.y - item_top);
      content.skip(frame.metrics.gap_small);
    }
    frame.close(content.y - top);
  }
  end_card(frame, column, card);
}

}  // namespace

void detail_view(Frame& frame, Column& column) {
  const DetailState& detail = frame.state.detail;
  const Route::Place list = list_of_detail(frame.state);
  const std::string& back = frame.texts(list == Route::Place::kProgress  ? "nav.back_to_progress"
                                        : list == Route::Place::kRecords ? "nav.back_to_records"
                                                                         : "nav.back_to_audit");
  LinkSpec back_link;
  back_link.id = "back";
  back_link.label = back;
  const std::string href = fragment_of({.place = list, .study_form = {}, .declaration = {}, .query = {}});
  back_link.href = href;
  back_link.wraps = true;
  const float width = std::min(frame.text_width(back, frame.style_text()) + 2, column.width);
  const Rect line = column.take(link_height(frame, back, width));
  link(frame, {line.x, line.y, width, line.h}, back_link);

  std::string title = frame.texts("detail.title");
  if (detail.declaration && frame.state.catalogue) {
    const std::string name = model::summarise(*detail.declaration, *frame.state.catalogue).title;
    if (!name.empty()) title = name;
  }
  heading(frame, column, 1, "heading", title);
  column.skip(frame.metrics.gap);
  Scope scope(frame, "detail");
  if (detail.failure) {
    notice_bar(frame, column, "failure", frame.texts.error(*detail.failure), Tone::kDanger, true);
    return;
  }
  if (!detail.declaration) {
    empty_state(frame, column, "loading", frame.texts("detail.loading"), {});
    return;
  }
  const model::Declaration& declaration = *detail.declaration;
  audit_queue(frame, column);
  state_card(frame, column, declaration);
  own_hours_notice(frame, column, declaration);
  actions(frame, column, detail);
  receipt_button(frame, column, declaration);
  check_card(frame, column, detail);
  values_card(frame, column, detail);
  attachments_card(frame, column, declaration);
  history_card(frame, column, declaration);
}

}  // namespace portal::ui
