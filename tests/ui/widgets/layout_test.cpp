// Every widget on one page, at every width and text size: nothing beyond the edge, nothing over another, all in its container
// (Sheet::draw checks it), targets large enough.
#include <gtest/gtest.h>

#include "tests/ui/sheet.h"

namespace portal::test {
namespace {

using ui::ButtonSpec;
using ui::Column;
using ui::FieldSpec;
using ui::Frame;
using ui::NodeRole;

ui::TableCell cell_at(const void*, long long row, int column) {
  if (column == 2) return {"审核不通过", ui::Tone::kDanger, "", ""};
  if (column == 3) return {"详细", {}, "#/declarations/1", "详细：" + std::to_string(row)};
  return {"第" + std::to_string(row) + "行：基于大语言模型的继续教育学时智能审核方法研究", {}, "", ""};
}

FieldSpec field(std::string_view id, std::string_view label) {
  FieldSpec spec;
  spec.id = id;
  spec.label = label;
  spec.hint = "审核通过后，汇总到哪个年度的累计学时中";
  spec.error = "校验位不对，请核对有没有输错，再看一看封面上印的刊号";
  spec.required = true;
  return spec;
}

void fields(Frame& frame, Column& column) {
  const std::vector<ui::Option> options = {{"a", "参加各级继续教育基地举办的培训班，以及其他由行业主管部门组织的培训"}, {"b", "参加学术会议"}, {"c", "其他"}};
  combo_box(frame, column, field("form", "学习形式"), options, "a");
  radio_group(frame, column, field("kind", "援藏援疆援外、支教支农支医扶贫挂职的种类，以及这一行很长的说明"), options, "b");
  for (Column cell : split(column, 2, 260 * frame.env.text_scale, 24)) {
    date_field(frame, cell, field(cell.x > column.x ? "to" : "from", "起止日期"), "2026-03-04");
    column.y = std::max(column.y, cell.y);
    if (split(column, 2, 260 * frame.env.text_scale, 24).size() == 1) break;
  }
  FieldSpec number = field("amount", "申报数量");
  number.unit = "学时";
  text_field(frame, column, number, "40");
  FieldSpec note = field("note", "备注");
  note.multiline = true;
  text_field(frame, column, note, "第一作者；期刊为全国中文核心期刊，见《中文核心期刊要目总览》（2023 年版）。");
}

void files(Frame& frame, Column& column) {
  std::vector<ui::FileItem> items(3);
  for (unsigned i = 0; i < 3; ++i) {
    items[i].key = i;
    items[i].name = "2026年全国专业技术人员继续教育学术会议论文集封面扫描件第" + std::to_string(i) + "页.jpg";
    items[i].detail = "12.4 MB · 正在上传 40%";
    items[i].image = i == 0 ? "file:1" : "";
    items[i].fraction = i == 1 ? 0.4 : -1;
    items[i].error = i == 2 ? "文件太大，每个文件最多 10 MB，请换一个文件" : "";
    items[i].can_retry = items[i].can_open = i == 2;
  }
  ui::FilesSpec spec;
  spec.id = "cover";
  spec.label = "杂志封面、扉页、目录";
  spec.hint = "可一次选多个文件，不需要压缩";
  spec.error = "请上传这份材料";
  spec.required = true;
  file_field(frame, column, spec, items);
}

void everything(Frame& frame, Column& column) {
  heading(frame, column, 1, "heading", "学时学分申报");
  notice_bar(frame, column, "notice", "现在连不上服务器。填写的内容都还在，恢复后自动继续。", ui::Tone::kWarning, false);
  const std::vector<ui::TabSpec> tabs = {{"all", "全部", "36"}, {"draft", "待提交", "4"}, {"pending", "待审核", "12"},
                                         {"approved", "审核通过", "1800"}, {"rejected", "审核不通过", "2"}};
  tab_bar(frame, column, "tabs", "按状态筛选", tabs, 2);
  ui::Card card = begin_card(frame, column);
  fields(frame, card.content);
  ui::Card inner = begin_card(frame, card.content);
  files(frame, inner.content);
  end_card(frame, card.content, inner);
  const ButtonSpec buttons[] = {{.id = "submit", .label = "提交", .kind = ui::ButtonKind::kPrimary},
                                {.id = "save", .label = "保存暂不提交"},
                                {.id = "saving", .label = "正在保存，请稍候", .busy = true},
                                {.id = "discard", .label = "放弃修改", .kind = ui::ButtonKind::kQuiet}};
  button_row(frame, card.content, buttons, 1);
  end_card(frame, column, card);
  const std::vector<ui::TableColumn> columns = {{"title", "名称", 3, 200, true, false}, {"form", "学习形式", 2, 180, true, true},
                                                {"state", "状态", 1, 120, true, false}, {"open", "操作", 0.6f, 80, false, false}};
  ui::TableSpec table;
  table.id = "table";
  table.name = "申报记录";
  table.columns = columns;
  table.rows = table.loaded = 8;
  data_table(frame, column, table, nullptr, cell_at);
  const std::vector<ui::Pair> pairs = {{"学习形式", "出版著作(译作)、发表论文"}, {"参加各级继续教育基地举办的培训班名称", "https://example.cn/" + std::string(80, 'a')}};
  ui::pairs(frame, column, "pairs", pairs);
  empty_state(frame, column, "empty", "没有符合条件的记录。可以换一个状态，或清空搜索。", "去申报学时学分");
}

class Layout : public ::testing::TestWithParam<std::tuple<float, float>> {
 protected:
  Sheet sheet_;
  void SetUp() override {
    sheet_.state.environment.width = std::get<0>(GetParam());
    sheet_.state.environment.height = 20'000;  // all of it in sight
    sheet_.state.environment.text_scale = std::get<1>(GetParam());
  }
};

TEST_P(Layout, HoldsAllWidgets) { sheet_.draw(everything); }

TEST_P(Layout, TargetsAreLargeEnoughForAFinger) {
  for (const ui::Node& node : sheet_.draw(everything).nodes) {
    if (!ui::is_control(node.role)) continue;
    EXPECT_GE(node.rect.h, 44) << node.id;
    if (node.role == NodeRole::kLink) continue;  // as wide as its words
    EXPECT_GE(node.rect.w, 44) << node.id;
  }
}

TEST_P(Layout, HoldsADialog) {
  sheet_.draw([](Frame& frame, Column& column) {
    paragraph(frame, column, "behind", "页面");
    const ui::DialogSpec spec{.id = "box", .title = "撤回已通过的审核？"};
    Column inside = begin_dialog(frame, spec);
    FieldSpec reason = field("reason", "原因");
    reason.multiline = true;
    text_field(frame, inside, reason, "");
    const ButtonSpec buttons[] = {{.id = "confirm", .label = "撤回审核", .kind = ui::ButtonKind::kDanger}, {.id = "cancel", .label = "取消"}};
    button_row(frame, inside, buttons, 1);
    end_dialog(frame, spec, inside);
  });
}

INSTANTIATE_TEST_SUITE_P(Widths, Layout,
                         ::testing::Combine(::testing::Values(320.0f, 390.0f, 768.0f, 1280.0f, 2560.0f),
                                            ::testing::Values(1.0f, 1.25f, 2.0f)),
                         [](const auto& chosen) {
                           return std::to_string(static_cast<int>(std::get<0>(chosen.param))) + "px_text_" +
                                  std::to_string(static_cast<int>(std::get<1>(chosen.param) * 100));
                         });

}  // namespace
}  // namespace portal::test
