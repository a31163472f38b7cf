// Buttons, links, tabs, files, dialogs, messages.
#include <gtest/gtest.h>

#include "tests/ui/sheet.h"

namespace portal::test {
namespace {

using ui::ButtonSpec;
using ui::Column;
using ui::Frame;
using ui::Node;
using ui::NodeRole;

TEST(Button, IsPressedOnce) {
  Sheet sheet;
  bool pressed = false;
  const auto draw = [&](Frame& frame, Column& column) {
    pressed = ui::button(frame, column.take(44), {.id = "save", .label = "保存暂不提交"});
  };
  sheet.draw(draw);
  EXPECT_FALSE(pressed);
  sheet.press(find(sheet.tree(), NodeRole::kButton, "保存暂不提交").id);
  sheet.draw(draw);
  EXPECT_TRUE(pressed);
  sheet.draw(draw);
  EXPECT_FALSE(pressed);
}

TEST(Button, DisabledOrBusyItDoesNothing) {
  Sheet sheet;
  int pressed = 0;
  const auto draw = [&](Frame& frame, Column& column) {
    pressed += ui::button(frame, column.take(44), {.id = "a", .label = "提交", .disabled = true});
    pressed += ui::button(frame, column.take(44), {.id = "b", .label = "正在保存", .busy = true});
  };
  sheet.press("a");
  sheet.press("b");
  sheet.draw(draw);
  EXPECT_EQ(pressed, 0);
  EXPECT_TRUE(find(sheet.tree(), NodeRole::kButton, "提交").disabled);
  EXPECT_TRUE(find(sheet.tree(), NodeRole::kButton, "正在保存").busy);
}

TEST(ButtonRow, WrapsWhereThePageIsNarrowAndTellsWhichWasPressed) {
  Sheet sheet;
  sheet.state.environment.width = 320;
  const ButtonSpec buttons[] = {{.id = "submit", .label = "提交"}, {.id = "save", .label = "保存暂不提交"}, {.id = "discard", .label = "放弃修改"}};
  int pressed = -1;
  const auto draw = [&](Frame& frame, Column& column) { pressed = ui::button_row(frame, column, buttons); };
  sheet.draw(draw);
  EXPECT_EQ(pressed, -1);
  EXPECT_GT(find(sheet.tree(), NodeRole::kButton, "放弃修改").rect.y, find(sheet.tree(), NodeRole::kButton, "提交").rect.y);
  sheet.press("discard");
  sheet.draw(draw);
  EXPECT_EQ(pressed, 2);
}

TEST(Link, TellsWhereItLeadsAndFollowsWhenPressed) {
  Sheet sheet;
  const auto draw = [&](Frame& frame, Column& column) {
    ui::link(frame, column.take(44), {.id = "progress", .label = "申报进度查询", .href = "#/progress", .current = true});
  };
  sheet.draw(draw);
  const Node& link = find(sheet.tree(), NodeRole::kLink, "申报进度查询");
  EXPECT_EQ(link.href, "#/progress");
  EXPECT_TRUE(link.current);
  EXPECT_TRUE(sheet.events().empty());
  sheet.press(link.id);
  sheet.draw(draw);
  ASSERT_EQ(sheet.events().size(), 1u);
  EXPECT_EQ(std::get<ui::LinkFollowed>(sheet.events()[0]).fragment, "#/progress");
}

TEST(Link, WithinThePageItLeavesTheRestToItsCaller) {
  Sheet sheet;
  bool pressed = false;
  sheet.press("problem");
  sheet.draw([&](Frame& frame, Column& column) {
    pressed = ui::link(frame, column.take(44), {.id = "problem", .label = "论文题目：请填写这一项", .href = "#", .in_page = true});
  });
  EXPECT_TRUE(pressed);
  EXPECT_TRUE(sheet.events().empty());
}

TEST(TabBar, NamesATabByItsLabelAndCount) {
  Sheet sheet;
  const std::vector<ui::TabSpec> tabs = {{"all", "全部", "36"}, {"pending", "待审核", "12"}, {"draft", "待提交", ""}};
  int pressed = -1;
  const auto draw = [&](Frame& frame, Column& column) { pressed = ui::tab_bar(frame, column, "tabs", "按状态筛选", tabs, 1); };
  sheet.draw(draw);
  EXPECT_EQ(find(sheet.tree(), NodeRole::kTabList, "按状态筛选").id, "tabs");
  EXPECT_TRUE(find(sheet.tree(), NodeRole::kTab, "待审核 12").selected);
  EXPECT_FALSE(find(sheet.tree(), NodeRole::kTab, "全部 36").selected);
  sheet.press(find(sheet.tree(), NodeRole::kTab, "待提交").id);
  sheet.draw(draw);
  EXPECT_EQ(pressed, 2);
}

// ---- files ----------------------------------------------------------------------------------------------------------

struct FileSheet {
  Sheet sheet;
  ui::FilesSpec spec{.id = "cover", .label = "杂志封面", .hint = {}, .error = {}, .required = true};
  std::vector<ui::FileItem> files;
  ui::FilesResult result;

