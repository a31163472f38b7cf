// What to say about an error, and where: from its JSON pointer to the control on the page.
#include "ui/views/declare_parts.h"

namespace portal::ui {

namespace {

constexpr std::string_view kValues = "/values/";
constexpr std::string_view kMaterials = "/materials/";

const model::StudyForm* form_of(const State& state) {
  return state.catalogue ? state.catalogue->find_form(state.declare.study_form) : nullptr;
}

bool is_choice_at(const State& state, std::string_view pointer) {
  const model::StudyForm* form = form_of(state);
  if (!form || !pointer.starts_with(kValues)) return false;
  const model::Field* field = model::find_field(*state.catalogue, *form, pointer.substr(kValues.size()));
  return field && (field->kind == model::FieldKind::kChoice || field->kind == model::FieldKind::kYesNo);
}

std::string field_label(const Frame& frame, std::string_view id) {
  const model::StudyForm* form = form_of(frame.state);
  const model::Field* field = form ? model::find_field(*frame.state.catalogue, *form, id) : nullptr;
  return field ? frame.texts(field->label) : std::string(id);
}

}  // namespace

std::string error_text(const Frame& frame, const model::Error& error) {
  model::Error shown = error;
  if (shown.code == "required" && is_choice_at(frame.state, shown.pointer)) shown.code = "required_choice";
  if (shown.code == "required" && shown.pointer == "/study_form") shown.code = "required_study_form";
  // An error about another field names it by id; people know its label.
  if (const auto other = shown.params.find("field"); other != shown.params.end()) {
    other->second = field_label(frame, other->second);
  }
  return frame.texts.error(shown);
}

std::string error_at(const Frame& frame, std::string_view pointer) {
  for (const model::Error& error : visible_errors(frame.state)) {
    if (error.pointer == pointer) return error_text(frame, error);
  }
  return {};
}

std::string label_at(const Frame& frame, std::string_view pointer) {
  if (pointer == "/study_form") return frame.texts("declare.study_form");
  if (pointer == "/people") return frame.texts("people.title");
  if (pointer.starts_with(kValues)) return field_label(frame, pointer.substr(kValues.size()));
  if (pointer.starts_with(kMaterials)) {
    const std::string_view id = pointer.substr(kMaterials.size());
    if (const model::StudyForm* form = form_of(frame.state)) {
      for (const model::Material& material : form->materials) {
        if (material.id == id) return frame.texts(material.label);
      }
    }
    return std::string(id);
  }
  return frame.texts("declare.materials");
}

}  // namespace portal::ui
