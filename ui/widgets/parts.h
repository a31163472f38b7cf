// What several widgets share: icons, the box of a control, and the lines around a field. Inside ui/widgets/ only.
#pragma once

#include <string>
#include <string_view>

#include "ui/widgets/widgets.h"

namespace portal::ui {

// ---- icons: drawn shapes, never glyphs; each stands beside words that say the same ---------------------------
enum class Icon { kInfo, kSuccess, kWarning, kProblem, kCalendar, kUpload, kFile, kChevronDown, kArrowUp, kArrowDown, kUpDown, kSearch,
  kPencil, kClock, kTick, kCross };
void draw_icon(Frame& frame, Icon icon, const Rect& box, Color color);

struct ToneColors {
  Color strong, soft;
  Icon icon;
};
ToneColors colors_of(const Palette& palette, Tone tone);

// A ground in a soft colour. Where colours are few and strong it gets an edge: it could not be told from the page.
void soft_surface(Frame& frame, const Rect& rect, Color ground, Color edge, float radius);

// ---- text with a node ------------------------------------------------------------------------------------------
Node text_node(std::string id, NodeRole role, std::string_view text, const Rect& rect, const Frame::TextStyle& style);

// ---- fields ----------------------------------------------------------------------------------------------------
// Label line above; nothing for a search field. control: the node id that it belongs to.
// role: kText where there is no control to be labelled, only values.
void field_label(Frame& frame, Column& column, const FieldSpec& spec, const std::string& control, NodeRole role = NodeRole::kLabel);
// Hint and error below.
void field_notes(Frame& frame, Column& column, const FieldSpec& spec, const std::string& control);
// Ground, border by state, focus ring.
void control_box(Frame& frame, const std::string& id, const Rect& rect, bool invalid, bool disabled);
// The control's node with what every field has.
Node field_node(const FieldSpec& spec, std::string id, NodeRole role, const Rect& rect, const std::string& value);
// The box of a check box alone, `rect` a square.
void check_square(Frame& frame, const Rect& rect, const std::string& id, bool checked, bool disabled, bool invalid);
float check_square_side(const Frame& frame);
// What the user made of the check box with that node.
bool checked_now(Frame& frame, const std::string& id, bool checked);
float control_width(const Frame& frame, const Column& column, const FieldSpec& spec);  // less than the column beside a unit

// The box where text is typed, without its label and notes; used by text_field and date_field.
FieldResult text_box(Frame& frame, const Rect& rect, const FieldSpec& spec, const std::string& id, const std::string& text);
// Desktop: Dear ImGui's own editing at the rect.
FieldResult native_text_box(Frame& frame, const Rect& rect, const FieldSpec& spec, const std::string& id, const std::string& text);

Rect text_area_of(const Frame& frame, const Rect& control, bool multiline);  // where its text stands

// ---- what stands over the page ---------------------------------------------------------------------------------
// The whole of a text that is cut off at `rect`, wanted while its node has the pointer or the focus. Escape takes it away.
bool tooltip_wanted(Frame& frame, const std::string& node);
void tooltip(Frame& frame, const std::string& node, const Rect& rect, std::string_view text);

// The open list of a combo box: its nodes are list_id(combo) and option_id(combo, value).
std::string list_id(std::string_view combo);
std::string option_id(std::string_view combo, std::string_view value);
void show_option_list(Frame& frame, const std::string& combo, std::string_view name, const Rect& control,
                      std::vector<Option> options, const std::string& marked, const std::string& chosen);

}  // namespace portal::ui