  FileSheet() {
    ui::FileItem sending;
    sending.key = 7;
    sending.name = "封面.jpg";
    sending.detail = "1.2 MB";
    sending.image = "file:3";
    sending.fraction = 0.4;
    ui::FileItem failed;
    failed.key = 9;
    failed.name = "目录.pdf";
    failed.error = "没有传完";
    failed.can_retry = true;
    files = {sending, failed};
  }
  const ui::SemanticsTree& draw() {
    return sheet.draw([&](Frame& frame, Column& column) {
      ui::Scope scope(frame, "material");
      result = ui::file_field(frame, column, spec, files);
    });
  }
};

TEST(FileField, HasOneInputForAllOfAMaterial) {
  FileSheet field;
  field.spec.error = "请上传这份材料";
  const Node& input = find(field.draw(), NodeRole::kFileInput, "选择文件：杂志封面");
  EXPECT_EQ(input.id, "material/cover");
  EXPECT_TRUE(input.multiple);
  EXPECT_TRUE(input.required);
  EXPECT_TRUE(input.invalid);
  EXPECT_EQ(find(field.sheet.tree(), NodeRole::kError, "请上传这份材料").describes, input.id);
}

TEST(FileField, ListsFilesWithPreviewProgressAndWhatCanBeDone) {
  FileSheet field;
  field.draw();
  EXPECT_EQ(find(field.sheet.tree(), NodeRole::kImage, "封面.jpg 的预览").value, "file:3");
  EXPECT_NEAR(find(field.sheet.tree(), NodeRole::kProgress, "封面.jpg").fraction, 0.4, 1e-6);
  EXPECT_EQ(find_all(field.sheet.tree(), NodeRole::kButton, "重新上传 封面.jpg").size(), 0u);
  field.sheet.press(find(field.sheet.tree(), NodeRole::kButton, "重新上传 目录.pdf").id);
  field.draw();
  EXPECT_EQ(field.result.retried, 9u);
  field.sheet.press(find(field.sheet.tree(), NodeRole::kButton, "移除 封面.jpg").id);
  field.draw();
  EXPECT_EQ(field.result.removed, 7u);
}

TEST(FileField, DisabledItOnlyShowsAndOpens) {
  FileSheet field;
  field.spec.disabled = true;
  for (ui::FileItem& file : field.files) file.can_open = true;
  field.draw();
  EXPECT_TRUE(find_all(field.sheet.tree(), NodeRole::kFileInput).empty());
  EXPECT_EQ(find_all(field.sheet.tree(), NodeRole::kButton).size(), 2u);
  field.sheet.press(find(field.sheet.tree(), NodeRole::kButton, "查看附件 目录.pdf").id);
  field.draw();
  EXPECT_EQ(field.result.opened, 9u);
}

// ---- dialog -----------------------------------------------------------------------------------------------------------

struct DialogSheet {
  Sheet sheet;
  ui::DialogSpec spec{.id = "box", .title = "删除这条申报？"};
  bool dismissed = false;

