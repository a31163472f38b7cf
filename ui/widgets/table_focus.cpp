// Where the keyboard is in a table, and where a key takes it. Ids are "TABLE/row/N/COLUMN" for cells, with "/link" or "/check"
// behind for what is in one, and "TABLE/header/COLUMN/sort".
#include <algorithm>
#include <charconv>

#include "ui/widgets/table_parts.h"

namespace portal::ui {

namespace {

int column_of(const TableSpec& spec, std::string_view id) {
  const auto found = std::find_if(spec.columns.begin(), spec.columns.end(), [&](const TableColumn& c) { return c.id == id; });
  return found == spec.columns.end() ? -1 : static_cast<int>(found - spec.columns.begin());
}

std::optional<TablePlace> place_in(const std::string& table, const TableSpec& spec, std::string_view node) {
  const std::string rows = table + "/row/";
  const std::string headers = table + "/header/";
  if (node.starts_with(headers)) {
    const std::string_view rest = node.substr(headers.size());
    const int column = column_of(spec, rest.substr(0, rest.find('/')));
    return column < 0 ? std::nullopt : std::optional(TablePlace{-1, column});
  }
  if (!node.starts_with(rows)) return std::nullopt;
  std::string_view rest = node.substr(rows.size());
  long long number = 0;
  const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), number);
  if (error != std::errc() || number < 1 || number > spec.loaded) return std::nullopt;
  rest.remove_prefix(static_cast<std::size_t>(end - rest.data()));
  if (!rest.starts_with('/')) return std::nullopt;
  rest.remove_prefix(1);
  const int column = column_of(spec, rest.substr(0, rest.find('/')));
  return column < 0 ? std::nullopt : std::optional(TablePlace{number - 1, column});
}

int link_column(const TableSpec& spec, long long row, const void* context, CellAt cell_at) {
  for (int column = 0; column < static_cast<int>(spec.columns.size()); ++column) {
    if (!cell_at(context, row, column).href.empty()) return column;
  }
  return 0;
}

TablePlace moved_from(const TableSpec& spec, TablePlace at, Move move, int page) {
  const long long last = spec.loaded - 1;
  const int last_column = static_cast<int>(spec.columns.size()) - 1;
  switch (move) {
    case Move::kUp: --at.row; break;
    case Move::kDown: ++at.row; break;
    case Move::kFarUp:
    case Move::kPageUp: at.row = std::max(at.row - page, std::min(at.row, 0LL)); break;
    case Move::kFarDown:
    case Move::kPageDown: at.row += page; break;
    case Move::kLeft: --at.column; break;
    case Move::kRight: ++at.column; break;
    case Move::kHome: at.column = 0; break;
    case Move::kEnd: at.column = last_column; break;
    case Move::kFirst: at = {0, 0}; break;
    case Move::kLast: at = {last, last_column}; break;
    case Move::kTake: break;  // a cell is pressed
  }
  return {std::clamp(at.row, -1LL, last), std::clamp(at.column, 0, last_column)};
}

std::string node_at(const Frame& frame, const TableSpec& spec, TablePlace place, const void* context, CellAt cell_at) {
  if (place.row < 0) {
    const bool can_have_focus = spec.columns[static_cast<std::size_t>(place.column)].sortable;
    return can_have_focus ? table_header_id(frame, spec, place.column) + "/sort" : std::string();
  }
  std::string id = table_row_id(frame, spec, place.row) + "/" + std::string(spec.columns[static_cast<std::size_t>(place.column)].id);
  const TableCell cell = cell_at(context, place.row, place.column);
  return cell.checked ? id + "/check" : cell.href.empty() ? id : id + "/link";
}

}  // namespace

TableRows table_rows(Frame& frame, const TableSpec& spec, const RowRange& shown, int rows_in_view, const void* context, CellAt cell_at) {
  TableRows result;
  for (long long row = shown.first; row < shown.end; ++row) result.rows.push_back(row);
  if (spec.loaded == 0) return result;
  const std::string table = table_id(frame, spec);

  const Interaction& now = frame.interaction;
  std::optional<TablePlace> stop;
  for (auto id = now.recent.rbegin(); id != now.recent.rend() && !stop; ++id) {
    stop = place_in(table, spec, *id);
    if (stop && stop->row < 0) stop.reset();
  }
  if (const auto moved = frame.moved_inside(table)) {
    const auto on_its_way = place_in(table, spec, now.wanted);  // a key came before the focus did
    if (const auto from = on_its_way ? on_its_way : place_in(table, spec, moved->node)) {
      const TablePlace to = moved_from(spec, *from, moved->move, std::max(1, rows_in_view - 1));
      const std::string node = node_at(frame, spec, to, context, cell_at);
      if (!node.empty() && node != moved->node) frame.emit(FocusRequested{node, Reveal::kNearest});
    }
  }
  for (const std::string& id : {now.focused, now.wanted}) {
    const auto place = place_in(table, spec, id);
    if (place && place->row >= 0) result.rows.push_back(place->row);
  }
  std::sort(result.rows.begin(), result.rows.end());
  result.rows.erase(std::unique(result.rows.begin(), result.rows.end()), result.rows.end());
  const bool stop_is_there = stop && std::binary_search(result.rows.begin(), result.rows.end(), stop->row);
  if (!stop_is_there && !result.rows.empty()) {
    const long long first = std::clamp(shown.first, result.rows.front(), result.rows.back());
    stop = TablePlace{first, link_column(spec, first, context, cell_at)};
  }
  result.stop = stop.value_or(TablePlace{});
  return result;
}

void follow_row(Frame& frame, const TableSpec& spec, long long row, const void* context, CellAt cell_at) {
  const std::string prefix = table_row_id(frame, spec, row) + "/";
  for (const TableColumn& column : spec.columns) {
    if (!frame.pressed(prefix + std::string(column.id))) continue;
    const TableCell link = cell_at(context, row, link_column(spec, row, context, cell_at));
    if (!link.href.empty()) frame.emit(LinkFollowed{link.href});
  }
}

}  // namespace portal::ui
