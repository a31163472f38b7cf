// What to say about an error, and where: from its JSON pointer to the control on the page.
#include "model/field_path.h"
#include "ui/views/declare_parts.h"
#include "ui/views/format.h"

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
  const model::Field* field = model::field_at(*state.catalogue, *form, pointer.substr(kValues.size()));
  return field && (field->kind == model::FieldKind::kChoice || field->kind == model::FieldKind::kYesNo);
}

// Of an item's field: "课程 2：成绩".
std::string field_label(const Frame& frame, std::string_view path) {
  const model::StudyForm* form = form_of(frame.state);
  const model::Field* field = form ? model::field_at(*frame.state.catalogue, *form, path) : nullptr;
  if (!field) return std::string(path);
  const std::string_view list = path.substr(0, path.find('/'));
  const int item = model::item_of(path, list);
  const model::Field* whole = item >= 0 ? model::find_field(*frame.state.catalogue, *form, list) : nullptr;
  if (!whole) return frame.texts(field->label);
  return item_name(frame, *whole, static_cast<std::size_t>(item)) + frame.texts("common.colon") + frame.texts(field->label);
}

}  // namespace

std::string item_name(const Frame& frame, const model::Field& list, std::size_t item) {
  return frame.texts("list.item", {{"label", frame.texts(list.item_label)}, {"number", std::to_string(item + 1)}});
}

std::string error_text(const Frame& frame, const model::Error& error) {
  model::Error shown = error;
  if (shown.code == "required" && is_choice_at(frame.state, shown.pointer)) shown.code = "required_choice";
  if (shown.code == "required" && shown.pointer == "/study_form") shown.code = "required_study_form";
  // An error about another field names it by id; people know its label.
  if (const auto other = shown.params.find("field"); other != shown.params.end()) {
    other->second = field_label(frame, other->second);
  }
  if (const auto other = shown.params.find("state"); shown.code == "probable_duplicate" && other != shown.params.end()) {
    if (const auto known = model::state_from(other->second)) other->second = state_text(frame.texts, *known);
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