  const ui::SemanticsTree& draw() {
    return sheet.draw([&](Frame& frame, Column& column) {
      ui::paragraph(frame, column, "behind", "页面");
      ui::Scope scope(frame, "dialog");
      Column inside = ui::begin_dialog(frame, spec);
      ui::paragraph(frame, inside, "text", "删除后不能恢复。");
      dismissed = ui::end_dialog(frame, spec, inside);
    });
  }
};

TEST(Dialog, IsOpenWithItsNameAndStandsInTheMiddleOfWhatIsSeen) {
  DialogSheet page;
  page.sheet.state.environment.scroll_y = 3000;
  page.draw();
  EXPECT_EQ(page.sheet.tree().dialog, "dialog/box");
  const Node& dialog = find(page.sheet.tree(), NodeRole::kDialog, "删除这条申报？");
  EXPECT_NEAR(dialog.rect.x + dialog.rect.w / 2, 640, 1);
  EXPECT_LT(dialog.rect.bottom(), 800) << "coordinates of the visible part, wherever the page is scrolled to";
  EXPECT_EQ(page.sheet.tree().find("dialog/text")->parent, dialog.id);
}

TEST(Dialog, EscapeDismissesIt) {
  DialogSheet page;
  page.draw();
  EXPECT_FALSE(page.dismissed);
  page.sheet.act(ui::UserAction::Kind::kDismiss, "dialog/box");
  page.draw();
  EXPECT_TRUE(page.dismissed);
}

// ---- messages and text --------------------------------------------------------------------------------------------------

TEST(NoticeBar, InterruptsOnlyWhenItMust) {
  Sheet sheet;
  sheet.draw([&](Frame& frame, Column& column) {
    ui::notice_bar(frame, column, "saved", "已保存", ui::Tone::kSuccess, false);
    ui::notice_bar(frame, column, "lost", "连不上服务器", ui::Tone::kDanger, true);
  });
  EXPECT_FALSE(find(sheet.tree(), NodeRole::kStatus, "已保存").assertive);
  EXPECT_TRUE(find(sheet.tree(), NodeRole::kAlert, "连不上服务器").assertive);
}

TEST(Heading, OfTheFirstLevelNamesThePage) {
  Sheet sheet;
  sheet.draw([&](Frame& frame, Column& column) {
    ui::heading(frame, column, 1, "heading", "申报进度查询");
    ui::heading(frame, column, 2, "second", "附件");
  });
  EXPECT_EQ(find(sheet.tree(), NodeRole::kHeading, "附件").level, 2);
  EXPECT_NE(sheet.tree().title.find("申报进度查询"), std::string::npos);
  EXPECT_EQ(sheet.tree().language, "zh-CN");
}

TEST(Pairs, StandSideBySideOnlyWhereThereIsRoom) {
  Sheet sheet;
  const std::vector<ui::Pair> pairs = {{"学习形式", "出版著作"}, {"申报人", "张㼆"}};
  const auto draw = [&](Frame& frame, Column& column) { ui::pairs(frame, column, "pairs", pairs); };
  sheet.draw(draw);
  EXPECT_EQ(find(sheet.tree(), NodeRole::kText, "申报人").rect.y, find(sheet.tree(), NodeRole::kText, "学习形式").rect.y);
  sheet.state.environment.width = 390;
  sheet.draw(draw);
  EXPECT_GT(find(sheet.tree(), NodeRole::kText, "申报人").rect.y, find(sheet.tree(), NodeRole::kText, "学习形式").rect.y);
}

TEST(Frame, DrawsNothingOfWhatIsOutOfSight) {
  Sheet sheet;
  const auto draw = [&](Frame& frame, Column& column) {
    for (int i = 0; i < 200; ++i) ui::paragraph(frame, column, "p" + std::to_string(i), "继续教育学时");
  };
  sheet.draw(draw);
  EXPECT_EQ(sheet.tree().nodes.size(), 201u) << "but all of it is there";
  int vertices = 0;
  for (const ImDrawList* list : ImGui::GetDrawData()->CmdLists) vertices += list->VtxBuffer.Size;
  EXPECT_LT(vertices, 4 * (6 * 36 + 10));
}

}  // namespace
}  // namespace portal::test
