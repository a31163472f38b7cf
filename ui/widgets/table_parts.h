// What the wide table and its cards on narrow pages share. Inside ui/widgets/ only.
#pragma once

#include "ui/widgets/parts.h"

namespace portal::ui {

std::string table_id(const Frame& frame, const TableSpec& spec);
std::string table_row_id(const Frame& frame, const TableSpec& spec, long long row);  // row: from 0
std::string table_header_id(const Frame& frame, const TableSpec& spec, int column);

Node header_node(const TableSpec& spec, int column, const std::string& id, const Rect& rect);
Node row_node(const std::string& id, const Rect& rect, long long row);  // -1 = the header line
bool sort_button(Frame& frame, const TableSpec& spec, int column, const Rect& rect);  // node, hover, ring; the caller draws the label
enum class CellLook { kPlain, kEndAligned, kTitle };
// text: where it stands inside the cell's rect.
void table_cell(Frame& frame, const std::string& id, const Rect& rect, const Rect& text, const TableCell& cell, int column,
                CellLook look);
void table_link(Frame& frame, const std::string& id, const Rect& rect, const TableCell& cell);

struct RowRange {
  long long first = 0, end = 0;
};
// Rows between the page's visible part, and `around` more at both ends. top: y of row 0.
RowRange rows_in_sight(const Frame& frame, float top, float row_height, long long loaded, int around);

TableResult table_of_cards(Frame& frame, Column& column, const TableSpec& spec, const void* context, CellAt cell_at);

}  // namespace portal::ui
