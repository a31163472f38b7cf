// 从表格导入人员: told to update() alone, and its page at the sizes that people have.
#include <gtest/gtest.h>

#include "tests/ui/harness.h"
#include "tests/ui/update_story.h"

namespace portal::test {
namespace {

using model::Json;
using ui::Story;
using Outcome = ui::ImportOutcome::Kind;

const model::SheetRow kHeadings{"姓名*", "身份证号*", "工号", "手机号", "账户名", "单位"};
const model::SheetRow kLiu{"刘𬭎", "419900199001011217", "SZ7", "", "", ""}, kWang{"王五", "419900199001011233", "SZ8", "", "", ""};

Json organisations() {
  return {{"items", {{{"id", "hospital"}, {"revision", 1}, {"name", "嵩州市第一人民医院"}, {"role", "employer"}, {"parent", ""}, {"credit_code", ""}},
                     {{"id", "clinic"}, {"revision", 1}, {"name", "诊所"}, {"role", "employer"}, {"parent", ""}, {"credit_code", ""}}}}};
}

Json result(int row, const Json& members = Json::object()) {
  Json json = {{"row", row}, {"done", true}, {"repeated", false}, {"updated", false}};
  json.update(members);
  return json;
}
Json refusal(int row, const char* pointer, const char* code) {
  return {{"row", row}, {"done", false}, {"errors", {{{"pointer", pointer}, {"code", code}, {"params", Json::object()}}}}};
}
Json answer(std::initializer_list<Json> results) { return {{"results", Json(std::vector<Json>(results))}}; }

struct Importing : Story {
  explicit Importing(const std::vector<model::SheetRow>& rows, const std::string& role = "employer") {
    start_signed_in("#/import-people", role);
    if (asked("GET", "/organisations")) Story::answer("GET", "/organisations", 200, organisations());
    on(ui::FilesChosen{"import_people/file", {{7, "people.xlsx", 100, ""}}});
    on(ui::SheetRead{7, "", rows});
  }
  Json sent() const { return *model::parse_json(asked("POST", "/people/import")->body); }
  const ui::ImportState& import() const { return state.people_import; }
};

TEST(PeopleImport, AsksTheServerBeforeAnythingIsDoneAndShowsWhatWouldBecomeOfEach) {
  Importing story({kHeadings, kLiu, kWang});
  EXPECT_EQ(story.sent()["check"], true);
  EXPECT_EQ(story.sent()["rows"][0]["resident_id"], "419900199001011217");
  EXPECT_FALSE(story.sent().contains("study_form"));
  story.answer("POST", "/people/import", 200, answer({result(0, {{"updated", true}}), refusal(1, "/resident_id", "already_employed")}));
  ASSERT_EQ(story.import().reading.items.size(), 1u);
  EXPECT_EQ(story.import().outcomes[0].kind, Outcome::kUpdated);
  ASSERT_EQ(story.import().reading.faults.size(), 1u);
  EXPECT_EQ(story.import().reading.faults[0].column, 1u) << "the cell that the server speaks of";
  story.on(ui::ImportRequested{});
  EXPECT_EQ(story.sent()["check"], false);
  EXPECT_EQ(story.sent()["rows"].size(), 1u);
  story.answer("POST", "/people/import", 200, answer({result(0, {{"updated", true}})}));
  EXPECT_EQ(story.notice(), "notice.people_imported");
  EXPECT_EQ(story.state.notice->params.at("updated"), "1");
}

TEST(PeopleImport, OfAnAdministratorSendsTheOrganisationByItsId) {
  model::SheetRow row = kLiu;
  row[5] = "诊所";
  Importing story({kHeadings, row}, "admin");
  EXPECT_EQ(story.sent()["rows"][0]["organisation"], "clinic");
}

TEST(PeopleImport, AndAnImportOfDeclarationsDoNotDisturbEachOther) {
  Importing story({kHeadings, kLiu});
  story.on(ui::LinkFollowed{"#/import/paper"});
  story.on(ui::FilesChosen{"import/file", {{8, "rows.xlsx", 100, ""}}});
  story.on(ui::SheetRead{8, "", {{"Name"}}});
  EXPECT_EQ(story.state.import.failure->code, "missing_column");
  story.answer("POST", "/people/import", 200, answer({result(0)}));
  EXPECT_EQ(story.import().phase, ui::ImportState::Phase::kRead);
  story.on(ui::ImportRequested{});
  EXPECT_FALSE(story.asked("POST", "/people/import")) << "the page shows the other";
}

void start(Page& page, const std::string& fragment, const std::string& role) {
  page.start(fragment);
  page.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
  page.reply("GET", "/session", 200, Story::session("s1", role).dump());
  if (page.waiting("GET", "/organisations")) page.reply("GET", "/organisations", 200, organisations().dump());
}

ui::Environment at(float width, float text_scale = 1) {
  ui::Environment environment;
  environment.width = width;
  environment.height = 3000;  // every row is in sight
  environment.text_scale = text_scale;
  return environment;
}

TEST(PeopleImportPage, IsReachedFromThePeopleAndTellsEveryRowInWords) {
  for (const ui::Environment& environment : {at(1280), at(390), at(390, 2)}) {
    Page page(environment);
    start(page, "#/people", "employer");
    page.press(NodeRole::kLink, "从表格导入多人");
    EXPECT_EQ(page.fragment(), "#/import-people");
    page.press(NodeRole::kButton, "下载模板 .xlsx");
    EXPECT_TRUE(page.waiting("GET", "/people/template")) << page.outline();
    page.post(ui::FilesChosen{"import_people/file", {{7, "花名册.xlsx", 100, ""}}});
    page.post(ui::SheetRead{7, "", {kHeadings, kLiu, kWang, {"赵六", "419900199001011218", "", "", "", ""}}});
    page.reply("POST", "/people/import", 200, answer({result(0), refusal(1, "/name", "person_differs")}).dump());
    for (const char* text : {"共 3 行：1 行没有问题，2 行有问题", "第 4 行", "赵六", "身份证号", "419900199001011218", "王五 SZ8", "这个身份证号的姓名不是这样，请核对姓名和身份证号"})
      EXPECT_TRUE(page.says(text)) << text << page.outline();
    page.press(NodeRole::kButton, "只导入没有问题的 1 人");
    page.reply("POST", "/people/import", 200, answer({result(0)}).dump());
    EXPECT_TRUE(page.says("导入完成：新增 1 人，更新 0 人，0 人已经在单位里。新账户还要发放初始密码。")) << page.outline();
    page.press(NodeRole::kTab, "全部");
    EXPECT_TRUE(page.says("已新增"));
  }
}

TEST(PeopleImportPage, IsForWhoManagesPeopleAlone) {
  for (const char* role : {"professional", "department", "authority", "base"}) {
    Page page(at(1280));
    start(page, "#/import-people", role);
    EXPECT_FALSE(page.says("从表格导入人员")) << role;
  }
}

}  // namespace
}  // namespace portal::test
