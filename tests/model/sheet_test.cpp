#include "model/sheet.h"

#include <gtest/gtest.h>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

const SheetRow kHeadings = {"工号*", "姓名*", "培训名称*", "主办单位*", "级别", "开始日期*", "结束日期*", "学时*", "申报数量*"};
const SheetRow kFine = {"1001", "张三", "全省研修班", "某学会", "省级", "2026-03-02", "2026-03-04", "20.5", "20"};

const StudyForm& form(std::string_view id = "02") { return *sample::catalogue().find_form(id); }
ValidationContext employer() { return {Role::kEmployer, sample::kYear, Strictness::kSubmit}; }

Result<SheetReading> read(const std::vector<SheetRow>& rows, std::string_view id = "02") { return read_sheet(sample::catalogue(), form(id), rows, employer()); }

std::string error_of(const std::vector<SheetRow>& rows, std::string_view id = "02") {
  const Result<SheetReading> reading = read(rows, id);
  return reading ? "is fine" : reading.error().code;
}

SheetRow with(std::size_t cell, std::string text) {
  SheetRow row = kFine;
  row[cell] = std::move(text);
  return row;
}

// "ROW:COLUMN code pointer" of each fault.
std::vector<std::string> faults_of(const std::vector<SheetRow>& rows, std::string_view id = "02") {
  std::vector<std::string> lines;
  const Result<SheetReading> reading = read(rows, id);
  EXPECT_TRUE(reading) << reading.error().code;
  if (!reading) return lines;
  for (const SheetFault& fault : reading->faults)
    lines.push_back(std::to_string(fault.row) + ":" + std::to_string(fault.column) + " " + fault.error.code + " " + fault.error.pointer);
  return lines;
}

using Lines = std::vector<std::string>;

TEST(SheetColumns, AreThePersonAndTheFieldsOfTheForm) {
  for (const StudyForm& each : sample::catalogue().study_forms) {
    const std::vector<SheetColumn> columns = sheet_columns(sample::catalogue(), each);
    if (columns.empty()) continue;  // it needs a list
    EXPECT_EQ(columns[0].id, "/person/number");
    EXPECT_EQ(columns[1].id, "/person/name");
    EXPECT_EQ(columns.back().id, "/values/note");
    EXPECT_TRUE(columns[2].field) << each.id;
  }
  EXPECT_EQ(sheet_columns(sample::catalogue(), form()).size(), 2 + fields_of(sample::catalogue(), form()).size());
}

TEST(ReadSheet, ReadsARow) {
  const Result<SheetReading> reading = read({kHeadings, kFine});
  ASSERT_TRUE(reading) << reading.error().code;
  EXPECT_EQ(faults_of({kHeadings, kFine}), Lines{});
  ASSERT_EQ(reading->items.size(), 1u);
  const SheetItem& item = reading->items[0];
  EXPECT_EQ(item.row, 2u);
  EXPECT_EQ(item.person_number, "1001");
  EXPECT_EQ(item.person_name, "张三");
  EXPECT_EQ(item.values, (Json{{"training_name", "全省研修班"}, {"organiser", "某学会"}, {"level", "provincial"}, {"start_date", "2026-03-02"},
                               {"end_date", "2026-03-04"}, {"attended_hours", 20.5}, {"claimed_amount", 20}, {"unit", "hours"}, {"credited_year", 2026}}));
}

TEST(ReadSheet, UnderstandsWhatPeopleWriteIntoCells) {
  const auto item_with = [](std::size_t cell, const std::string& text) {
    const Result<SheetReading> reading = read({kHeadings, with(cell, text)});
    return reading && reading->items.size() == 1 ? reading->items[0].values : Json();
  };
  for (const char* date : {"2026/3/2", "2026年3月2日", "20260302", "46083", "2026-03-02 00:00:00", "２０２６－０３－０２"}) EXPECT_EQ(item_with(5, date)["start_date"], "2026-03-02") << date;
  for (const char* level : {"省级", " Provincial ", "provincial", "PROVINCIAL"}) EXPECT_EQ(item_with(4, level)["level"], "provincial") << level;
  for (const char* hours : {"20.50", "２０．５", " 20.5 "}) EXPECT_EQ(item_with(7, hours)["attended_hours"], 20.5) << hours;
  const Field& was_read = *find_field(sample::catalogue(), form("04"), "was_read");
  for (const char* yes : {"是", "Yes", "TRUE", "1", "√"}) EXPECT_EQ(value_from_cell(was_read, yes), true) << yes;
  for (const char* no : {"否", "no", "false", "0"}) EXPECT_EQ(value_from_cell(was_read, no), false) << no;
  EXPECT_EQ(value_from_cell(was_read, "也许"), "也许");
}

