#include "model/csv.h"

#include <gtest/gtest.h>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

TEST(Csv, DefusesWhatASpreadsheetWouldRun) {
  for (const char* formula : {"=1+1", "+86 138", "-2", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1+1", "＋1", "－1", "＠x", "=cmd|' /C calc'!A0"}) {
    EXPECT_EQ(defused_cell(formula), std::string("'") + formula);
    EXPECT_EQ(fused_cell(defused_cell(formula)), formula);
  }
  for (const char* harmless : {"", "张三", "1+1", "O'Brien", "'quoted'", " =1", "a=b"}) EXPECT_EQ(defused_cell(harmless), harmless);
}

TEST(Csv, GivesBackTextWhateverItBeginsWith) {
  const std::vector<std::string> pieces = {"'", "=", "-", "a", "＝", " ", "学"};
  sample::Dice dice(5);
  for (int round = 0; round < 5000; ++round) {
    std::string text;
    for (int i = dice.below(6); i > 0; --i) text += dice.pick(pieces);
    EXPECT_EQ(fused_cell(defused_cell(text)), text);
  }
}

TEST(Csv, QuotesWhatNeedsIt) {
  EXPECT_EQ(csv_line({"张三", "8.5", ""}), "张三,8.5,\r\n");
  EXPECT_EQ(csv_line({"a,b", "say \"yes\"", "two\nlines", " blank ", "a;b"}), "\"a,b\",\"say \"\"yes\"\"\",\"two\nlines\",\" blank \",\"a;b\"\r\n");
  EXPECT_EQ(csv_line({}), "\r\n");
}

}  // namespace
}  // namespace portal::model
