// The semantics tree: what is on the page, for everyone who does not look at the picture.
//
// Every widget adds a node for each thing that it draws, in reading order. The browser's mirror turns nodes
// into native elements, the desktop finds its focus order here, and tests find widgets by role and name.
// Ids are stable from frame to frame and unique in a frame: paths such as "declare/field/title".
// Nothing is drawn that has no node; a purely decorative line or shade is the only exception.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "ui/geometry.h"

namespace portal::ui {

enum class NodeRole {
  kPage,  // the root; exactly one, id "page"
  // containers
  kBanner, kNavigation, kMain, kForm, kGroup, kRegion, kAlert, kStatus, kList, kListItem,
  kTable, kRow, kColumnHeader, kCell, kTabList, kTab, kTabPanel, kRadioGroup, kDialog, kListBox,
  // content
  kHeading, kText, kLabel, kHint, kError, kTooltip, kImage, kProgress,
  // controls
  kLink, kButton, kTextBox, kComboBox, kOption, kRadio, kCheckBox, kFileInput,
};

enum class Sort { kNone, kAscending, kDescending };

// Whether the Tab key stops at a node: as its role has it; or, of things between which arrow keys move, at this one and
// not at the others. A cell that is kYes or kNo can have the focus itself.
enum class TabStop { kNatural, kYes, kNo };

struct Node {
  std::string id;
  std::string parent;  // "" only for the root
  NodeRole role = NodeRole::kText;
  std::string name;   // accessible name; for content the text itself; "\n" breaks lines
  std::string value;  // kTextBox, kComboBox: the text in it; kOption, kRadio: the option's value; kImage: the source
  Rect rect;          // page coordinates; inside a dialog: coordinates of the visible part (viewport)

  // What belongs to few roles; defaults mean "does not apply".
  std::string placeholder;
  std::string describes;     // kLabel, kHint, kError, kTooltip: id of the control that it belongs to
  std::string href;          // kLink: "#/progress?state=draft"
  std::string autocomplete;  // kTextBox: token of the HTML standard
  std::string input_mode;    // kTextBox: "decimal", "numeric", "search"
  std::string accept;        // kFileInput: media types
  std::string popup;         // kButton: "dialog", "menu"
  std::string group;         // kRadio: id of its radio group
  std::string language;      // of its text, where it is not the page's: "en"
  std::string controls;      // kComboBox: id of its list box while that is open; kTab: id of its panel
  std::string shortcut;      // kLink: keys that press it from anywhere on the page, "Alt+PageDown" or "Alt+PageUp"
  std::string active;        // kComboBox: id of the option that Enter takes
  int level = 0;                // kHeading 1–6
  int length_max = 0;           // kTextBox, code points
  int row = 0, rows = 0;        // kTable: rows = true total; kRow: row = 1-based index in the total
  int column = 0, columns = 0;  // kCell, kColumnHeader: 1-based; kTable: columns
  float fraction = -1;          // kProgress 0–1
  float font_size = 0;          // text and text boxes: CSS px, so that the element's text lies on the picture's
  Sort sort = Sort::kNone;      // kColumnHeader that can be sorted has sortable = true
  TabStop tab_stop = TabStop::kNatural;
  bool sortable = false;
  bool grid = false;          // kTable, kCell: arrow keys move between cells
  bool strong = false;          // bold text
  bool wraps = false;         // kLink, kOption: text in as many lines as it needs, in the middle of the rect
  bool multiline = false;       // kTextBox
  bool password = false;        // kTextBox
  bool required = false;
  bool invalid = false;
  bool disabled = false;
  bool busy = false;
  bool checked = false;   // kRadio, kCheckBox
  bool selected = false;  // kTab, kOption, kCell of a grid
  bool current = false;   // kLink: the page it leads to is shown; kButton: today
  bool expanded = false;
  bool assertive = false;  // kAlert/kStatus: interrupts; kDialog: came by itself (alertdialog)
  bool multiple = false;   // kFileInput
  bool end_aligned = false;  // text boxes and cells whose text ends at the right

  friend bool operator==(const Node&, const Node&) = default;
};

// What some nodes look like, so that no one says a thing twice:
// - kCell with parts in it (a link, a badge, a label) has no name of its own: they say it; kColumnHeader always has one, also when a sort button
//   of that name is in it. kRow of the header line has row = 0. kAlert and kStatus without children say their name.
// - kDialog: its rect never goes beyond the visible part. What is in it may, downwards: then the dialog scrolls, and tells how
//   far by Environment::dialog_scroll_y. Rects inside are those of the unscrolled dialog.
// - kTextBox: the text begins control_padding from the left, in lines of font_size × 1.5 (Metrics::line_height); one line is
//   centred in the rect; many begin at (control_height − line) / 2 from the top, control_height being 44 × text_scale.
// - kComboBox: as a text box; an arrow takes the last 40 px. kListBox: higher than its rect it scrolls by itself
//   (Interaction::scrolled); rects inside are those of the unscrolled list.

// Roles that take focus and act.
bool is_control(NodeRole role);

struct SemanticsTree {
  std::vector<Node> nodes;  // reading order, parents before children
  std::string title;        // of the page (document.title)
  std::string language;     // "zh-CN", "en"
  std::string theme;        // colours in use, as theme_name() has them (ui/theme.h)
  float text_scale = 0;     // Environment::text_scale in use
  float page_height = 0;    // of the whole document
  std::string dialog;       // id of the open dialog; "" = none

  const Node* find(std::string_view id) const;
};

// A change from one frame to the next, as JSON text for the boundary (web/mirror.js); "" when nothing changed.
//   {"remove":[id…], "upsert":[{"id", changed members…, "after"}…], "title","language","theme","text_scale","page_height","dialog"}
// Absent means unchanged (or, for a new node: the default). Apply "remove" first, then "upsert" in its order:
// - "remove" lists every node that is gone, descendants too. A node whose role (or "multiline") changed is listed there
//   and comes again in "upsert" as new, with all its descendants.
// - a node of "upsert" that the mirror does not know is new; "parent" and "after" are always there for it.
// - "after": id of the sibling that it stands behind, "" = first child. Only sent for nodes that are new or were moved;
//   a node that keeps its place among its siblings is never moved (focus and composition survive).
// - "rect": [x, y, w, h] relative to the parent's rect, rounded to 1/100 px.
//   "role": name_of(role). "sort": "none" | "ascending" | "descending". "tab_stop": "natural" | "yes" | "no". All others as in
//   Node, under the same name.
// Values go over as the application knows them: the mirror does not write one that the element already shows, nor
// any while the element composes.
std::string diff_to_json(const SemanticsTree& before, const SemanticsTree& after);

std::string_view name_of(NodeRole role);  // "page", "text_box", …

}  // namespace portal::ui
