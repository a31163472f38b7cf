// 从表格导入 with its real views, texts and catalogue, at the sizes that people have.
#include <gtest/gtest.h>

#include "tests/ui/harness.h"
#include "tests/ui/update_story.h"

namespace portal::test {
namespace {

using model::Json;
using ui::Story;

ui::Environment at(float width, float text_scale = 1) {
  ui::Environment environment;
  environment.width = width;
  environment.height = 3000;  // every row is in sight
  environment.text_scale = text_scale;
  return environment;
}
const std::vector<ui::Environment> kSizes{at(1280), at(390), at(390, 2)};

void start(Page& page, const std::string& fragment, const std::string& role) {
  page.start(fragment);
  page.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
  page.reply("GET", "/session", 200, Story::session("s1", role).dump());
}

const model::SheetRow kHeadings{"工号*", "姓名*", "继续教育基地*", "培训名称*", "主办单位*", "开始日期*", "结束日期*", "学时*", "申报数量*"};

model::SheetRow trainee(const std::string& number, const std::string& end = "2026-03-03") {
  return {number, "学员" + number, "嵩州基地", "集中培训", "嵩州基地", "2026-03-01", end, "24", "24"};
}

constexpr const char* kTwoDone = R"({"results": [{"row": 0, "done": true, "repeated": false}, {"row": 1, "done": true, "repeated": true}]})";

TEST(ImportPage, IsReachedFromDeclaringForPeopleAndOffersTheTemplate) {
  Page page(at(1280));
  start(page, "#/declare/01", "base");
  EXPECT_EQ(page.find(NodeRole::kLink, "从表格导入多条申报").href, "#/import/01") << page.outline();
  page.press(NodeRole::kLink, "从表格导入多条申报");
  EXPECT_EQ(page.fragment(), "#/import/01");
  page.press(NodeRole::kButton, "下载模板 .xlsx");
  EXPECT_TRUE(page.waiting("GET", "/study-forms/01/template")) << page.outline();
}

TEST(ImportPage, IsNotForProfessionals) {
  Page page(at(1280));
  start(page, "#/import/01", "professional");
  EXPECT_FALSE(page.says("从表格导入")) << page.outline();
}

TEST(ImportPage, NamesRowColumnCellAndProblemByTheWordsOfTheForm) {
  for (const ui::Environment& environment : kSizes) {
    Page page(environment);
    start(page, "#/import/01", "base");
    page.post(ui::FilesChosen{"import/file", {{7, "学员.xlsx", 100, ""}}});
    page.post(ui::SheetRead{7, "", {{"工号", "姓名", "不认识的列"}, {"1", "张三", ""}}});
    EXPECT_TRUE(page.says("表格里缺少“继续教育基地”这一列")) << page.outline();
    page.post(ui::FilesChosen{"import/file", {{8, "学员.xlsx", 100, ""}}});
    page.post(ui::SheetRead{8, "", {kHeadings, trainee("1"), trainee("2", "2026-02-01"), trainee("3")}});
    EXPECT_TRUE(page.says("正在核对人员：0 / 2 行"));
    page.reply("POST", "/declarations/import", 200, kTwoDone);
    EXPECT_TRUE(page.says("共 3 行：2 行没有问题，1 行有问题"));
    for (const char* text : {"第 3 行", "学员2 2", "结束日期", "2026-02-01", "结束日期不能早于开始日期"}) EXPECT_TRUE(page.says(text)) << text << page.outline();
    page.press(NodeRole::kTab, "全部");
    EXPECT_TRUE(page.says("第 4 行"));
    page.press(NodeRole::kButton, "只提交没有问题的 2 行");
    EXPECT_TRUE(page.says("正在发送：0 / 2 行"));
    page.reply("POST", "/declarations/import", 200, kTwoDone);
    EXPECT_TRUE(page.says("导入完成：新增 1 条，以前导入过的 1 条没有重复。")) << page.outline();
    page.press(NodeRole::kTab, "全部");
    for (const char* text : {"已提交", "以前导入过，没有重复"}) EXPECT_TRUE(page.says(text)) << text;
    EXPECT_FALSE(page.has(NodeRole::kButton, "只提交没有问题的 2 行")) << "it is done";
  }
}

TEST(ImportPage, WhatNeedsMaterialsCanOnlyBecomeDrafts) {
  Page page(at(1280));
  start(page, "#/import/01", "employer");
  page.post(ui::FilesChosen{"import/file", {{7, "学员.csv", 100, ""}}});
  page.post(ui::SheetRead{7, "", {kHeadings, trainee("1")}});
  page.reply("POST", "/declarations/import", 200, R"({"results": [{"row": 0, "done": true, "repeated": false}]})");
  EXPECT_FALSE(page.has(NodeRole::kButton, "提交全部 1 行")) << page.outline();
  page.press(NodeRole::kButton, "全部 1 行存为草稿");
  EXPECT_EQ((*model::parse_json(page.waiting("POST", "/declarations/import")->body))["submit"], false);
}

TEST(ImportPage, EveryListCanBeSavedAsAFile) {
  for (const ui::Environment& environment : kSizes) {
    Page page(environment);
    start(page, "#/records", "employer");
    page.reply("GET", "/declarations", 200, Story::page({Story::row("d1")}).dump());
    page.press(NodeRole::kButton, "导出 .csv");
    EXPECT_TRUE(page.waiting("GET", "/declarations/export")) << page.outline();
  }
}

}  // namespace
}  // namespace portal::test
