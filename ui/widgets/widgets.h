// The widgets. Each draws itself with Dear ImGui and adds its node(s) to the semantics tree in one call, takes
// its place from a Column (or a Rect), and returns what the user did. Views use nothing else.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "ui/column.h"
#include "ui/frame.h"

namespace portal::ui {

// ---- text ------------------------------------------------------------------------------------------------
void heading(Frame& frame, Column& column, int level, std::string_view local_id, std::string_view text);
void paragraph(Frame& frame, Column& column, std::string_view local_id, std::string_view text);
void paragraph(Frame& frame, Column& column, std::string_view local_id, std::string_view text, const Frame::TextStyle& style);

// What helps and can be done without, a little below what it is about; care mode leaves it out.
void secondary(Frame& frame, Column& column, std::string_view local_id, std::string_view text);

// ---- buttons and links -------------------------------------------------------------------------------------
enum class ButtonKind { kPrimary, kSecondary, kQuiet, kDanger };
struct ButtonSpec {
  std::string_view id;
  std::string_view label;
  ButtonKind kind = ButtonKind::kSecondary;
  bool disabled = false;
  bool busy = false;
  std::string_view accessible_name = {};  // where the label alone does not say enough ("删除 封面.jpg")
  std::string_view popup = {};
  bool current = false;  // today
  bool large = false;    // its label
  TabStop tab_stop = TabStop::kNatural;
};
float button_width(const Frame& frame, std::string_view label);
bool button(Frame& frame, const Rect& rect, const ButtonSpec& spec);
// Buttons in a row that wraps on narrow pages; returns the index of the pressed one, or -1.
int button_row(Frame& frame, Column& column, std::span<const ButtonSpec> buttons, float align = 0);

struct LinkSpec {
  std::string_view id;
  std::string_view label;
  std::string href;
  bool current = false;
  bool in_page = false;  // leads to a control of this page: emits nothing, the caller acts on the return value
  bool wraps = false;    // a sentence: in as many lines as it needs, from the left
  std::string_view shortcut = {};  // Node::shortcut; said in a tooltip
  std::string_view accessible_name = {};
};
float link_height(const Frame& frame, std::string_view label, float width);  // of one that wraps
bool link(Frame& frame, const Rect& rect, const LinkSpec& spec);  // emits LinkFollowed itself

struct Option {
  std::string value;
  std::string label;
  std::string language = {};  // of the label, where it is not the page's
  friend bool operator==(const Option&, const Option&) = default;
};

// ---- fields: label, control, hint, warning, error, in this order; all are tied to the control ----------------
struct FieldSpec {
  std::string_view id;
  std::string_view label;
  std::string_view hint = {};
  std::string_view error = {};
  std::string_view warning = {};  // to look at twice; forbids nothing
  std::string_view placeholder = {};
  std::string_view unit = {};  // behind a number
  bool required = false;
  bool disabled = false;
  bool multiline = false;
  bool password = false;
  bool search = false;  // no visible label line, only the accessible name; role searchbox by input_mode "search"
  int length_max = 0;
  std::string_view autocomplete = {};
  std::string_view input_mode = {};
};
struct FieldResult {
  std::optional<std::string> edited;  // the new text or option value
  bool left = false;
};
FieldResult text_field(Frame& frame, Column& column, const FieldSpec& spec, const std::string& text);
struct DateFieldResult : FieldResult {
  bool calendar_wanted = false;
};
DateFieldResult date_field(Frame& frame, Column& column, const FieldSpec& spec, const std::string& text);
// One of many: typing searches the labels, by the first letters of their reading too (Initials); a text that is none of the options
// goes when the field is left.
FieldResult combo_box(Frame& frame, Column& column, const FieldSpec& spec, std::span<const Option> options,
                      const std::string& value);
FieldResult check_box(Frame& frame, Column& column, const FieldSpec& spec, bool checked);  // edited: "true" or "false"
// A button in the place of a field, with its hint and error: adds an item to a list. True when it was pressed.
bool field_button(Frame& frame, Column& column, const FieldSpec& spec);
FieldResult radio_group(Frame& frame, Column& column, const FieldSpec& spec, std::span<const Option> options,
                        const std::string& value);

// ---- attachments of one material ---------------------------------------------------------------------------
struct FileItem {
  unsigned key = 0;
  std::string name;
  std::string detail;        // "1.2 MB", "上传中 40%"
  std::string error;
  std::string image;         // preview: "file:HANDLE" or "attachment:DECLARATION/SHA256"; "" = none
  double fraction = -1;      // 0–1 while sending
  bool can_retry = false;
  bool can_open = false;
};
struct FilesSpec {
  std::string_view id;
  std::string_view label;
  std::string_view hint = {};
  std::string_view error = {};
  bool required = false;
  bool disabled = false;  // shows and opens only: no choosing, no removing, no drop zone
  std::string_view accept = ".jpg,.jpeg,.png,.pdf,image/jpeg,image/png,application/pdf";
  bool multiple = true;
};
struct FilesResult {
  std::optional<unsigned> removed, retried, opened;
  bool camera_wanted = false;
  bool help_wanted = false;  // there is neither camera nor file chooser
};
FilesResult file_field(Frame& frame, Column& column, const FilesSpec& spec, std::span<const FileItem> files);

// ---- tabs, tables, badges ------------------------------------------------------------------------------------
struct TabSpec {
  std::string_view id;
  std::string label;
  std::string count;  // shown behind the label; "" = none. The accessible name is the label followed by the count
};
// Returns the index of the tab pressed, or -1. What the selected tab shows stands between begin_tab_panel and end_tab_panel.
int tab_bar(Frame& frame, Column& column, std::string_view local_id, std::string_view name, std::span<const TabSpec> tabs,
            int selected);
void begin_tab_panel(Frame& frame, const Column& column, std::string_view tab_bar_id, std::string_view name);
void end_tab_panel(Frame& frame, const Column& column);

enum class Tone { kNeutral, kInfo, kSuccess, kWarning, kDanger };
float badge_width(const Frame& frame, std::string_view text);
void badge(Frame& frame, const std::string& id, Point top_left, std::string_view text, Tone tone);  // id: of the node of its words

// A picture of numbers that stand beside it, as parts of the whole width.
struct Bar {
  float part = 0;   // what counts
  float more = 0;   // what may come, behind it
  float mark = -1;  // the target; < 0 = there is none
};
void bar(Frame& frame, const Rect& rect, const std::string& id, std::string_view name, const Bar& bar);

struct TableColumn {
  std::string_view id;
  std::string label;
  float weight = 1;     // share of the width
  float width_min = 80;
  bool sortable = false;
  bool end_aligned = false;
};
struct TableCell {
  std::string text;
  std::optional<Tone> tone;  // drawn as a badge
  std::string href;          // the cell is a link
  std::string accessible_name;  // of that link, or of the check box
  std::optional<Bar> bar = {};  // drawn instead of the text, which says what it shows
  std::optional<bool> checked = {};  // a check box stands before the text; RowChosen is emitted for `row_id`
  std::string row_id = {};
};
struct TableSpec {
  std::string_view id;
  std::string_view name;  // accessible name of the table
  std::span<const TableColumn> columns;
  long long rows = 0;    // true total
  long long loaded = 0;  // rows that `cell` can be asked for
  int sorted_column = -1;
  bool descending = false;
};
struct TableResult {
  int sort_pressed = -1;      // column
  bool end_in_sight = false;  // the last loaded row is near the visible part
};
// Only the rows in sight are drawn and mirrored; the column moves on by the height of all loaded rows. On a narrow
// page (< 720 px) a row becomes a card with its column labels.
using CellAt = TableCell (*)(const void* context, long long row, int column);
TableResult data_table(Frame& frame, Column& column, const TableSpec& spec, const void* context, CellAt cell);

// ---- messages -------------------------------------------------------------------------------------------------
void notice_bar(Frame& frame, Column& column, std::string_view local_id, std::string_view text, Tone tone, bool assertive);
void empty_state(Frame& frame, Column& column, std::string_view local_id, std::string_view title, std::string_view text);
void progress_bar(Frame& frame, const Rect& rect, std::string_view local_id, std::string_view name, float fraction);

// ---- what is done and what is not: a list with a tick or an empty box, and the same in words --------------------
struct CheckItem {
  std::string label;
  std::string detail;  // "已上传 2 个文件", "未上传"
  bool done = false;
};
void check_list(Frame& frame, Column& column, std::string_view local_id, std::string_view name, std::span<const CheckItem> items);

// ---- label and value pairs (a detail page); two columns of pairs where there is room ---------------------------
struct Pair {
  std::string label;
  std::string value;
};
void pairs(Frame& frame, Column& column, std::string_view local_id, std::span<const Pair> pairs);

// ---- dialog: modal, over a shaded page. Calls between begin and end draw inside it ---------------------------
struct DialogSpec {
  std::string_view id;
  std::string_view title;
  float width = 480;
  float height = 0;  // of the content, for the very first frame; the runtime knows it from then on
  bool alert = false;  // it came by itself, and the user has to know
};
Column begin_dialog(Frame& frame, const DialogSpec& spec);
// Returns true when the user dismissed it (Escape).
bool end_dialog(Frame& frame, const DialogSpec& spec, const Column& used);

// ---- card: a raised surface around what is drawn between begin and end --------------------------------------
struct Card {
  Column content;
  Rect rect;
  int channel = 0;
};
Card begin_card(Frame& frame, Column& column);
void end_card(Frame& frame, Column& column, Card& card);

}  // namespace portal::ui
