// Between what is typed, stored and shown: the conversions of validation.h.
#include <gtest/gtest.h>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

Field field_of(FieldKind kind) {
  Field field;
  field.id = "field";
  field.kind = kind;
  return field;
}

Json typed(FieldKind kind, std::string_view text) { return value_from_text(field_of(kind), text); }

TEST(ValueFromText, ReadsNumbersAsPeopleTypeThem) {
  EXPECT_EQ(typed(FieldKind::kNumber, "12"), Json(12));
  EXPECT_TRUE(typed(FieldKind::kNumber, "12").is_number_integer());
  EXPECT_TRUE(typed(FieldKind::kNumber, "12.00").is_number_integer());
  EXPECT_EQ(typed(FieldKind::kNumber, " 12.50 "), Json(12.5));
  EXPECT_EQ(typed(FieldKind::kNumber, "１２．５"), Json(12.5));
  EXPECT_EQ(typed(FieldKind::kNumber, "3。5"), Json(3.5));
  EXPECT_EQ(typed(FieldKind::kNumber, "－7"), Json(-7));
  EXPECT_EQ(typed(FieldKind::kNumber, "+7"), Json(7));
  EXPECT_EQ(typed(FieldKind::kNumber, "007"), Json(7));
  EXPECT_EQ(typed(FieldKind::kNumber, "000"), Json(0));
  EXPECT_EQ(typed(FieldKind::kNumber, "-0.00"), Json(0));
  EXPECT_EQ(typed(FieldKind::kNumber, "0.25"), Json(0.25));
}

TEST(ValueFromText, KeepsWhatIsNotANumberAsItWasTyped) {
  for (const char* text :
       {"", " ", "-", "+", ".", "12.", ".5", "1.2.3", "1e5", "0x10", "12 3", "1,000", "--1", "十二", "NaN", "inf", "\xff"})
    EXPECT_EQ(typed(FieldKind::kNumber, text), Json(text)) << text;
  const std::string beyond(400, '9');
  EXPECT_EQ(typed(FieldKind::kNumber, beyond), Json(beyond));
}

TEST(ValueFromText, NormalisesDatesAndKeepsTheRest) {
  EXPECT_EQ(typed(FieldKind::kDate, "2026年3月4日"), Json("2026-03-04"));
  EXPECT_EQ(typed(FieldKind::kDate, "20260304"), Json("2026-03-04"));
  EXPECT_EQ(typed(FieldKind::kDate, "2026-02-30"), Json("2026-02-30"));
  EXPECT_EQ(typed(FieldKind::kDate, "去年"), Json("去年"));
}

TEST(ValueFromText, ReadsYesAndNoAndLeavesTextAlone) {
  EXPECT_EQ(typed(FieldKind::kYesNo, "true"), Json(true));
  EXPECT_EQ(typed(FieldKind::kYesNo, "false"), Json(false));
  EXPECT_EQ(typed(FieldKind::kYesNo, ""), Json(""));
  EXPECT_EQ(typed(FieldKind::kText, " １２ "), Json(" １２ "));
  EXPECT_EQ(typed(FieldKind::kChoice, "paper"), Json("paper"));
}

TEST(TextFromValue, ShowsNumbersWithoutTrailingZerosOrExponents) {
  EXPECT_EQ(text_from_value(12), "12");
  EXPECT_EQ(text_from_value(12.0), "12");
  EXPECT_EQ(text_from_value(12.5), "12.5");
  EXPECT_EQ(text_from_value(-0.0), "0");
  EXPECT_EQ(text_from_value(1e20), "100000000000000000000");
  EXPECT_EQ(text_from_value(1.25e-7), "0.000000125");
  EXPECT_EQ(text_from_value(-1.5e16), "-15000000000000000");
  EXPECT_EQ(text_from_value(18446744073709551615ull), "18446744073709551615");
  EXPECT_EQ(text_from_value(HUGE_VAL), "");
}

TEST(TextFromValue, ShowsNothingForWhatIsNoValue) {
  EXPECT_EQ(text_from_value(Json()), "");
  EXPECT_EQ(text_from_value(Json::array({1})), "");
  EXPECT_EQ(text_from_value(Json::object()), "");
  EXPECT_EQ(text_from_value(true), "true");
  EXPECT_EQ(text_from_value("学时"), "学时");
}

TEST(TextFromValue, IsTheInverseForEveryNumber) {
  sample::Dice dice(5);
  const double scales[] = {1e-12, 1e-6, 1e-3, 1, 1e3, 1e9, 1e12, 1e17, 1e25};
  for (int round = 0; round < 20000; ++round) {
    const double number = (dice.below(2'000'001) - 1'000'000) / 7.0 * dice.pick(scales);
    const std::string text = text_from_value(number);
    EXPECT_EQ(text.find('e'), std::string::npos) << text;
    const Json back = typed(FieldKind::kNumber, text);
    ASSERT_TRUE(back.is_number()) << text;
    EXPECT_EQ(back.get<double>(), number) << text;
    EXPECT_EQ(text_from_value(back), text);
  }
}

TEST(InitialValues, AreTheCataloguesDefaults) {
  const Catalogue& catalogue = sample::catalogue();
  EXPECT_EQ(initial_values(catalogue, *catalogue.find_form("06"), 2026), (Json{{"unit", "hours"}, {"credited_year", 2026}}));
  EXPECT_EQ(initial_values(catalogue, *catalogue.find_form("15"), 2026)["due_hours"], Json(66));
}

TEST(WithoutHiddenValues, DropsWhatIsNoLongerAskedForAndKeepsWhatIsUnknown) {
  const Catalogue& catalogue = sample::catalogue();
  const StudyForm& form = *catalogue.find_form("06");
  const Json values = {
      {"publication_type", "book"}, {"issn", "1000-1239"}, {"isbn", "9787302423287"}, {"from_a_later_catalogue", {1, 2}}};
  EXPECT_EQ(without_hidden_values(catalogue, form, values),
            (Json{{"publication_type", "book"}, {"isbn", "9787302423287"}, {"from_a_later_catalogue", {1, 2}}}));
  EXPECT_EQ(without_hidden_values(catalogue, form, Json("nonsense")), Json("nonsense"));
}

TEST(WithoutHiddenValues, NeverChangesTheVerdict) {
  const Catalogue& catalogue = sample::catalogue();
  sample::Dice dice(9);
  for (int round = 0; round < 2000; ++round) {
    DeclarationContent content = sample::publication(dice.pick(std::vector<std::string>{"paper", "book", "translation"}));
    content.values["publication_type"] = dice.pick(std::vector<std::string>{"paper", "book", "", "nonsense"});
    content.values["issn"] = dice.pick(std::vector<std::string>{"", "1000-1239", "wrong"});
    content.values["isbn"] = dice.pick(std::vector<std::string>{"", "9787302423287", "wrong"});
    const ValidationContext context{Role::kProfessional, sample::kYear, Strictness::kSubmit};
    const Errors before = validate(catalogue, content, context);
    content.values = without_hidden_values(catalogue, *catalogue.find_form("06"), content.values);
    EXPECT_EQ(validate(catalogue, content, context), before);
  }
}

}  // namespace
}  // namespace portal::model
