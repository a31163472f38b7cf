#include <gtest/gtest.h>

#include "shell/desktop/initials.h"

namespace portal::shell {
namespace {

TEST(DesktopInitials, AreTheFirstLettersOfTheReading) {
  const IcuInitials initials;
  EXPECT_EQ(initials.of("论文"), "lw");
  EXPECT_EQ(initials.of("06 出版著作（译作）"), "06 cbzz（yz）");
  EXPECT_EQ(initials.of("ISSN"), "issn");
  EXPECT_EQ(initials.of(""), "");
}

TEST(DesktopInitials, AreOneLetterForACharacterBeyondTheBmpToo) {
  EXPECT_EQ(IcuInitials().of("𠀀甲").size(), 2u);
}

}  // namespace
}  // namespace portal::shell
