// Lists and templates as files for spreadsheets.
#include <gtest/gtest.h>

#include "model/sheet.h"
#include "shell/server/table_file.h"
#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

using model::Json;

struct Exporting {
  Backend backend;
  std::string professional = backend.sign_in("professional");

  void declare(const std::string& name) {
    Json content = backend.complete_content(professional);
    content["values"]["conference_name"] = name;
    ASSERT_EQ(backend.send("POST", "/api/v1/declarations", content, {.token = professional}).status, 201);
  }
  Response file(const std::string& query) { return backend.call("GET", "/api/v1/declarations/export?" + query, "", {.token = professional}); }
};

std::vector<std::string> lines_of(const Response& answer) {
  std::vector<std::string> lines;
  std::string_view rest = answer.content();
  for (std::size_t end; (end = rest.find("\r\n")) != std::string_view::npos; rest.remove_prefix(end + 2)) lines.emplace_back(rest.substr(0, end));
  return lines;
}

TEST(Export, ListsWhatTheFilterShowsAsCsvThatSpreadsheetsReadAsUtf8) {
  Exporting exporting;
  exporting.declare("学术年会");
  exporting.declare("护理, 论坛");
  exporting.backend.now_ms += 60'000;
  const Response answer = exporting.file("format=csv&sort=title&order=asc&q=" + percent_encode("论坛"));
  ASSERT_EQ(answer.status, 200) << answer.body;
  EXPECT_EQ(answer.header("Content-Type"), "text/csv; charset=utf-8");
  EXPECT_EQ(answer.header("Content-Disposition"), "attachment; filename*=UTF-8''" + percent_encode("申报记录 2026-09-21.csv"));
  EXPECT_EQ(answer.header("Cache-Control"), "no-store");
  EXPECT_EQ(lines_of(answer), (std::vector<std::string>{
      "\xEF\xBB\xBF" "名称,学习形式,姓名,编号,申报单位,学时/学分,单位,计入年度,状态,下一步,提交时间,更新时间",
      "\"护理, 论坛\",参加学术会议,人p1,N1,市医院,8,学时,2026,待提交,,,2026-09-21 22:13"}));
  EXPECT_EQ(lines_of(exporting.file("format=csv")).size(), 3u);
  EXPECT_EQ(lines_of(exporting.file("format=csv&state=approved")).size(), 1u) << "headings alone";
}

TEST(Export, SpeaksEnglish) {
  Exporting exporting;
  exporting.declare("学术年会");
  const std::vector<std::string> lines = lines_of(exporting.file("format=csv&lang=en"));
  EXPECT_TRUE(lines[0].find("Study form,Name") != std::string::npos) << lines[0];
  EXPECT_TRUE(lines[1].starts_with("学术年会,Academic conference,")) << lines[1];
}

TEST(Export, GoesOnOverAllPages) {
  Exporting exporting;
  exporting.backend.storage().transact([&](Records& records) {
    for (int i = 0; i < 2500; ++i) {
      model::Declaration declaration;
      declaration.id = "many" + std::to_string(i);
      declaration.revision = 1;
      declaration.person = declaration.declarer = {"p1", "人p1", "N1"};
      declaration.declaring_organisation = {"hospital", "市医院", model::Role::kEmployer};
      declaration.updated_at = declaration.created_at = rfc3339(kStartMs);  // all the same: pages go on by id
      records.save_declaration(declaration, model::summarise(declaration, {}));
    }
    return Verdict::kCommit;
  });
  EXPECT_EQ(lines_of(exporting.file("format=csv")).size(), 2501u);
}

TEST(Export, DefusesFormulas) {
  Exporting exporting;
  exporting.declare("=HYPERLINK(\"http://x\")");
  EXPECT_TRUE(lines_of(exporting.file("format=csv"))[1].starts_with("\"'=HYPERLINK(\"\"http://x\"\")\",")) << exporting.file("format=csv").body;
}

TEST(Export, IsAnXlsxFileUnlessCsvIsAskedFor) {
  Exporting exporting;
  exporting.declare("学术年会");
  const Response answer = exporting.file("");
  ASSERT_EQ(answer.status, 200);
  EXPECT_EQ(answer.header("Content-Type"), kXlsxType);
  EXPECT_TRUE(answer.content().starts_with("PK\x03\x04"));
  EXPECT_EQ(exporting.file("format=pdf").status, 422);
}

