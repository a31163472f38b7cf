#include "model/utf8.h"

#include <gtest/gtest.h>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

TEST(Utf8, CountsCodePointsNotBytes) {
  EXPECT_EQ(count_code_points(""), 0);
  EXPECT_EQ(count_code_points("abc"), 3);
  EXPECT_EQ(count_code_points("学时"), 2);
  EXPECT_EQ(count_code_points("㼆𬭎"), 2);
  EXPECT_EQ(count_code_points("\u00e9"), 1);
}

TEST(Utf8, EveryCodePointSurvivesWritingAndReading) {
  for (char32_t code_point = 0; code_point <= 0x10FFFF; ++code_point) {
    if (code_point >= 0xD800 && code_point <= 0xDFFF) continue;
    std::string text;
    append_code_point(text, code_point);
    std::size_t at = 0;
    ASSERT_EQ(next_code_point(text, at), code_point);
    ASSERT_EQ(at, text.size());
  }
}

TEST(Utf8, ReadsBrokenBytesAsReplacementsAndAlwaysAdvances) {
  for (const std::string_view broken : {"\x80", "\xC0\x80", "\xE5\xAD", "\xED\xA0\x80", "\xF4\x90\x80\x80", "\xFF"}) {
    std::size_t at = 0;
    EXPECT_EQ(next_code_point(broken, at), 0xFFFDu);
    EXPECT_EQ(at, 1u);
  }
}

TEST(Utf8, NeverReadsBeyondRandomBytes) {
  sample::Dice dice(1);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes;
    for (int i = dice.below(12); i > 0; --i) bytes.push_back(static_cast<char>(dice.below(256)));
    EXPECT_LE(count_code_points(bytes), static_cast<int>(bytes.size()));
    EXPECT_LE(trimmed(bytes).size(), bytes.size());
  }
}

TEST(Utf8, TrimsTheSpacesOfChineseInputMethodsToo) {
  EXPECT_EQ(trimmed("\u3000 学时\u00a0\t\n"), "学时");
  EXPECT_EQ(trimmed("学 时"), "学 时");
  EXPECT_TRUE(is_blank(" \u3000\u200b\ufeff"));
  EXPECT_FALSE(is_blank("\u3000。"));
}

TEST(Utf8, NarrowsFullWidthForms) {
  EXPECT_EQ(half_width("１２３４－５６７Ｘ"), "1234-567X");
  EXPECT_EQ(half_width("３。５"), "3.5");
  EXPECT_EQ(half_width("2010–2011\u3000—"), "2010-2011 -");
  EXPECT_EQ(half_width("学时"), "学时");
}

TEST(Utf8, LowersAsciiLettersOnly) { EXPECT_EQ(ascii_lower("AbZ ÀÉ学"), "abz ÀÉ学"); }

}  // namespace
}  // namespace portal::model