TEST(ReadSheet, FindsHeadingsInEitherLanguageInAnyOrderBelowATitle) {
  const SheetRow title = {"某市人民医院 2026 年培训", "", ""};
  const SheetRow english = {"Name", "Staff number", "Training name *", "Organiser", "start_date", "End date", "Hours attended", "Amount claimed", "备 注", "电话"};
  const SheetRow row = {"张三", "1001", "研修班", "学会", "2026-03-02", "2026-03-02", "8", "8", "无", "138"};
  const Result<SheetReading> reading = read({title, {}, english, row});
  ASSERT_TRUE(reading) << reading.error().code;
  ASSERT_EQ(reading->items.size(), 1u) << reading->faults.front().error.pointer;
  EXPECT_EQ(reading->items[0].row, 4u);
  EXPECT_EQ(reading->items[0].person_name, "张三");
  EXPECT_EQ(reading->items[0].values["note"], "无");
  EXPECT_EQ(reading->unknown, std::vector<std::string>{"电话"});
}

TEST(ReadSheet, NamesEveryFaultByRowAndColumn) {
  EXPECT_EQ(faults_of({kHeadings, with(0, ""), with(4, "很高"), with(5, "2026-02-30"), with(6, "2026-03-01"), with(7, "八"), with(8, "0")}),
            (Lines{"2:0 required /person/number", "3:4 unknown_choice /values/level", "4:5 date_does_not_exist /values/start_date",
                   "5:6 before_start /values/end_date", "6:7 not_a_number /values/attended_hours", "7:8 not_above /values/claimed_amount"}));
  EXPECT_EQ(faults_of({kHeadings, {"1001", "张三"}}),
            (Lines{"2:2 required /values/training_name", "2:3 required /values/organiser", "2:5 required /values/start_date", "2:6 required /values/end_date",
                   "2:7 required /values/attended_hours", "2:8 required /values/claimed_amount"}))
      << "merged cells leave blanks";
}

TEST(ReadSheet, KeepsTheGoodRowsBesideTheBad) {
  const Result<SheetReading> reading = read({kHeadings, kFine, {}, with(7, "八"), with(0, "1002")});
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->rows, 3u);
  ASSERT_EQ(reading->items.size(), 2u);
  EXPECT_EQ(reading->items[1].row, 5u) << "blank rows are counted as the spreadsheet does";
}

TEST(ReadSheet, RefusesTheSameRowTwice) {
  EXPECT_EQ(faults_of({kHeadings, kFine, with(0, "1002"), with(5, "2026/3/2")}), Lines{"4:0 duplicate_row /person/number"});
  const Result<SheetReading> reading = read({kHeadings, kFine, kFine});
  EXPECT_EQ(reading->faults[0].error.params.at("row"), "2");
}

TEST(ReadSheet, SaysThatACellIsNotAskedFor) {
  SheetRow headings = {"工号", "姓名", "会议名称", "主办单位", "级别", "开始日期", "结束日期", "是否宣读论文或报告", "论文题目", "申报数量"};
  const SheetRow read_it = {"1", "张三", "年会", "学会", "国家级", "2026-05-01", "2026-05-01", "是", "一种方法", "12"};
  SheetRow did_not = read_it;
  did_not[7] = "否";
  EXPECT_EQ(faults_of({headings, read_it, did_not}, "04"), Lines{"3:8 not_asked_for /values/paper_title"});
  headings.erase(headings.begin() + 8);
  SheetRow without_title = read_it;
  without_title.erase(without_title.begin() + 8);
  EXPECT_EQ(faults_of({headings, without_title}, "04"), Lines{"2:9 required /values/paper_title"}) << "behind the last heading";
}

TEST(ReadSheet, TakesAwayTheShieldOfAnExportedCell) {
  const Result<SheetReading> reading = read({kHeadings, with(2, "'=研修班")});
  ASSERT_TRUE(reading);
  EXPECT_EQ(reading->items[0].values["training_name"], "=研修班");
}

