// A field that repeats, such as the courses of a year.
#include "model/field_path.h"
#include "ui/views/declare_parts.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

void item_group(Frame& frame, Column& column, const model::Field& list, std::size_t at, bool disabled) {
  const std::string name = item_name(frame, list, at);
  const std::string item = list.id + "/" + std::to_string(at);
  Node group;
  group.id = frame.id(item);
  group.role = NodeRole::kGroup;
  group.name = name;
  group.rect = {column.x, column.y, column.width, 0};
  const float top = column.y;
  frame.open(std::move(group));
  Frame::TextStyle strong = frame.style_text();
  strong.strong = true;
  paragraph(frame, column, item + "/title", name, strong);
  column.skip(frame.metrics.gap_small);
  std::vector<const model::Field*> fields;
  for (const model::Field& field : list.fields) fields.push_back(&field);
  field_rows(frame, column, fields, item + "/");
  const std::string id = item + "/remove";
  const std::string label = frame.texts("list.remove", {{"item", name}});
  const ButtonSpec remove{.id = id, .label = label, .disabled = disabled};
  if (button_row(frame, column, std::span(&remove, 1)) == 0) frame.emit(ListItemRemoved{list.id, static_cast<unsigned>(at)});
  frame.close(column.y - top);
  column.skip(frame.metrics.gap);
}

}  // namespace

void declare_list(Frame& frame, Column& column, const model::Field& list) {
  const DeclareState& declare = frame.state.declare;
  const model::Json& items = model::member(declare.values, list.id);
  const std::size_t count = items.is_array() ? items.size() : 0;
  const bool disabled = declare.busy == DeclareState::Busy::kSubmitting;
  const std::string label = frame.texts(list.label);
  Node group;
  group.id = frame.id(list.id + "/items");
  group.role = NodeRole::kGroup;
  group.name = label;
  group.rect = {column.x, column.y, column.width, 0};
  const float top = column.y;
  frame.open(std::move(group));
  heading(frame, column, 3, list.id + "/title", label);
  column.skip(frame.metrics.gap_small);
  for (std::size_t i = 0; i < count; ++i) item_group(frame, column, list, i, disabled);
  const std::string error = error_at(frame, "/values/" + list.id);
  const std::string add = frame.texts("list.add", {{"label", frame.texts(list.item_label)}});
  FieldSpec spec;
  spec.id = list.id;
  spec.label = add;
  spec.hint = frame.texts(list.hint);
  spec.error = error;
  spec.disabled = disabled || count >= static_cast<std::size_t>(list.items_max);
  if (field_button(frame, column, spec)) frame.emit(ListItemAdded{list.id});
  frame.close(column.y - top);
}

}  // namespace portal::ui
