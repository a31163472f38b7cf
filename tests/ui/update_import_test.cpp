// Spreadsheets, told to update() alone: chosen, judged, sent in parts; and lists that are saved as files.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/ui/update_story.h"

namespace portal::ui {
namespace {

using model::Json;
using Phase = ImportState::Phase;
using Outcome = ImportOutcome::Kind;

const model::SheetRow kHeadings{"Staff number", "Name", "title", "journal", "claimed_amount"};

std::vector<model::SheetRow> sheet(std::size_t rows) {
  std::vector<model::SheetRow> all{kHeadings};
  for (std::size_t i = 1; i <= rows; ++i) all.push_back({"N" + std::to_string(i), "P", "T", "J", "4"});
  return all;
}

Json body(const HttpRequest* request) { return request ? *model::parse_json(request->body) : Json(); }

Json done(std::size_t count, bool repeated = false) {
  Json results = Json::array();
  for (std::size_t i = 0; i < count; ++i) results.push_back({{"row", i}, {"done", true}, {"repeated", repeated}});
  return {{"results", results}};
}

struct Importing : Story {
  explicit Importing(const std::vector<model::SheetRow>& rows, const std::string& form = "paper") {
    start_signed_in("#/import/" + form, "employer");
    on(FilesChosen{"import/file", {{7, "rows.xlsx", 100, ""}}});
    on(SheetRead{7, "", rows});
    while (state.import.phase == Phase::kChecking) answer("POST", "/declarations/import", 200, done(asked_rows()));
  }
  std::size_t asked_rows() const { return body(asked("POST", "/declarations/import"))["rows"].size(); }
  int count_done() const {  // requests that were no check
    return static_cast<int>(std::ranges::count_if(all, [](const Effect& effect) {
      const auto* request = std::get_if<HttpRequest>(&effect);
      return request && request->path == "/declarations/import" && body(request)["check"] == false;
    }));
  }
  Outcome outcome(std::size_t item) const { return state.import.outcomes.at(item).kind; }
};

TEST(Import, ReadsTheFileThatIsChosenAndLetsItGo) {
  Story story;
  story.start_signed_in("#/import/paper", "employer");
  story.on(FilesChosen{"import/file", {{7, "rows.xlsx", 100, ""}, {8, "other.xlsx", 100, ""}}});
  ASSERT_TRUE(story.find<ReadSheet>());
  EXPECT_EQ(story.find<ReadSheet>()->file, 7u);
  EXPECT_EQ(story.find<ReleaseFile>()->file, 8u) << "one at a time";
  story.on(SheetRead{7, "", sheet(2)});
  EXPECT_EQ(story.find<ReleaseFile>()->file, 7u);
  story.answer("POST", "/declarations/import", 200, done(2));
  EXPECT_EQ(story.state.import.phase, Phase::kRead);
  EXPECT_EQ(story.state.import.lines.size(), 2u);
}

TEST(Import, ShowsEveryFaultOfEveryRowAndSendsNothingByItself) {
  Importing story({kHeadings, {"N1", "P", "T", "J", "4"}, {"", "P", "", "J", "4"}, {"N3", "P", "T", "J", "-1"}});
  ASSERT_EQ(story.state.import.lines.size(), 3u) << "those with faults first";
  EXPECT_EQ(story.state.import.reading.faults[0].row, 3u);
  EXPECT_EQ(story.state.import.reading.items.size(), 1u);
  story.on(ImportFilterChosen{false});
  ASSERT_EQ(story.state.import.lines.size(), 4u);
  EXPECT_TRUE(story.state.import.lines[0].item) << "in the order of the rows";
  EXPECT_EQ(story.count_done(), 0);
}

TEST(Import, AsksAboutThePeopleOfTheGoodRowsBeforeAnythingIsDone) {
  Story story;
  story.start_signed_in("#/import/paper", "employer");
  story.on(FilesChosen{"import/file", {{7, "rows.xlsx", 100, ""}}});
  story.on(SheetRead{7, "", {kHeadings, {"N1", "P", "T", "J", "4"}, {"N2", "P", "T", "J", "-1"}, {"N3", "P", "T", "J", "4"}, {"N4", "P", "T", "J", "4"}}});
  EXPECT_EQ(story.state.import.phase, Phase::kChecking);
  EXPECT_EQ(body(story.asked("POST", "/declarations/import"))["check"], true);
  Json answer = done(3);
  answer["results"][1] = {{"row", 1}, {"done", false}, {"errors", {{{"pointer", "/person/number"}, {"code", "unknown_person"}, {"params", Json::object()}}}}};
  story.answer("POST", "/declarations/import", 200, answer);
  EXPECT_EQ(story.state.import.phase, Phase::kRead);
  const model::SheetReading& reading = story.state.import.reading;
  ASSERT_EQ(reading.faults.size(), 2u);
  EXPECT_EQ(reading.faults[0].row, 3u) << "in the order of the rows";
  EXPECT_EQ(reading.faults[1].row, 4u);
  EXPECT_EQ(reading.faults[1].error.code, "unknown_person");
  ASSERT_EQ(reading.items.size(), 2u);
  EXPECT_EQ(reading.items[1].person_number, "N4");
  story.on(ImportRequested{true});
  EXPECT_EQ(body(story.asked("POST", "/declarations/import"))["check"], false);
  EXPECT_EQ(body(story.asked("POST", "/declarations/import"))["rows"].size(), 2u);
}

TEST(Import, SendsTheGoodRowsInPartsOneAfterTheOther) {
  Importing story(sheet(450));
  story.on(ImportRequested{true});
  EXPECT_EQ(body(story.asked("POST", "/declarations/import"))["rows"].size(), 200u);
  EXPECT_EQ(body(story.asked("POST", "/declarations/import"))["submit"], true);
  story.answer("POST", "/declarations/import", 200, done(200));
  EXPECT_EQ(body(story.asked("POST", "/declarations/import"))["rows"][0]["person"]["number"], "N201");
  story.answer("POST", "/declarations/import", 200, done(200, true));
  EXPECT_EQ(story.state.import.phase, Phase::kSending);
  story.answer("POST", "/declarations/import", 200, done(50));
  EXPECT_EQ(story.state.import.phase, Phase::kSent);
  EXPECT_EQ(story.notice(), "notice.imported");
  EXPECT_EQ(story.state.notice->params.at("repeated"), "200");
  EXPECT_EQ(story.outcome(0), Outcome::kDone);
  EXPECT_EQ(story.outcome(200), Outcome::kRepeated);
}

TEST(Import, KeepsAPartBelowWhatABodyMayWeigh) {
  std::string note;
  for (int i = 0; i < 500; ++i) note += "注";
  std::vector<model::SheetRow> rows = sheet(200);
  rows[0].push_back("note");
  for (std::size_t i = 1; i < rows.size(); ++i) rows[i].push_back(note);
  Importing story(rows);
  ASSERT_EQ(story.state.import.reading.items.size(), 200u);
  story.on(ImportRequested{false});
  EXPECT_LE(story.asked("POST", "/declarations/import")->body.size(), 256u * 1024);
  EXPECT_GT(body(story.asked("POST", "/declarations/import"))["rows"].size(), 100u);
}

TEST(Import, TellsWhatTheServerRefusedRowByRow) {
  Importing story(sheet(2));
  story.on(ImportRequested{false});
  Json answer = done(2);
  answer["results"][1] = {{"row", 1}, {"done", false}, {"errors", {{{"pointer", "/person/number"}, {"code", "unknown_person"}, {"params", Json::object()}}}}};
  story.answer("POST", "/declarations/import", 200, answer);
  EXPECT_EQ(story.notice(), "notice.imported_partly");
  EXPECT_EQ(story.state.import.outcomes[1].error.code, "unknown_person");
  ASSERT_EQ(story.state.import.lines.size(), 1u) << "the refused one is shown";
  EXPECT_EQ(*story.state.import.lines[0].item, 1u);
}

TEST(Import, CanBeSentAgainAfterAProblemHalfWay) {
  Importing story(sheet(250));
  story.on(ImportRequested{true});
  story.answer("POST", "/declarations/import", 200, done(200));
  story.answer("POST", "/declarations/import", 500);
  EXPECT_EQ(story.state.import.phase, Phase::kRead);
  EXPECT_EQ(story.state.import.failure->code, "internal");
  story.on(ImportRequested{true});
  EXPECT_FALSE(story.state.import.failure);
  EXPECT_EQ(body(story.asked("POST", "/declarations/import"))["rows"][0]["person"]["number"], "N1");
}

TEST(Import, AnAnswerThatLeavesARowOutIsNoAnswer) {
  Importing story(sheet(3));
  story.on(ImportRequested{true});
  story.answer("POST", "/declarations/import", 200, done(2));
  EXPECT_EQ(story.state.import.failure->code, "malformed_answer");
}

TEST(Import, SaysWhyAFileCannotBeRead) {
  for (const auto& [error, rows, code] : {std::tuple{"sheet_of_old_format", std::vector<model::SheetRow>{}, "sheet_of_old_format"},
                                          {"", {}, "sheet_empty"},
                                          {"", {{"a", "b"}}, "missing_column"}}) {
    Story story;
    story.start_signed_in("#/import/paper", "employer");
    story.on(FilesChosen{"import/file", {{7, "rows.xlsx", 100, ""}}});
    story.on(SheetRead{7, error, rows});
    ASSERT_TRUE(story.state.import.failure);
    EXPECT_EQ(story.state.import.failure->code, code);
    EXPECT_EQ(story.state.import.phase, Phase::kChoosing);
    story.on(ImportRequested{true});
    EXPECT_EQ(story.count_sent("POST", "/declarations/import"), 0);
  }
}

TEST(Import, JudgesTheSameFileAgainWhenTheStudyFormIsAnother) {
  Importing story({{"Staff number", "Name", "title", "start", "end", "claimed_amount"}, {"N1", "P", "T", "2026-03-01", "2026-03-02", "4"}}, "paper");
  EXPECT_EQ(story.state.import.failure->code, "missing_column");
  story.on(ImportFormChosen{"talk"});
  EXPECT_FALSE(story.state.import.failure);
  story.answer("POST", "/declarations/import", 200, done(1));
  EXPECT_EQ(story.state.import.reading.items.size(), 1u);
}

TEST(Import, TheFileOfSomebodyWhoWentAwayIsForgotten) {
  Importing story(sheet(2));
  story.on(SignOutRequested{});
  EXPECT_TRUE(story.state.import.rows.empty());
  EXPECT_TRUE(story.state.import.study_form.empty());
}

TEST(Export, SavesTheListAsItIsFiltered) {
  Story story;
  story.start_signed_in("#/audit?form=02&year=2026&q=%E5%B9%B4&sort=title", "employer");
  story.on(ExportRequested{TableFormat::kCsv});
  const HttpRequest* request = story.asked("GET", "/declarations/export");
  ASSERT_TRUE(request);
  EXPECT_EQ(request->path, "/declarations/export?view=audit&form=02&year=2026&q=%E5%B9%B4&sort=title&order=desc&format=csv&lang=zh-CN");
  EXPECT_TRUE(request->to_file);
  story.on(ExportRequested{TableFormat::kXlsx});
  EXPECT_EQ(story.count_sent("GET", "/declarations/export"), 1) << "one after the other";
  story.answer("GET", "/declarations/export", 200);
  EXPECT_EQ(story.find<Announce>()->text, "export.done");
}

TEST(Export, SavesPeopleAndTheirYear) {
  Story story;
  story.start_signed_in("#/year?year=2025&reached=false", "employer");
  story.on(ExportRequested{TableFormat::kXlsx});
  EXPECT_TRUE(story.asked("GET", "/summary/people/export?year=2025&reached=false&format=xlsx&lang=zh-CN"));
  Story admin;
  admin.start_signed_in("#/people", "admin");
  admin.on(ExportRequested{TableFormat::kXlsx});
  EXPECT_TRUE(admin.asked("GET", "/people/export?format=xlsx&lang=zh-CN"));
}

TEST(Export, SaysWhyThereIsNoFile) {
  Story story;
  story.start_signed_in("#/records", "employer");
  story.on(ExportRequested{TableFormat::kXlsx});
  story.answer("GET", "/declarations/export", 422, Story::problem("invalid", Json::array({{{"pointer", ""}, {"code", "too_many_items"}, {"params", {{"max", "100000"}}}}})));
  EXPECT_EQ(story.notice(), "error.too_many_items");
}

TEST(Template, IsOfTheStudyFormThatIsChosen) {
  Story story;
  story.start_signed_in("#/import", "employer");
  story.on(TemplateRequested{TableFormat::kXlsx});
  EXPECT_EQ(story.count_sent("GET", "/study-forms"), 0);
  story.on(ImportFormChosen{"paper"});
  story.on(TemplateRequested{TableFormat::kXlsx});
  EXPECT_TRUE(story.asked("GET", "/study-forms/paper/template?format=xlsx&lang=zh-CN"));
}

}  // namespace
}  // namespace portal::ui
