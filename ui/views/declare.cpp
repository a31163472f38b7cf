// 学时学分申报: choose a study form, and its fields and materials appear; save or submit.
#include <algorithm>
#include <cmath>

#include "ui/views/declare_parts.h"
#include "ui/views/format.h"
#include "ui/views/rule_check.h"
#include "ui/views/views.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

const model::StudyForm* chosen_form(const State& state) {
  return state.catalogue ? state.catalogue->find_form(state.declare.study_form) : nullptr;
}

bool may_declare(const model::StudyForm& form, model::Role role) {
  return form.declarers.empty() ||
         std::find(form.declarers.begin(), form.declarers.end(), model::name_of(role)) != form.declarers.end();
}

void choose_form(Frame& frame, Column& column, const model::Catalogue& catalogue) {
  const DeclareState& declare = frame.state.declare;
  const model::Role role = frame.state.session.who->role;
  std::vector<Option> options;
  for (const model::StudyForm& form : catalogue.study_forms) {
    if (may_declare(form, role)) options.push_back({form.id, form.id + " " + frame.texts(form.title)});
  }
  const std::string error = error_at(frame, "/study_form");
  FieldSpec spec;
  spec.id = "study_form";
  spec.label = frame.texts("declare.study_form");
  spec.hint = frame.texts("declare.study_form_hint");
  spec.placeholder = frame.texts("declare.study_form_placeholder");
  spec.error = error;
  spec.required = true;
  spec.disabled = declare.busy != DeclareState::Busy::kNo;
  const FieldResult result = combo_box(frame, column, spec, options, declare.study_form);
  if (result.edited) frame.emit(StudyFormChosen{*result.edited});
}

// What is wrong, how many things, and a link to each.
void problems(Frame& frame, Column& column) {
  const DeclareState& declare = frame.state.declare;
  const model::Errors errors = visible_errors(frame.state);
  if (!declare.tried_to_submit || errors.empty()) return;
  Card card = begin_card(frame, column);
  Column& content = card.content;
  Node node;
  node.id = frame.id("problems");
  node.role = NodeRole::kAlert;
  node.name = errors.size() == 1 ? frame.texts("problems.title_one")
                                 : frame.texts("problems.title", {{"count", std::to_string(errors.size())}});
  node.rect = {content.x, content.y, content.width, 0};
  node.assertive = true;
  const float top = content.y;
  const std::string title = node.name;
  frame.open(std::move(node));
  heading(frame, content, 2, "problems_title", title);
  content.skip(frame.metrics.gap_small);
  for (std::size_t i = 0; i < errors.size(); ++i) {
    const model::Error& error = errors[i];
    const std::string label = frame.texts(
        "problems.item", {{"label", label_at(frame, error.pointer)}, {"error", error_text(frame, error)}});
    const std::string id = "problem_" + std::to_string(i);
    LinkSpec spec;
    spec.id = id;
    spec.label = label;
    spec.href = fragment_of(frame.state.route);
    spec.in_page = true;
    spec.wraps = true;
    const float width = std::min(std::ceil(frame.text_width(label, frame.style_text())) + 2, content.width);
    const Rect rect = content.take(link_height(frame, label, width));
    if (link(frame, {rect.x, rect.y, width, rect.h}, spec)) frame.emit(FocusRequested{node_of(error.pointer)});
  }
  frame.close(content.y - top);
  end_card(frame, column, card);
  frame.stroke(card.rect, frame.palette.danger, frame.metrics.radius + 4, 2 * frame.metrics.border);
  column.skip(frame.metrics.gap);
}

void status_line(Frame& frame, Column& column) {
  const DeclareState& declare = frame.state.declare;
  std::string text;
  if (declare.busy == DeclareState::Busy::kSaving) {
    text = frame.texts("declare.saving");
  } else if (declare.busy == DeclareState::Busy::kSubmitting) {
    text = frame.texts("declare.submitting");
  } else if (declare.dirty) {
    text = frame.texts("declare.not_saved");
  } else if (!declare.saved_at.empty()) {
    text = frame.texts("declare.saved_at", {{"time", format_time(declare.saved_at)}});
  }
  if (text.empty()) return;
  column.skip(frame.metrics.gap_small);
  paragraph(frame, column, "status", text, frame.style_muted());
}

