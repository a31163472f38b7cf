// What the two pages of 年度完成情况 share: tables that are made of cells, and how far somebody has come.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/hours.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

struct CellColumn {
  std::string_view text_key;  // of its label
  float weight = 1;
  float width_min = 80;  // at text_scale 1; more where the label needs it
  bool end_aligned = true;
};
using CellRows = std::vector<std::vector<TableCell>>;
// total: of all rows there are; those not loaded yet too.
TableResult table_of(Frame& frame, Column& column, std::string_view local_id, std::string_view name, const std::vector<CellColumn>& columns,
                     const CellRows& rows, long long total);

TableCell text_cell(std::string text);
TableCell hours_cell(double hours);
TableCell hours_cell(const std::optional<double>& hours);  // a dash where there are none
// 已达标, 未达标, or that there is no target.
TableCell reached_cell(const Texts& texts, const std::optional<bool>& reached);
// In words "已计入 60 学时，待审核 8 学时，目标 66 学时", drawn so that hours_max fills it.
TableCell tally_bar(const Texts& texts, const model::Tally& tally, double hours_max);
// The most that the bar of this tally has to show.
double hours_to_show(const model::Tally& tally);

void people_of_year(Frame& frame, Column& column);

}  // namespace portal::ui
