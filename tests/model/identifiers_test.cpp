#include "model/identifiers.h"

#include <gtest/gtest.h>

#include <functional>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

struct Identifier {
  const char* check;
  std::string_view alphabet;           // of all places but the last
  std::vector<std::string> published;  // in normal form: numbers that stand in public, none of a private person
};

const std::vector<Identifier>& identifiers() {
  static const std::vector<Identifier> all = {
      // ISSN International Centre's and Wikipedia's examples; journals of record.
      {"issn", "0123456789", {"0378-5955", "2049-3630", "0317-8471", "2434-561X", "1000-1239", "1001-9081", "0028-0836"}},
      {"isbn", "0123456789", {"0306406152", "080442957X", "9992158107", "9780306406157", "9787111213826", "9787302423287"}},
      // Granted patents before and after October 2003.
      {"patent",
       "0123456789",
       {"ZL95115608.X", "ZL97101765.4", "ZL201710601862.3", "ZL201210442457.9", "ZL201410026192.3", "ZL202310397744.0",
        "ZL202011472880.4", "ZL201010286863.1"}},
      {"resident_id", "0123456789", {"11010519491231002X"}},  // GB 11643-1999's own example
      // GB 32100-2015's example; companies' published codes.
      {"credit_code",
       "0123456789ABCDEFGHJKLMNPQRTUWXY",
       {"91350100M000100Y43", "91440300708461136T", "91110108551385082Q", "91110000802100433B"}},
  };
  return all;
}

std::string code_of(std::string_view check, std::string_view text) {
  const Result<std::string> normal = check_identifier(check, text);
  return normal ? "is " + *normal : normal.error().code;
}

// Calls `use` with every number of every kind.
void for_each_published(const std::function<void(const Identifier&, const std::string&)>& use) {
  for (const Identifier& identifier : identifiers())
    for (const std::string& number : identifier.published) use(identifier, number);
}

bool counts(char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); }

TEST(Identifiers, PublishedNumbersAreAcceptedAndAreTheirOwnNormalForm) {
  for_each_published([](const Identifier& identifier, const std::string& number) {
    EXPECT_EQ(code_of(identifier.check, number), "is " + number);
  });
}

TEST(Identifiers, EveryChangeOfASingleCharacterIsRefused) {
  for_each_published([](const Identifier& identifier, const std::string& number) {
    const std::size_t first = number.starts_with("ZL") ? 2 : 0;
    for (std::size_t at = first; at < number.size(); ++at) {
      if (!counts(number[at])) continue;
      for (const char other : std::string(identifier.alphabet) + "X") {
        if (other == number[at]) continue;
        std::string changed = number;
        changed[at] = other;
        EXPECT_FALSE(check_identifier(identifier.check, changed)) << identifier.check << " " << number << " -> " << changed;
      }
    }
  });
}

// True of the checks modulo a prime; ISBN-13 (modulo 10) misses neighbours that differ by five.
TEST(Identifiers, EverySwapOfTwoNeighboursIsRefused) {
  for_each_published([](const Identifier& identifier, const std::string& number) {
    if (number.size() == 13 && std::string_view(identifier.check) == "isbn") return;
    for (std::size_t at = number.starts_with("ZL") ? 2 : 0; at + 1 < number.size(); ++at) {
      if (!counts(number[at]) || !counts(number[at + 1]) || number[at] == number[at + 1]) continue;
      std::string changed = number;
      std::swap(changed[at], changed[at + 1]);
      EXPECT_FALSE(check_identifier(identifier.check, changed)) << identifier.check << " " << number << " -> " << changed;
    }
  });
}

TEST(Identifiers, ExactlyOneCheckCharacterFitsAndTheErrorNamesIt) {
  for_each_published([](const Identifier& identifier, const std::string& number) {
    int fitting = 0;
    for (const char last : std::string(identifier.alphabet) + (identifier.alphabet.size() == 10 ? "X" : "")) {
      std::string changed = number;
      changed.back() = last;
      const Result<std::string> normal = check_identifier(identifier.check, changed);
      if (normal) {
        ++fitting;
      } else if (normal.error().code == "wrong_check_digit") {
        EXPECT_EQ(normal.error().params.at("expected"), std::string(1, number.back()));
      }
    }
    EXPECT_EQ(fitting, 1) << number;
  });
}

