// The pages of people and organisations with their real views and texts, at the sizes that people have.
#include <gtest/gtest.h>

#include "tests/ui/harness.h"
#include "tests/ui/update_story.h"
#include "ui/views/management.h"

namespace portal::test {
namespace {

using model::Json;
using ui::Story;

ui::Environment at(float width, float text_scale = 1) {
  ui::Environment environment;
  environment.width = width;
  environment.height = 900;
  environment.text_scale = text_scale;
  return environment;
}
const std::vector<ui::Environment> kSizes{at(1280), at(390), at(390, 2), at(1280, 1.5f)};

Json person(const std::string& id, const std::string& name) {
  return {{"id", id}, {"revision", 3}, {"name", name}, {"number", "SZ10021"}, {"resident_id", "419***********1217"}, {"mobile", "199****5678"},
          {"organisation", {{"id", "hospital"}, {"name", "嵩州市第一人民医院（东院区）"}, {"role", "employer"}}}, {"left_at", ""},
          {"accounts", {{{"name", "liu.hongyi@hospital"}, {"role", "professional"}, {"revision", 5}, {"closed", false}, {"password", "initial"}}}}};
}

Json organisation(const char* id, const char* name, const char* role, const char* parent) {
  return {{"id", id}, {"revision", 1}, {"name", name}, {"role", role}, {"parent", parent}, {"credit_code", ""}};
}
Json organisations() {
  return {{"items", {organisation("authority", "嵩州市人力资源和社会保障局", "authority", ""), organisation("department", "嵩州市卫生健康委员会", "department", "authority"),
                     organisation("base", "继续教育基地", "base", "authority"), organisation("hospital", "嵩州市第一人民医院", "employer", "department"),
                     organisation("lost", "没有上级的单位", "employer", "gone")}}};
}

void start(Page& page, const std::string& fragment, const std::string& role) {
  page.start(fragment);
  page.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
  page.reply("GET", "/session", 200, Story::session("s1", role).dump());
  if (page.waiting("GET", "/organisations")) page.reply("GET", "/organisations", 200, organisations().dump());
}

TEST(StaffPage, ListsPeopleWithMaskedNumbersAndTheirAccounts) {
  for (const ui::Environment& environment : kSizes) {
    Page page(environment);
    start(page, "#/people", "employer");
    page.reply("GET", "/people", 200, Json({{"items", {person("p1", "刘𬭎"), person("p2", "欧阳静姝")}}, {"next_cursor", nullptr}}).dump());
    EXPECT_TRUE(page.says("liu.hongyi@hospital（专业技术人员，初始密码还没有修改）")) << page.outline();
    EXPECT_TRUE(page.says("419***********1217"));
    EXPECT_EQ(page.find(NodeRole::kLink, "管理：欧阳静姝").href, "#/people/p2");
    EXPECT_TRUE(page.find(NodeRole::kLink, "人员管理").current);
  }
}

TEST(StaffPage, ShowsWholeNumbersInADialogThatAsksWhy) {
  for (const ui::Environment& environment : kSizes) {
    Page page(environment);
    start(page, "#/people/p2", "employer");
    page.reply("GET", "/people/p2", 200, person("p2", "欧阳静姝").dump());
    page.press(NodeRole::kButton, "查看完整号码…");
    page.type(NodeRole::kTextBox, "查看原因", "核对证书");
    page.press(NodeRole::kButton, "查看");
    page.reply("POST", "/people/p2/numbers", 200, Json({{"id", "p2"}, {"resident_id", "419900199001011217"}, {"mobile", "19900005678"}}).dump());
    EXPECT_TRUE(page.says("419900199001011217")) << page.outline();
    page.press(NodeRole::kButton, "完成");
    EXPECT_FALSE(page.says("419900199001011217"));
  }
}

TEST(StaffPage, AListThatOpensInADialogBelongsToItAndCanBePressed) {
  Page page(at(390));
  start(page, "#/organisations", "admin");
  page.press(NodeRole::kButton, "新增单位");
  page.press(NodeRole::kComboBox, "上级单位");
  const ui::Node& list = page.find(NodeRole::kListBox, "上级单位");
  EXPECT_EQ(list.parent, "form/box") << "elsewhere the dialog would lie over it\n" << page.outline();
  EXPECT_EQ(page.find(NodeRole::kOption, "嵩州市卫生健康委员会").parent, list.id);
}

TEST(StaffPage, AddsAPersonFromAFormInADialog) {
  for (const ui::Environment& environment : kSizes) {
    Page page(environment);
    start(page, "#/people", "employer");
    page.reply("GET", "/people", 200, R"({"items": [], "next_cursor": null})");
    page.press(NodeRole::kButton, "新增人员");
    page.type(NodeRole::kTextBox, "姓名", "刘𬭎");
    page.press(NodeRole::kButton, "新增");
    EXPECT_EQ(page.error_of(NodeRole::kTextBox, "身份证号"), "请填写这一项");
    page.type(NodeRole::kTextBox, "身份证号", "419900199001011217");
    page.type(NodeRole::kTextBox, "账户名", "liu");
    page.press(NodeRole::kButton, "新增");
    page.reply("POST", "/people", 201, person("p1", "刘𬭎").dump());
    EXPECT_TRUE(page.says("为账户 liu 发放初始密码？")) << page.outline();
    page.press(NodeRole::kButton, "发放初始密码");
    page.reply("POST", "/accounts/liu/password", 200, R"({"name": "liu", "initial_password": "abcd-efgh-jkmn"})");
    EXPECT_TRUE(page.says("abcd-efgh-jkmn")) << page.outline();
    EXPECT_FALSE(page.has(NodeRole::kButton, "发放初始密码")) << "not a second time by a second press";
    page.press(NodeRole::kButton, "完成");
    EXPECT_FALSE(page.says("abcd-efgh-jkmn"));
  }
}

TEST(StaffPage, LeavingIsAskedForAndEscapeChangesNothing) {
  for (const ui::Environment& environment : kSizes) {
    Page page(environment);
    start(page, "#/people/p1", "employer");
    page.reply("GET", "/people/p1", 200, person("p1", "刘𬭎").dump());
    EXPECT_FALSE(page.has(NodeRole::kButton, "调动")) << "an administrator's business";
    page.press(NodeRole::kButton, "调出、离职");
    EXPECT_TRUE(page.says("刘𬭎调出、离职？")) << page.outline();
    page.dismiss();
    EXPECT_FALSE(page.waiting("POST", "/people"));
    EXPECT_EQ(page.focused(), "person/leave");
  }
}

TEST(StaffPage, LetsAnAdministratorMoveAndGiveRoles) {
  for (const ui::Environment& environment : kSizes) {
    Page page(environment);
    start(page, "#/people/p1", "admin");
    page.reply("GET", "/people/p1", 200, person("p1", "刘𬭎").dump());
    page.press(NodeRole::kButton, "调动");
    page.choose(NodeRole::kComboBox, "调入单位", "嵩州市第一人民医院");
    page.press(NodeRole::kButton, "办理调动");
    const ui::HttpRequest* sent = page.waiting("POST", "/people/p1/move");
    ASSERT_TRUE(sent);
    EXPECT_NE(sent->body.find("\"hospital\""), std::string::npos);
    page.reply("POST", "/people/p1/move", 422, Story::problem("invalid", {{{"pointer", "/organisation"}, {"code", "same_organisation"}, {"params", Json::object()}}}).dump());
    EXPECT_EQ(page.error_of(NodeRole::kComboBox, "调入单位"), "已在这个单位，请选择另一个单位");
    page.dismiss();
    page.press(NodeRole::kButton, "账户设置：liu.hongyi@hospital");
    page.choose(NodeRole::kComboBox, "角色", "用人单位");
    page.press(NodeRole::kButton, "保存");
    EXPECT_NE(page.waiting("PUT", "/accounts/liu.hongyi%40hospital")->body.find("\"employer\""), std::string::npos);
  }
}

TEST(StaffPage, OffersNobodyTheirOwnAccount) {
  Page page;
  start(page, "#/people/s1", "admin");
  page.reply("GET", "/people/s1", 200, person("s1", "何敏").dump());
  EXPECT_TRUE(page.says("自己的账户要由另一位管理员修改"));
  EXPECT_FALSE(page.has(NodeRole::kButton, "调出、离职"));
  EXPECT_FALSE(page.has(NodeRole::kButton, "开通账户"));
}

TEST(OrganisationsPage, IsATableInTheOrderOfTheTree) {
  for (const ui::Environment& environment : kSizes) {
    Page page(environment);
    start(page, "#/organisations", "admin");
    EXPECT_TRUE(page.says("第 3 级")) << page.outline();
    const std::string text = page.visible_text();
    EXPECT_LT(text.find("嵩州市卫生健康委员会"), text.find("嵩州市第一人民医院"));
    EXPECT_EQ(page.find(NodeRole::kTable, "单位管理").rows, 5) << "what is wrong is not hidden";
  }
}

TEST(OrganisationsPage, ShowsTheChainAndChangesTheOneAbove) {
  for (const ui::Environment& environment : kSizes) {
    Page page(environment);
    start(page, "#/organisations/hospital", "admin");
    EXPECT_TRUE(page.says("嵩州市第一人民医院 → 嵩州市卫生健康委员会 → 嵩州市人力资源和社会保障局")) << page.outline();
    EXPECT_FALSE(page.has(NodeRole::kButton, "新增下级单位")) << "employers have none below";
    page.press(NodeRole::kButton, "修改");
    page.choose(NodeRole::kComboBox, "上级单位", "继续教育基地");
    page.press(NodeRole::kButton, "保存");
    page.reply("PUT", "/organisations/hospital", 422, Story::problem("invalid", {{{"pointer", "/parent"}, {"code", "wrong_parent"}, {"params", Json::object()}}}).dump());
    EXPECT_EQ(page.error_of(NodeRole::kComboBox, "上级单位"), "这类单位不能在所选的上级下面，请换一个上级单位");
  }
}

TEST(OrganisationsPage, SaysWhatIsWrongWithAChain) {
  Page page;
  start(page, "#/organisations/lost", "admin");
  EXPECT_TRUE(page.says("没有找到您的单位，请联系管理员")) << page.outline();
}

TEST(OwnPasswordPage, StandsAloneUntilTheGivenOneIsChanged) {
  for (const ui::Environment& environment : kSizes) {
    Page page(environment);
    page.start("#/progress");
    page.reply("GET", "/catalogue", 200, real_catalogue_json().dump());
    Json session = Story::session("p1", "professional");
    session["must_change_password"] = true;
    page.reply("GET", "/session", 200, session.dump());
    page.dismiss();
    EXPECT_TRUE(page.says("请先设置自己的密码")) << page.outline();
    EXPECT_FALSE(page.has(NodeRole::kNavigation, "主导航"));
    page.press(NodeRole::kButton, "退出登录");
    EXPECT_TRUE(page.has(NodeRole::kButton, "登录"));
  }
}

TEST(TreeOrder, LeavesNothingOutHoweverWrongTheTreeIs) {
  using model::Role;
  const model::OrganisationTree tree{{{"a", "", Role::kAuthority, "", ""}, {"d", "", Role::kDepartment, "a", ""}, {"e", "", Role::kEmployer, "d", ""},
                                      {"x", "", Role::kDepartment, "y", ""}, {"y", "", Role::kDepartment, "x", ""}, {"lost", "", Role::kEmployer, "gone", ""}}};
  std::vector<std::string> order;
  for (const auto& [one, level] : ui::in_tree_order(tree)) order.push_back(one->id + std::to_string(level));
  EXPECT_EQ(order, (std::vector<std::string>{"a1", "d2", "e3", "lost1", "x1", "y1"}));
}

}  // namespace
}  // namespace portal::test