void actions(Frame& frame, Column& column) {
  const DeclareState& declare = frame.state.declare;
  const bool busy = declare.busy != DeclareState::Busy::kNo;
  const ButtonSpec buttons[] = {
      {.id = "submit",
       .label = frame.texts("declare.submit"),
       .kind = ButtonKind::kPrimary,
       .disabled = busy,
       .busy = declare.busy == DeclareState::Busy::kSubmitting},
      {.id = "save",
       .label = frame.texts("declare.save"),
       .disabled = busy,
       .busy = declare.busy == DeclareState::Busy::kSaving},
      {.id = "discard", .label = frame.texts("declare.discard"), .kind = ButtonKind::kQuiet, .disabled = busy},
  };
  const std::size_t shown = declare.dirty ? 3 : 2;
  switch (button_row(frame, column, std::span(buttons).first(shown))) {
    case 0: frame.emit(SubmitRequested{}); break;
    case 1: frame.emit(SaveDraftRequested{}); break;
    case 2: frame.emit(DiscardEditsRequested{}); break;
    default: break;
  }
  status_line(frame, column);
}

void estimate_card(Frame& frame, Column& column, const model::Catalogue& catalogue, const model::StudyForm& form) {
  Scope scope(frame, "check");
  Card card = begin_card(frame, column);
  heading(frame, card.content, 2, "title", frame.texts("check.title"));
  secondary(frame, card.content, "hint", frame.texts("check.only_estimate"));
  card.content.skip(frame.metrics.gap_small);
  const model::DeclarationContent content = content_of(frame.state.declare);
  const model::CheckFacts facts = check_facts_of(frame.state);
  estimate_lines(frame, card.content, form, content, model::estimate(catalogue, content, facts.credited));
  end_card(frame, column, card);
  column.skip(frame.metrics.gap);
}

void form_body(Frame& frame, Column& column, const model::Catalogue& catalogue, const model::StudyForm& form) {
  {
    Card card = begin_card(frame, column);
    heading(frame, card.content, 2, "fields_title", frame.texts("declare.fields"));
    card.content.skip(frame.metrics.gap);
    declare_fields(frame, card.content, catalogue, form);
    end_card(frame, column, card);
    column.skip(frame.metrics.gap);
  }
  estimate_card(frame, column, catalogue, form);
  if (!materials_asked_for(frame, form).empty() || !frame.state.declare.uploads.empty()) {
    Card card = begin_card(frame, column);
    heading(frame, card.content, 2, "materials_title", frame.texts("declare.materials"));
    secondary(frame, card.content, "materials_hint", frame.texts("declare.materials_intro"));
    card.content.skip(frame.metrics.gap);
    declare_materials(frame, card.content, form);
    end_card(frame, column, card);
    column.skip(frame.metrics.gap);
  }
}

}  // namespace

void declare_view(Frame& frame, Column& column) {
  const State& state = frame.state;
  const DeclareState& declare = state.declare;
  const bool editing = state.route.place == Route::Place::kEdit;
  heading(frame, column, 1, "heading", frame.texts(editing ? "declare.title_edit" : "declare.title"));
  secondary(frame, column, "intro", frame.texts("declare.intro"));
  column.skip(frame.metrics.gap);
  Scope scope(frame, "declare");

  if (declare.failure || state.catalogue_failure) {
    notice_bar(frame, column, "failure", frame.texts.error(declare.failure ? *declare.failure : *state.catalogue_failure),
               Tone::kDanger, true);
    return;
  }
  if (!state.catalogue || declare.busy == DeclareState::Busy::kLoading) {
    empty_state(frame, column, "loading", frame.texts("common.loading"), {});
    return;
  }
  Node node;
  node.id = frame.id("form");
  node.role = NodeRole::kForm;
  node.name = frame.texts("declare.title");
  node.rect = {column.x, column.y, column.width, 0};
  const float top = column.y;
  frame.open(std::move(node));

  declare_conflict(frame, column);
  problems(frame, column);
  declare_people(frame, column);
  Card card = begin_card(frame, column);
  choose_form(frame, card.content, *state.catalogue);
  const model::StudyForm* form = chosen_form(state);
  if (form && !frame.texts(form->summary).empty()) {
    secondary(frame, card.content, "summary", frame.texts(form->summary));
  }
  end_card(frame, column, card);
  column.skip(frame.metrics.gap);

  if (form) {
    form_body(frame, column, *state.catalogue, *form);
  } else if (!declare.study_form.empty()) {
    declare_unknown(frame, column);
  }
  if (!declare.study_form.empty()) actions(frame, column);
  frame.close(column.y - top);
}

}  // namespace portal::ui