TEST(Identifiers, AreUnderstoodAsPeopleTypeThem) {
  EXPECT_EQ(code_of("issn", "issn：１０００—１２３９ "), "is 1000-1239");
  EXPECT_EQ(code_of("issn", "10001239"), "is 1000-1239");
  EXPECT_EQ(code_of("issn", "ISSN 2434-561x"), "is 2434-561X");
  EXPECT_EQ(code_of("isbn", "978-7-302-42328-7"), "is 9787302423287");
  EXPECT_EQ(code_of("isbn", "ISBN 0-8044-2957-x"), "is 080442957X");
  EXPECT_EQ(code_of("patent", "ZL 2017 1 0601862.3"), "is ZL201710601862.3");
  EXPECT_EQ(code_of("patent", "zl2017106018623"), "is ZL201710601862.3");
  EXPECT_EQ(code_of("patent", "201710601862．3"), "is ZL201710601862.3");
  EXPECT_EQ(code_of("patent", "95115608.x"), "is ZL95115608.X");
  EXPECT_EQ(code_of("resident_id", "110105 19491231 002x"), "is 11010519491231002X");
  EXPECT_EQ(code_of("resident_id", "１１０１０５１９４９１２３１００２Ｘ"), "is 11010519491231002X");
  EXPECT_EQ(code_of("credit_code", "91350100m000100y43"), "is 91350100M000100Y43");
  EXPECT_EQ(code_of("mobile", "+86 138-0000-0000"), "is 13800000000");
  EXPECT_EQ(code_of("mobile", "１３８００００００００"), "is 13800000000");
  EXPECT_EQ(code_of("mobile", "0086 19900000000"), "is 19900000000");
}

TEST(Identifiers, SayWhatIsWrong) {
  EXPECT_EQ(code_of("issn", "1000-123"), "wrong_length");
  EXPECT_EQ(code_of("issn", "100A-1239"), "wrong_character");
  EXPECT_EQ(code_of("issn", "1000-1238"), "wrong_check_digit");
  EXPECT_EQ(code_of("issn", "X000-1239"), "wrong_character");
  EXPECT_EQ(code_of("isbn", "978730242328"), "wrong_length");
  EXPECT_EQ(code_of("isbn", "9777302423287"), "wrong_character") << "only 978 and 979 are books";
  EXPECT_EQ(code_of("isbn", "978730242328X"), "wrong_character");
  EXPECT_EQ(code_of("patent", "201710601862"), "wrong_length") << "the check digit is missing";
  EXPECT_EQ(code_of("patent", "2017.106018623"), "wrong_length");
  EXPECT_EQ(code_of("resident_id", "110105491231002"), "wrong_length");
  EXPECT_EQ(code_of("resident_id", "110105194902300023"), "date_does_not_exist");
  EXPECT_EQ(code_of("resident_id", "110105194912310029"), "wrong_check_digit");
  EXPECT_EQ(code_of("credit_code", "91350100M000100Y4Z"), "wrong_character");
  EXPECT_EQ(code_of("mobile", "12000000000"), "wrong_character");
  EXPECT_EQ(code_of("mobile", "1380000000"), "wrong_length");
  EXPECT_EQ(code_of("mobile", "1380000000a"), "wrong_character");
  EXPECT_EQ(code_of("vat", "1"), "unknown_check");
}

TEST(Identifiers, SurviveAnyBytes) {
  sample::Dice dice(3);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes;
    for (int i = dice.below(24); i > 0; --i)
      bytes.push_back(static_cast<char>(dice.below(3) == 0 ? dice.below(256) : '0' + dice.below(10)));
    for (const char* check : {"issn", "isbn", "patent", "resident_id", "credit_code", "mobile"}) {
      const Result<std::string> normal = check_identifier(check, bytes);
      if (!normal) continue;
      EXPECT_EQ(code_of(check, *normal), "is " + *normal) << "a normal form is its own normal form";
    }
  }
}

}  // namespace
}  // namespace portal::model
