// The fields of a study form, from the catalogue alone: short ones in two columns where there is room.
#include <algorithm>

#include "model/field_path.h"
#include "model/validation.h"
#include "ui/views/declare_parts.h"
#include "ui/views/format.h"
#include "ui/views/rule_check.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

constexpr int kShortTextLength = 60;
constexpr float kFieldWidthMin = 280;

// What is claimed is counted in the unit that the form says.
std::string claim_unit_key(const DeclareState& declare) {
  return model::text_or(declare.values, "unit") == "credits" ? "unit.credits" : "unit.hours";
}

bool is_short(const model::Field& field) {
  if (field.kind == model::FieldKind::kLongText || field.kind == model::FieldKind::kList) return false;
  return field.kind != model::FieldKind::kText || field.length_max <= kShortTextLength;
}

std::string typed_text(const DeclareState& declare, const std::string& path) {
  if (const auto typed = declare.typed.find(path); typed != declare.typed.end()) return typed->second;
  return model::text_from_value(model::value_at(declare.values, path));
}

std::vector<Option> options_of(const Frame& frame, const model::Field& field) {
  if (field.kind == model::FieldKind::kYesNo) {
    return {{"true", frame.texts("common.yes")}, {"false", frame.texts("common.no")}};
  }
  std::vector<Option> options;
  for (const model::Choice& choice : field.choices) options.push_back({choice.id, frame.texts(choice.label)});
  return options;
}

// Few choices are seen at once; many are a list to open.
bool as_radio(const model::Field& field) {
  return field.kind == model::FieldKind::kYesNo || (field.kind == model::FieldKind::kChoice && field.choices.size() <= 3);
}

std::string input_mode_of(const model::Field& field) {
  if (field.autocomplete == "tel" || field.autocomplete == "email") return field.autocomplete;  // the same words
  if (field.kind != model::FieldKind::kNumber) return {};
  return field.decimals > 0 ? "decimal" : "numeric";
}

void declare_field(Frame& frame, Column& column, const model::Field& field, const std::string& path,
                   std::span<const model::Warning> warnings) {
  const DeclareState& declare = frame.state.declare;
  const std::string error = error_at(frame, "/values/" + path);
  const std::string text = typed_text(declare, path);
  const std::string warning = error.empty() ? warnings_at(frame, warnings, "/values/" + path) : std::string();
  const std::string mode = input_mode_of(field);
  FieldSpec spec;
  spec.id = path;
  spec.label = frame.texts(field.label);
  spec.hint = frame.texts(field.hint);
  spec.error = error;
  spec.warning = warning;
  spec.required = field.required;
  spec.disabled = declare.busy == DeclareState::Busy::kSubmitting;
  spec.multiline = field.kind == model::FieldKind::kLongText;
  spec.input_mode = mode;
  spec.autocomplete = field.autocomplete;
  if (field.kind == model::FieldKind::kText || field.kind == model::FieldKind::kLongText) {
    spec.length_max = field.length_max;
  }
  if (!field.unit.empty()) spec.unit = frame.texts("unit." + field.unit);
  if (field.id == "claimed_amount") spec.unit = frame.texts(claim_unit_key(declare));

  FieldResult result;
  bool calendar_wanted = false;
  if (as_radio(field)) {
    result = radio_group(frame, column, spec, options_of(frame, field), text);
  } else if (field.kind == model::FieldKind::kChoice) {
    spec.placeholder = frame.texts("field.choose");
    result = combo_box(frame, column, spec, options_of(frame, field), text);
  } else if (field.kind == model::FieldKind::kDate) {
    spec.placeholder = frame.texts("field.date_placeholder");
    const DateFieldResult date = date_field(frame, column, spec, text);
    calendar_wanted = date.calendar_wanted;
    result = date;
  } else {
    result = text_field(frame, column, spec, text);
  }
  if (result.edited) frame.emit(FieldEdited{path, *result.edited});
  if (result.left) frame.emit(FieldLeft{path});
  if (calendar_wanted) frame.emit(DialogOpened{DialogOpened::Kind::kCalendar, path});  // it shows what was typed last
}

void unknown_fields(Frame& frame, Column& column, const model::Catalogue& catalogue, const model::StudyForm* form) {
  std::vector<Pair> unknown;
  for (const auto& [id, value] : frame.state.declare.values.items()) {
    if (form && model::find_field(catalogue, *form, id)) continue;
    unknown.push_back({id, value.is_primitive() ? model::text_from_value(value) : model::dump_json(value)});
  }
  if (unknown.empty()) return;
  column.skip(frame.metrics.gap);
  heading(frame, column, 3, "unknown_title", frame.texts("unknown.fields"));
  column.skip(frame.metrics.gap_small);
  paragraph(frame, column, "unknown_hint", frame.texts("unknown.fields_hint"), frame.style_muted());
  column.skip(frame.metrics.gap_small);
  pairs(frame, column, "unknown_values", unknown);
}

}  // namespace

void field_rows(Frame& frame, Column& column, std::span<const model::Field* const> fields, const std::string& prefix) {
  const std::vector<model::Warning> warnings = warnings_of_form(frame.state);
  for (std::size_t i = 0; i < fields.size();) {
    std::vector<Column> cells{column};
    if (is_short(*fields[i])) cells = split(column, 2, kFieldWidthMin * frame.env.text_scale, frame.metrics.gap_large);
    float bottom = column.y;
    std::size_t taken = 0;
    while (taken < cells.size() && i < fields.size() && (taken == 0 || is_short(*fields[i]))) {
      const model::Field& field = *fields[i];
      if (field.kind == model::FieldKind::kList) declare_list(frame, cells[taken], field);
      else declare_field(frame, cells[taken], field, prefix + field.id, warnings);
      bottom = std::max(bottom, cells[taken].y);
      ++taken;
      ++i;
    }
    column.y = bottom + frame.metrics.gap;
  }
}

void declare_fields(Frame& frame, Column& column, const model::Catalogue& catalogue, const model::StudyForm& form) {
  std::vector<const model::Field*> shown;
  for (const model::Field* field : model::fields_of(catalogue, form)) {
    if (model::holds(field->when, frame.state.declare.values)) shown.push_back(field);
  }
  {
    Scope scope(frame, "field");
    field_rows(frame, column, shown, "");
  }
  unknown_fields(frame, column, catalogue, &form);
}

void declare_unknown(Frame& frame, Column& column) {
  Card card = begin_card(frame, column);
  notice_bar(frame, card.content, "unknown_form",
             frame.texts("unknown.study_form", {{"id", frame.state.declare.study_form}}), Tone::kWarning, false);
  unknown_fields(frame, card.content, *frame.state.catalogue, nullptr);
  end_card(frame, column, card);
  column.skip(frame.metrics.gap);
}

}  // namespace portal::ui
