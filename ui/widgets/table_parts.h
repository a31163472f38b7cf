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
struct CellPlace {
  int column = 0;
  Rect rect;
  Rect text;  // of what is in it, inside rect
  CellLook look = CellLook::kPlain;
  TabStop stop = TabStop::kNo;
  std::string_view label = {};  // of the column, on a card
  Rect label_at = {};
};
void table_cell(Frame& frame, const std::string& id, const CellPlace& place, const TableCell& cell);
void table_link(Frame& frame, const std::string& id, const Rect& rect, const TableCell& cell, TabStop stop);
// Enter on any cell opens what the row leads to.
void follow_row(Frame& frame, const TableSpec& spec, long long row, const void* context, CellAt cell_at);

struct RowRange {
  long long first = 0, end = 0;
};
// Rows between the page's visible part, and `around` more at both ends. top: y of row 0.
RowRange rows_in_sight(const Frame& frame, float top, float row_height, long long loaded, int around);

// ---- the keyboard: one stop of the Tab key for all rows, from there arrow keys, Home, End, Page Up and Page Down -----------
struct TablePlace {
  long long row = 0;  // -1: the line of headers
  int column = 0;
};
struct TableRows {
  std::vector<long long> rows;  // to be drawn and mirrored, in order: those in sight, and where the focus is or goes to
  TablePlace stop;              // what Tab reaches
};
// Asks for the focus where the user moved it to. rows_in_view: what a page is.
TableRows table_rows(Frame& frame, const TableSpec& spec, const RowRange& shown, int rows_in_view, const void* context, CellAt cell_at);

TableResult table_of_cards(Frame& frame, Column& column, const TableSpec& spec, const void* context, CellAt cell_at);

}  // namespace portal::ui
