// Two tabs, or two devices, changed one record: both versions side by side, and the user decides.
#include "model/validation.h"
#include "ui/views/declare_parts.h"
#include "ui/views/format.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

std::string shown(const Frame& frame, const std::string& field_id, const model::Json& values) {
  const auto value = values.find(field_id);
  std::string text;
  if (value != values.end()) {
    const model::StudyForm* form = frame.state.catalogue->find_form(frame.state.declare.study_form);
    const model::Field* field = form ? model::find_field(*frame.state.catalogue, *form, field_id) : nullptr;
    text = field ? value_text(frame.texts, *field, *value) : model::text_from_value(*value);
  }
  return text.empty() ? frame.texts("conflict.empty") : text;
}

std::string both(const Frame& frame, const std::string& mine, const std::string& theirs) {
  const std::string& colon = frame.texts("common.colon");
  return frame.texts("conflict.mine") + colon + mine + "\n" + frame.texts("conflict.theirs") + colon + theirs;
}

}  // namespace

void declare_conflict(Frame& frame, Column& column) {
  const DeclareState& declare = frame.state.declare;
  if (!declare.conflict || !frame.state.catalogue) return;
  const model::Declaration& theirs = *declare.conflict;
  Scope scope(frame, "conflict");
  Card card = begin_card(frame, column);
  const bool still_draft = theirs.state == model::DeclarationState::kDraft;
  heading(frame, card.content, 2, "title", frame.texts("conflict.title"));
  card.content.skip(frame.metrics.gap_small);
  notice_bar(frame, card.content, "notice",
             still_draft ? frame.texts("conflict.text")
                         : frame.texts("conflict.not_draft", {{"state", state_text(frame.texts, theirs.state)}}),
             Tone::kWarning, true);
  card.content.skip(frame.metrics.gap_small);
  paragraph(frame, card.content, "saved_at", frame.texts("conflict.saved_at", {{"time", format_time(theirs.updated_at)}}),
            frame.style_muted());
  card.content.skip(frame.metrics.gap);
  std::vector<std::string> ids;
  const model::Json& mine_values = declare.values;
  const model::Json& their_values = theirs.content.values;
  for (const auto& [id, value] : mine_values.items()) ids.push_back(id);
  for (const auto& [id, value] : their_values.items()) {
    if (!mine_values.contains(id)) ids.push_back(id);
  }
  std::vector<Pair> differences;
  for (const std::string& id : ids) {
    const std::string mine = shown(frame, id, mine_values);
    const std::string other = shown(frame, id, their_values);
    if (mine == other) continue;
    differences.push_back({label_at(frame, "/values/" + id), both(frame, mine, other)});
  }
  const std::size_t mine_files = content_of(declare).attachments.size();
  if (mine_files != theirs.content.attachments.size()) {
    differences.push_back({frame.texts("conflict.attachments"),
                           both(frame, std::to_string(mine_files), std::to_string(theirs.content.attachments.size()))});
  }
  pairs(frame, card.content, "differences", differences);
  card.content.skip(frame.metrics.gap);
  const ButtonSpec buttons[] = {
      {.id = "theirs", .label = frame.texts("conflict.take_theirs")},
      {.id = "mine", .label = frame.texts("conflict.keep_mine"), .disabled = !still_draft},
  };
  switch (button_row(frame, card.content, buttons)) {
    case 0: frame.emit(ConflictResolved{false}); break;
    case 1: frame.emit(ConflictResolved{true}); break;
    default: break;
  }
  end_card(frame, column, card);
  column.skip(frame.metrics.gap);
}

}  // namespace portal::ui
