#include "ui/views/year_parts.h"

#include <algorithm>
#include <cmath>

#include "ui/views/format.h"

namespace portal::ui {

namespace {

// What the header of a column needs with its padding, at text_scale 1.
float header_width(const Frame& frame, std::string_view label) {
  constexpr float kAround = 26;
  Frame::TextStyle style = frame.style_muted();
  style.strong = true;
  return std::ceil(frame.text_width(label, style) / frame.env.text_scale) + kAround;
}

TableCell cell_at(const void* context, long long row, int column) {
  const CellRows& rows = *static_cast<const CellRows*>(context);
  return rows[static_cast<std::size_t>(row)][static_cast<std::size_t>(column)];
}

}  // namespace

TableResult table_of(Frame& frame, Column& column, std::string_view local_id, std::string_view name, const std::vector<CellColumn>& columns,
                     const CellRows& rows, long long total) {
  std::vector<TableColumn> shown;
  for (const CellColumn& info : columns) {
    const std::string& label = frame.texts(info.text_key);
    shown.push_back({info.text_key, label, info.weight, std::max(info.width_min, header_width(frame, label)), false, info.end_aligned});
  }
  TableSpec spec;
  spec.id = local_id;
  spec.name = name;
  spec.columns = shown;
  spec.loaded = static_cast<long long>(rows.size());
  spec.rows = std::max(total, spec.loaded);
  return data_table(frame, column, spec, &rows, cell_at);
}

TableCell text_cell(std::string text) {
  TableCell cell;
  cell.text = std::move(text);
  return cell;
}

TableCell hours_cell(double hours) { return text_cell(format_number(hours)); }

TableCell hours_cell(const std::optional<double>& hours) { return text_cell(hours ? format_number(*hours) : "—"); }

TableCell reached_cell(const Texts& texts, const std::optional<bool>& reached) {
  TableCell cell;
  cell.text = texts(!reached ? "year.no_target" : *reached ? "year.reached" : "year.not_reached");
  cell.tone = !reached ? Tone::kInfo : *reached ? Tone::kSuccess : Tone::kWarning;
  return cell;
}

double hours_to_show(const model::Tally& tally) {
  return std::max(tally.approved_hours + tally.pending_hours, tally.target_hours.value_or(0));
}

TableCell tally_bar(const Texts& texts, const model::Tally& tally, double hours_max) {
  const double whole = hours_max > 0 ? hours_max : 1;
  TableCell cell;
  cell.text = texts(tally.target_hours ? "year.bar_words" : "year.bar_words_without_target",
                    {{"approved", format_number(tally.approved_hours)},
                     {"pending", format_number(tally.pending_hours)},
                     {"target", format_number(tally.target_hours.value_or(0))}});
  cell.bar = Bar{static_cast<float>(tally.approved_hours / whole), static_cast<float>(tally.pending_hours / whole),
                 tally.target_hours && *tally.target_hours > 0 ? static_cast<float>(*tally.target_hours / whole) : -1.0f};
  return cell;
}

}  // namespace portal::ui
