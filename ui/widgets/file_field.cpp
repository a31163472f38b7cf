#include <algorithm>
#include <cmath>

#include "ui/widgets/parts.h"

namespace portal::ui {

namespace {

constexpr float kPreview = 48;
constexpr float kDash = 6;

void dashed(Frame& frame, const Rect& rect, Color color) {
  for (float x = rect.x; x < rect.right(); x += 2 * kDash) {
    const float w = std::min(kDash, rect.right() - x);
    frame.fill({x, rect.y, w, 1}, color);
    frame.fill({x, rect.bottom() - 1, w, 1}, color);
  }
  for (float y = rect.y; y < rect.bottom(); y += 2 * kDash) {
    const float h = std::min(kDash, rect.bottom() - y);
    frame.fill({rect.x, y, 1, h}, color);
    frame.fill({rect.right() - 1, y, 1, h}, color);
  }
}

// Where files are dropped or chosen: one control over all of it.
void drop_zone(Frame& frame, Column& column, const FilesSpec& spec, const std::string& id) {
  const Palette& p = frame.palette;
  Frame::TextStyle action = frame.style_text();
  action.strong = true;
  action.color = p.accent;
  const std::string& choose = frame.texts("files.choose");
  const std::string& drop = frame.texts("files.drop");
  const float icon = std::round(frame.metrics.text * 1.25f);
  const float gap = frame.metrics.gap_small;
  const float choose_width = std::ceil(frame.text_width(choose, action));
  const float drop_width = std::ceil(frame.text_width(drop, frame.style_muted()));
  const bool one_line = icon + gap + choose_width + gap + drop_width + 2 * frame.metrics.gap <= column.width;
  const Rect rect = column.take(std::max(frame.metrics.control_height + 12.0f, frame.metrics.control_height));
  const bool hot = frame.hovered(id) || frame.focused(id);
  frame.fill(rect, hot ? p.accent_soft : p.field, frame.metrics.radius / 2);
  if (hot) {
    frame.stroke(rect, p.accent, frame.metrics.radius / 2, 2);
  } else {
    dashed(frame, rect, spec.error.empty() ? p.border_strong : p.danger);
  }
  const float used = icon + gap + choose_width + (one_line ? gap + drop_width : 0);
  float x = rect.x + std::floor((rect.w - used) / 2);
  draw_icon(frame, Icon::kUpload, {x, rect.y + std::floor((rect.h - icon) / 2), icon, icon}, p.accent);
  x += icon + gap;
  frame.draw_line(choose, {x, rect.y, choose_width, rect.h}, action);
  x += choose_width + gap;
  if (one_line) frame.draw_line(drop, {x, rect.y, drop_width, rect.h}, frame.style_muted());
  frame.focus_ring(id, rect, frame.metrics.radius / 2);

  Node node;
  node.id = id;
  node.role = NodeRole::kFileInput;
  node.name = frame.texts("files.choose_for", {{"material", std::string(spec.label)}});
  node.rect = rect;
  node.accept = spec.accept;
  node.multiple = spec.multiple;
  node.required = spec.required;
  node.invalid = !spec.error.empty();
  frame.add(std::move(node));
}

// The field's own node, where nothing else stands for it: an error of the material leads there.
bool camera_button(Frame& frame, Column& column, const FilesSpec& spec, const std::string& id) {
  const std::string label = frame.texts("files.take_picture");
  const std::string name = frame.texts("files.take_picture_for", {{"material", std::string(spec.label)}});
  const ButtonSpec button{.id = id, .label = label, .accessible_name = name, .popup = "dialog"};
  return button_row(frame, column, {&button, 1}) == 0;
}

// Where nothing can be added: what to do instead, and the field's own node, to which an error of the material leads.
bool no_source(Frame& frame, Column& column, const FilesSpec& spec) {
  paragraph(frame, column, std::string(spec.id) + "/none", frame.texts("files.no_source"));
  column.skip(frame.metrics.gap_small);
  const std::string label = frame.texts("files.no_source_help"), name = frame.texts("files.no_source_help_for", {{"material", std::string(spec.label)}});
  const ButtonSpec button{.id = spec.id, .label = label, .accessible_name = name, .popup = "dialog"};
  return button_row(frame, column, {&button, 1}) == 0;
}

// The element shows the picture over this; a file without one keeps the sheet.
void preview(Frame& frame, const Rect& rect, const FileItem& file, const std::string& item) {
  const Palette& p = frame.palette;
  frame.fill(rect, p.surface_sunken, frame.metrics.radius / 2);
  draw_icon(frame, Icon::kFile, rect.inset(rect.w * 0.25f, rect.h * 0.25f), p.text_muted);
  if (file.image.empty()) return;
  Node node;
  node.id = item + "/image";
  node.role = NodeRole::kImage;
  node.name = frame.texts("files.preview_of", {{"name", file.name}});
  node.value = file.image;
  node.rect = rect;
  frame.add(std::move(node));
}

struct FileButton {
  const char* id;
  const char* text_key;
  const char* name_key;
  std::optional<unsigned> FilesResult::* result;
};

std::vector<FileButton> buttons_of(const FilesSpec& spec, const FileItem& file) {
  std::vector<FileButton> buttons;
  if (file.can_open) buttons.push_back({"open", "files.open", "files.open_of", &FilesResult::opened});
  if (file.can_retry && !spec.disabled) buttons.push_back({"retry", "files.retry", "files.retry_of", &FilesResult::retried});
  if (!spec.disabled) buttons.push_back({"remove", "files.remove", "files.remove_of", &FilesResult::removed});
  return buttons;
}

void file_lines(Frame& frame, Column& column, const FileItem& file, const std::string& item) {
  const Frame::TextStyle name_style = frame.style_text();
  const float name_height = frame.line_height(name_style);
  const Rect name = column.take(name_height);
  frame.draw_line(file.name, name, name_style);
  frame.add(text_node(item + "/name", NodeRole::kText, file.name, name, name_style));
  const Frame::TextStyle detail_style = frame.style_muted();
  if (!file.detail.empty()) {
    const Rect detail = column.take(frame.line_height(detail_style));
    frame.draw_line(file.detail, detail, detail_style);
    frame.add(text_node(item + "/detail", NodeRole::kText, file.detail, detail, detail_style));
  }
  if (file.fraction >= 0) {
    column.skip(4);
    progress_bar(frame, column.take(6), "progress", file.name, static_cast<float>(file.fraction));
  }
  if (!file.error.empty()) {
    Frame::TextStyle style = frame.style_muted();
    style.color = frame.palette.danger;
    const float icon = style.size;
    const float indent = icon + 6;
    draw_icon(frame, Icon::kProblem, {column.x, column.y + std::floor((frame.line_height(style) - icon) / 2), icon, icon}, style.color);
    const float height = frame.draw_text(file.error, {column.x + indent, column.y}, column.width - indent, style);
    Node error = text_node(item + "/error", NodeRole::kError, file.error,
                           {column.x + indent, column.y, column.width - indent, height}, style);
    frame.add(std::move(error));
    column.skip(height);
  }
}

void file_row(Frame& frame, Column& column, const FilesSpec& spec, const FileItem& file, FilesResult& result) {
  Scope scope(frame, "file_" + std::to_string(file.key));
  const std::string item = frame.id("item");
  const float top = column.y;
  Node node;
  node.id = item;
  node.role = NodeRole::kListItem;
  node.rect = {column.x, column.y, column.width, 0};
  frame.open(std::move(node));

  const std::vector<FileButton> buttons = buttons_of(spec, file);
  float buttons_width = 0;
  for (const FileButton& b : buttons) buttons_width += button_width(frame, frame.texts(b.text_key));
  const float indent = kPreview + frame.metrics.gap_small + 4;
  const bool beside = column.width - indent - buttons_width >= 160 * frame.env.text_scale;
  column.skip(frame.metrics.gap_small);
  const float content_top = column.y;
  preview(frame, {column.x, content_top, kPreview, kPreview}, file, item);
  Column lines{column.x + indent, content_top, column.width - indent - (beside ? buttons_width + frame.metrics.gap_small : 0)};
  file_lines(frame, lines, file, item);
  const float height = frame.metrics.control_height;
  const float row_height = std::max(kPreview, height);
  float bottom = std::max(lines.y, content_top + row_height);

  float x = beside ? column.x + column.width - buttons_width : column.x + indent;
  float y = beside ? content_top + std::floor((row_height - height) / 2) : bottom;
  for (const FileButton& b : buttons) {
    const std::string& label = frame.texts(b.text_key);
    const std::string name = frame.texts(b.name_key, {{"name", file.name}});
    const float width = std::min(button_width(frame, label), column.width - indent);
    if (x > column.x + indent && x + width > column.x + column.width + 0.5f) {
      x = column.x + indent;
      y += height;
    }
    ButtonSpec button_spec;
    button_spec.id = b.id;
    button_spec.label = label;
    button_spec.kind = ButtonKind::kQuiet;
    button_spec.accessible_name = name;
    if (button(frame, {x, y, width, height}, button_spec)) result.*b.result = file.key;
    x += width;
  }
  if (!buttons.empty()) bottom = std::max(bottom, y + height);
  column.y = bottom + frame.metrics.gap_small;
  frame.fill({column.x, column.y, column.width, 1}, frame.palette.border);
  frame.close(column.y - top);
  column.skip(1);
}

}  // namespace

FilesResult file_field(Frame& frame, Column& column, const FilesSpec& spec, std::span<const FileItem> files) {
  const std::string id = frame.id(spec.id);
  const std::string group = id + "/group";
  const float top = column.y;
  Node node;
  node.id = group;
  node.role = NodeRole::kGroup;
  node.name = spec.label;
  node.rect = {column.x, column.y, column.width, 0};
  frame.open(std::move(node));

  FieldSpec field;
  field.label = spec.label;
  field.required = spec.required && !spec.disabled;
  field.hint = spec.hint;
  field.error = spec.error;
  FilesResult result;
  const bool chooses = !spec.disabled && frame.env.file_chooser;
  const bool takes_pictures = !spec.disabled && frame.env.camera;
  const std::string& control = spec.disabled ? group : id;
  field_label(frame, column, field, control, chooses ? NodeRole::kLabel : NodeRole::kText);
  if (chooses) drop_zone(frame, column, spec, id);
  if (chooses && takes_pictures) column.skip(frame.metrics.gap_small);
  if (takes_pictures) result.camera_wanted = camera_button(frame, column, spec, chooses ? std::string(spec.id) + "/camera" : std::string(spec.id));
  if (!chooses && !takes_pictures && !spec.disabled) result.help_wanted = no_source(frame, column, spec);
  field_notes(frame, column, field, control);

  if (!files.empty()) {
    Scope scope(frame, spec.id);
    Node list;
    list.id = frame.id("files");
    list.role = NodeRole::kList;
    list.name = frame.texts("files.list_of", {{"material", std::string(spec.label)}});
    list.rect = {column.x, column.y, column.width, 0};
    const float list_top = column.y;
    frame.open(std::move(list));
    for (const FileItem& file : files) file_row(frame, column, spec, file, result);
    frame.close(column.y - list_top);
  }
  frame.close(column.y - top);
  return result;
}

}  // namespace portal::ui