TEST(ReadSheet, SaysWhatIsWrongWithTheWhole) {
  EXPECT_EQ(error_of({}), "sheet_empty");
  EXPECT_EQ(error_of({{"", " "}, {}}), "sheet_empty");
  EXPECT_EQ(error_of({kHeadings}), "sheet_empty");
  EXPECT_EQ(error_of({{"品名", "单价"}, {"苹果", "3"}}), "missing_column");
  EXPECT_EQ(error_of({{"工号", "姓名", "主办单位"}, kFine}), "missing_column");
  EXPECT_EQ(read({{"工号", "姓名", "主办单位"}, kFine}).error().params.at("id"), "/values/training_name");
  EXPECT_EQ(error_of({{"工号", "姓名", "姓名"}, kFine}), "duplicate_column");
  std::vector<SheetRow> many(kSheetRowsMax + 2, kFine);
  many[0] = kHeadings;
  EXPECT_EQ(error_of(many), "too_many_rows");
  EXPECT_EQ(read_sheet(sample::catalogue(), form("02"), {kHeadings, kFine}, {Role::kBase, sample::kYear, Strictness::kSubmit}).error().code, "not_allowed_for_role");
}

TEST(ReadSheet, IsNotForAFormThatNeedsWhatNoCellHolds) {
  Catalogue catalogue = sample::catalogue();
  catalogue.study_forms[1].fields[0].kind = static_cast<FieldKind>(99);
  EXPECT_EQ(read_sheet(catalogue, catalogue.study_forms[1], {kHeadings, kFine}, employer()).error().code, "not_for_sheets");
  catalogue.study_forms[1].fields[0].required = false;
  EXPECT_EQ(sheet_columns(catalogue, catalogue.study_forms[1]).size(), 1 + fields_of(catalogue, form()).size());
}

TEST(ReadSheet, ReachesTheVerdictOfValidate) {
  sample::Dice dice(9);
  const std::vector<std::string> cells = {"", "x", "8", "-1", "2026-03-03", "2026-02-30", "省级", "是", "国家级", "论文", "著作", "1000-1239", "'=1", "46083", "1e5", std::string(300, 'x')};
  int good = 0;
  for (int round = 0; round < 6000; ++round) {
    const StudyForm& each = dice.pick(std::vector{form("02"), form("04"), form("06"), form("15")});
    const std::vector<SheetColumn> columns = sheet_columns(sample::catalogue(), each);
    SheetRow headings, row;
    for (const SheetColumn& column : columns) {
      headings.push_back(column.label.zh);
      const bool easy = dice.below(3) > 0 && column.field;
      if (easy && !column.field->when.empty()) row.push_back("");  // most are not asked for
      else if (easy && column.field->kind == FieldKind::kChoice) row.push_back(column.field->choices[0].label.zh);
      else if (easy && column.field->kind == FieldKind::kDate) row.push_back("2026-03-03");
      else if (easy && column.field->kind == FieldKind::kNumber) row.push_back(column.field->years ? "2026" : "8");
      else row.push_back(dice.pick(cells));
    }
    const Result<SheetReading> reading = read_sheet(sample::catalogue(), each, {headings, row}, employer());
    ASSERT_TRUE(reading);
    for (const SheetItem& item : reading->items) {
      ++good;
      Errors errors = validate(sample::catalogue(), {each.id, "", item.values, {}}, employer());
      std::erase_if(errors, [](const Error& error) { return error.code == "required_material"; });
      EXPECT_EQ(sample::lines(errors), Lines{});
    }
    EXPECT_NE(reading->items.empty(), reading->faults.empty());
  }
  EXPECT_GT(good, 50);
}

TEST(CellFromValue, IsReadBack) {
  for (const StudyForm& each : sample::catalogue().study_forms)
    for (const Field* field : fields_of(sample::catalogue(), each))
      for (const bool english : {false, true}) {
        std::vector<Json> values = {true, false};
        if (field->kind == FieldKind::kNumber) values = {8, 12.5, -0.001};
        if (field->kind == FieldKind::kDate) values = {"2026-03-02"};
        if (field->kind == FieldKind::kText || field->kind == FieldKind::kLongText) values = {"文字", "1"};
        if (field->kind == FieldKind::kChoice || field->kind == FieldKind::kList) values.clear();  // a list fits no cell
        for (const Choice& choice : field->choices) values.push_back(choice.id);
        for (const Json& value : values) EXPECT_EQ(value_from_cell(*field, cell_from_value(*field, value, english)), value) << each.id << field->id;
      }
}

}  // namespace
}  // namespace portal::model
