#include "model/people_sheet.h"

#include <gtest/gtest.h>

namespace portal::model {
namespace {

const SheetRow kHeadings = {"姓名*", "身份证号*", "工号", "手机号", "账户名", "单位"};
const SheetRow kFine = {"刘𬭎", "419900199001011217", "SZ7", "19900005678", "liu", ""};
const std::vector<OrganisationRef> kOne = {{"hospital", "嵩州市人民医院", Role::kEmployer}};
const std::vector<OrganisationRef> kSeveral = {{"hospital", "嵩州市人民医院", Role::kEmployer}, {"clinic", "诊所", Role::kEmployer}, {"clinic2", "诊所", Role::kEmployer}};

SheetRow with(std::size_t cell, std::string text) {
  SheetRow row = kFine;
  row[cell] = std::move(text);
  return row;
}

// "ROW:COLUMN code pointer" of each fault.
std::vector<std::string> faults_of(const std::vector<SheetRow>& rows, const std::vector<OrganisationRef>& organisations = kOne) {
  std::vector<std::string> lines;
  const Result<SheetReading> reading = read_people_sheet(organisations, rows);
  EXPECT_TRUE(reading) << reading.error().code;
  if (!reading) return lines;
  for (const SheetFault& fault : reading->faults)
    lines.push_back(std::to_string(fault.row) + ":" + std::to_string(fault.column) + " " + fault.error.code + " " + fault.error.pointer);
  return lines;
}
using Lines = std::vector<std::string>;

TEST(PeopleSheet, ReadsAPersonAsTheFormWouldSendIt) {
  const Result<SheetReading> reading = read_people_sheet(kOne, {{"全院人员花名册"}, kHeadings, with(3, "199 0000 5678")});
  ASSERT_TRUE(reading);
  ASSERT_EQ(reading->items.size(), 1u) << reading->faults.size();
  EXPECT_EQ(reading->items[0].row, 3u);
  EXPECT_EQ(reading->items[0].values, (Json{{"name", "刘𬭎"}, {"resident_id", "419900199001011217"}, {"number", "SZ7"}, {"mobile", "19900005678"}, {"account", "liu"}, {"organisation", "hospital"}}));
}

TEST(PeopleSheet, TellsWhatIsWrongAtItsCell) {
  EXPECT_EQ(faults_of({kHeadings, with(0, ""), with(1, "419900199001011218"), with(3, "123"), with(4, "liu xin")}),
            (Lines{"2:0 required /name", "3:1 wrong_check_digit /resident_id", "4:3 wrong_length /mobile", "5:4 wrong_character /account"}));
  EXPECT_EQ(faults_of({kHeadings, with(1, "4.199E+17")}).size(), 1u) << "what a spreadsheet makes of a long number";
}

TEST(PeopleSheet, OfAnEmployerSpeaksOfItsOwnPeopleAlone) {
  EXPECT_EQ(faults_of({kHeadings, with(5, "嵩州市人民医院")}), Lines{});
  EXPECT_EQ(faults_of({kHeadings, with(5, "诊所")}), Lines{"2:5 other_organisation /organisation"});
}

TEST(PeopleSheet, OfAnAdministratorNamesTheOrganisationOfEach) {
  EXPECT_EQ(faults_of({kHeadings, with(5, "嵩州市人民医院"), kFine, with(5, "诊所"), with(5, "没有的"), with(5, "clinic")}, kSeveral),
            (Lines{"3:5 required /organisation", "4:5 ambiguous_organisation /organisation", "5:5 unknown_organisation_name /organisation", "6:1 duplicate_cell /resident_id",
                   "6:4 duplicate_cell /account"}))
      << "by id where names are alike; the last is the first again, in another organisation";
  const Result<SheetReading> reading = read_people_sheet(kSeveral, {SheetRow(kHeadings.begin(), kHeadings.end() - 1), kFine});
  EXPECT_EQ(reading.error().code, "missing_column");
}

TEST(PeopleSheet, TheSamePersonStaffNumberOrAccountTwiceIsAFault) {
  const SheetRow other = {"王五", "419900199001011233", "SZ7", "", "", ""};
  EXPECT_EQ(faults_of({kHeadings, kFine, kFine, other}), (Lines{"3:1 duplicate_cell /resident_id", "3:2 duplicate_cell /number", "3:4 duplicate_cell /account", "4:2 duplicate_cell /number"}));
}

TEST(PeopleSheet, ManyWithoutAStaffNumberOrAccountAreNoRepetition) {
  const SheetRow one = {"张三", "419900199001011217", "", "", "", ""}, other = {"王五", "419900199001011233", "", "", "", ""};
  EXPECT_EQ(faults_of({kHeadings, one, other}), Lines{});
}

}  // namespace
}  // namespace portal::model