TEST(Export, ShowsNobodyMoreThanTheListDoes) {
  Exporting exporting;
  exporting.declare("学术年会");
  EXPECT_EQ(lines_of(exporting.backend.call("GET", "/api/v1/declarations/export?format=csv", "", {.token = exporting.backend.sign_in("professional2")})).size(), 1u);
  EXPECT_EQ(exporting.file("format=csv&view=audit").status, 403);
  EXPECT_EQ(exporting.backend.call("GET", "/api/v1/declarations/export").status, 401);
}

TEST(Export, OfPeopleMasksTheirNumbersAndShowsNobodyMoreThanTheListDoes) {
  Backend backend;
  const std::string employer = backend.sign_in("employer");
  const auto people = [&](const std::string& query, const std::string& token) { return backend.call("GET", "/api/v1/people/export?format=csv" + query, "", {.token = token}); };
  const std::vector<std::string> lines = lines_of(people("", employer));
  EXPECT_EQ(lines.at(0), "\xEF\xBB\xBF" "姓名,工号,身份证号,手机号,单位");
  const std::size_t listed = model::member(json_of(backend.call("GET", "/api/v1/people?limit=200", "", {.token = employer})), "items").size();
  EXPECT_EQ(lines.size(), listed + 1);
  EXPECT_EQ(lines_of(people("&q=p1", employer)).size(), 2u);
  EXPECT_EQ(people("", backend.sign_in("professional")).status, 403);
  EXPECT_EQ(people("", backend.sign_in("base")).status, 422) << "a base asks for its trainees";
}

TEST(Export, OfTheYearListsWhoHasNotReachedIt) {
  Backend backend;
  const std::string employer = backend.sign_in("employer");
  const auto lines = [&](const std::string& query) { return lines_of(backend.call("GET", "/api/v1/summary/people/export?format=csv" + query, "", {.token = employer})); };
  EXPECT_TRUE(lines("").at(0).starts_with("\xEF\xBB\xBF" "姓名,编号,单位,公需学时,专业学时,合计学时,待审核学时,结果"));
  EXPECT_TRUE(lines("&q=p1").at(1).starts_with("人p1,N1,市医院,0,0,0,0,未达标")) << lines("&q=p1").at(1);
  EXPECT_EQ(lines("&reached=true").size(), 1u) << "headings alone";
  EXPECT_EQ(backend.call("GET", "/api/v1/summary/people/export", "", {.token = backend.sign_in("professional")}).status, 403);
}

TEST(Template, OfEveryFormIsReadBackAsItsHeadings) {
  Backend backend;
  const auto served = backend.served();
  const model::Catalogue& catalogue = served->catalogue;
  for (const model::StudyForm& form : catalogue.study_forms)
    for (const char* language : {"zh-CN", "en"}) {
      if (model::sheet_columns(catalogue, form).empty()) continue;
      const Response answer = backend.call("GET", "/api/v1/study-forms/" + form.id + "/template?format=csv&lang=" + language);
      ASSERT_EQ(answer.status, 200) << answer.body;
      model::SheetRow headings;
      const std::string first = lines_of(answer).at(0).substr(model::kCsvStart.size());
      for (const std::string_view heading : split(first, ',')) headings.emplace_back(heading);
      const auto reading = model::read_sheet(catalogue, form, {headings, {"1", "张三"}}, {form.declarers.empty() ? model::Role::kEmployer : *model::role_from(form.declarers.back()), kYear, {}});
      ASSERT_TRUE(reading) << form.id << " " << reading.error().code;
      EXPECT_TRUE(reading->unknown.empty()) << form.id << " " << reading->unknown.front();
      EXPECT_TRUE(backend.call("GET", "/api/v1/study-forms/" + form.id + "/template?lang=" + language).content().starts_with("PK\x03\x04"));
    }
  EXPECT_EQ(backend.call("GET", "/api/v1/study-forms/99/template").status, 404);
}

}  // namespace
}  // namespace portal::server::test
