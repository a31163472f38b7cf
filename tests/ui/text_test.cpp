// Measuring, wrapping and cutting text. The test font: Chinese 1 em (16 px), others half an em (8 px).
#include <gtest/gtest.h>

#include "tests/ui/sheet.h"
#include "ui/line_break.h"

namespace portal::test {
namespace {

std::vector<std::string> wrapped(std::string_view text, float width) {
  std::vector<std::string> lines;
  Sheet sheet;
  sheet.draw([&](ui::Frame& frame, ui::Column&) {
    for (const std::string_view line : frame.wrap(text, width, frame.style_text())) lines.emplace_back(line);
  });
  return lines;
}

std::string cut(std::string_view text, float width) {
  std::string result;
  Sheet sheet;
  sheet.draw([&](ui::Frame& frame, ui::Column&) { result = frame.cut_to(text, width, frame.style_text()); });
  return result;
}

using Lines = std::vector<std::string>;

TEST(Wrap, BreaksBetweenChineseCharacters) { EXPECT_EQ(wrapped("继续教育学时", 64), (Lines{"继续教育", "学时"})); }

TEST(Wrap, NoLineBeginsWithClosingPunctuation) {
  EXPECT_EQ(wrapped("继续教育，学时", 64), (Lines{"继续教", "育，学时"}));
  EXPECT_EQ(wrapped("继续教育。”学", 80), (Lines{"继续教", "育。”学"}));
}

TEST(Wrap, NoLineEndsWithOpeningPunctuation) { EXPECT_EQ(wrapped("主管部门《规定》", 80), (Lines{"主管部门", "《规定》"})); }

TEST(Wrap, KeepsWordsAndNumbersWhole) {
  EXPECT_EQ(wrapped("study hours portal", 96), (Lines{"study hours", "portal"}));
  EXPECT_EQ(wrapped("共12345条", 48), (Lines{"共", "12345", "条"}));
}

TEST(Wrap, CutsAWordThatIsLongerThanTheLine) { EXPECT_EQ(wrapped("abcdefghij", 32), (Lines{"abcd", "efgh", "ij"})); }

TEST(Wrap, EndsALineAtALineBreakAndKeepsEmptyLines) {
  EXPECT_EQ(wrapped("一\n\n二", 320), (Lines{"一", "", "二"}));
  EXPECT_EQ(wrapped("一\n", 320), (Lines{"一", ""}));
  EXPECT_EQ(wrapped("", 320), Lines{});
}

TEST(Wrap, LosesNothingButSpacesAtTheEndOfLines) {
  const std::string text = "参加 2026 年（第 3 期）“高级研修班”，共 40 学时；见 https://example.cn/notice?id=1234567890abcdef 的通知。";
  for (float width = 24; width < 400; width += 7) {
    std::string joined;
    for (const std::string& line : wrapped(text, width)) joined += line;
    std::string expected;
    for (const char c : text) expected += c == ' ' ? "" : std::string(1, c);
    std::string without_spaces;
    for (const char c : joined) without_spaces += c == ' ' ? "" : std::string(1, c);
    EXPECT_EQ(without_spaces, expected) << "width " << width;
  }
}

TEST(Wrap, LinesFitTheWidth) {
  const std::string text = "继续教育，study-hours（学时）：公需科目≥24，专业科目 2/3。𬭎㼆";
  Sheet sheet;
  sheet.draw([&](ui::Frame& frame, ui::Column&) {
    for (float width = 32; width < 300; width += 5) {
      for (const std::string_view line : frame.wrap(text, width, frame.style_text())) {
        EXPECT_LE(frame.text_width(line, frame.style_text()), width) << line;
      }
    }
  });
}

TEST(Cut, EndsWithAnEllipsisOnlyWhereTheTextDoesNotFit) {
  EXPECT_EQ(cut("继续教育", 64), "继续教育");
  EXPECT_EQ(cut("继续教育", 60), "继续…");
  EXPECT_EQ(cut("𬭎㼆𬭎㼆", 48), "𬭎㼆…");
  EXPECT_EQ(cut("继续", 4), "…");
}

TEST(LineBreak, AFullStopNeverLeavesItsSentence) {
  for (const char32_t c : std::u32string_view(U"，。；：？！）】》”、…")) {
    EXPECT_FALSE(ui::may_break_between(U'学', c)) << static_cast<unsigned>(c);
  }
  EXPECT_TRUE(ui::may_break_between(U'。', U'学'));
  EXPECT_FALSE(ui::may_break_between(U'（', U'学'));
}

}  // namespace
}  // namespace portal::test
