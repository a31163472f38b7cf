#include "model/json.h"

#include <gtest/gtest.h>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

std::string nested(int depth) { return std::string(depth, '[') + std::string(depth, ']'); }

TEST(ParseJson, ReadsWhatTheLibraryItselfReads) {
  for (const std::string_view text :
       {R"({"a":[1,-2,3.5,true,false,null,"学时",{"b":{}}],"c":""})", "[]", "{}", "0", "\"x\"", "null", " [ 1 , [ ] ] ",
        "18446744073709551615", "-9223372036854775808", "1e300", R"({"a":1,"a":2})", R"("\u5b66\ud86e\udf4e")"}) {
    const Result<Json> json = parse_json(text);
    ASSERT_TRUE(json) << text;
    EXPECT_EQ(*json, Json::parse(text, nullptr, false)) << text;
  }
}

TEST(ParseJson, SaysWhereItBroke) {
  const Result<Json> json = parse_json(R"({"a":1,})");
  ASSERT_FALSE(json);
  EXPECT_EQ(json.error().code, "malformed_json");
  EXPECT_EQ(json.error().params.at("byte"), "8");
}

TEST(ParseJson, RefusesWhatIsNotJson) {
  for (const std::string_view text : {"", " ", "{", "[1,]", "{\"a\"}", "nul", "'a'", "01", "1 2", "NaN", "[1]x", "\"\\ud800\"",
                                      "\"\xff\"", "\"\xc0\x80\"", "\"\n\"", "1e999", "{1:2}", "// a\n1", "]"}) {
    const Result<Json> json = parse_json(text);
    ASSERT_FALSE(json) << text;
    EXPECT_EQ(json.error().code, "malformed_json") << text;
  }
}

TEST(ParseJson, RefusesTheZeroCharacterInTextsAndNames) {
  for (const std::string_view text : {R"("a\u0000")", R"({"a":["\u0000"]})", R"({"a\u0000b":1})"}) EXPECT_EQ(parse_json(text).error().code, "zero_character") << text;
  EXPECT_TRUE(parse_json(R"("\\u0000")")) << "six characters of somebody's note";
}

TEST(ParseJson, BoundsTheDepthOfArraysAndObjects) {
  EXPECT_TRUE(parse_json(nested(kJsonDepthMax)));
  EXPECT_EQ(parse_json(nested(kJsonDepthMax + 1)).error().code, "json_too_deep");
  EXPECT_EQ(parse_json(std::string(1'000'000, '[')).error().code, "json_too_deep");
  std::string objects;
  for (int i = 0; i <= kJsonDepthMax; ++i) objects += R"({"a":)";
  EXPECT_EQ(parse_json(objects).error().code, "json_too_deep");
  EXPECT_TRUE(parse_json("\"" + std::string(100, '[') + "\"")) << "brackets in a text are not depth";
  std::string wide = "[";
  for (int i = 0; i < 1000; ++i) wide += "[],";
  EXPECT_TRUE(parse_json(wide + "0]")) << "closed containers are not depth";
}

TEST(ParseJson, RefusesEveryTruncationOfADocument) {
  const std::string whole = R"({"values":{"note":"学时","n":[1.5,true]},"x":"y"})";
  for (std::size_t size = 0; size < whole.size(); ++size) EXPECT_FALSE(parse_json(whole.substr(0, size))) << size;
}

TEST(ParseJson, AgreesWithTheLibraryOnMutatedDocuments) {
  sample::Dice dice(7);
  const std::string whole = R"({"values":{"note":"学时","n":[1.5,true,null]},"x":[{"y":-1e3}]})";
  for (int round = 0; round < 5000; ++round) {
    std::string text = whole;
    for (int i = 1 + dice.below(3); i > 0; --i)
      text[static_cast<std::size_t>(dice.below(static_cast<int>(text.size())))] = static_cast<char>(dice.below(256));
    const Result<Json> json = parse_json(text);
    const Json expected = Json::parse(text, nullptr, false);
    ASSERT_EQ(static_cast<bool>(json), !expected.is_discarded()) << text;
    if (!json) continue;
    ASSERT_EQ(*json, expected) << text;
  }
}

TEST(DumpJson, RepairsBrokenTextInsteadOfRefusingIt) {
  const Json json = {{"name", "张\xff三"}};
  EXPECT_EQ(dump_json(json), "{\"name\":\"张\uFFFD三\"}");
}

TEST(JsonReaders, ReadAMissingOrWrongMemberAsTheFallback) {
  const Json wrong[] = {Json(), Json(1), Json("text"), Json::array({1}), Json{{"a", Json::array()}}, Json{{"a", nullptr}}};
  for (const Json& json : wrong) {
    EXPECT_TRUE(member(json, "b").is_null());
    EXPECT_EQ(text_or(json, "a", "fallback"), "fallback");
    EXPECT_EQ(number_or(json, "a", 7), 7);
    EXPECT_EQ(integer_or(json, "a", 7), 7);
    EXPECT_TRUE(flag_or(json, "a", true));
  }
  const Json right = {{"text", "t"}, {"number", 1.5}, {"integer", -3}, {"flag", false}};
  EXPECT_EQ(text_or(right, "text"), "t");
  EXPECT_EQ(number_or(right, "number", 0), 1.5);
  EXPECT_EQ(integer_or(right, "integer", 0), -3);
  EXPECT_FALSE(flag_or(right, "flag", true));
}

TEST(JsonReaders, NeverWrapAnIntegerThatDoesNotFit) {
  const Json json = {{"a", 18446744073709551615ull}, {"b", 1.5}};
  EXPECT_EQ(integer_or(json, "a", -1), -1);
  EXPECT_EQ(integer_or(json, "b", -1), -1);
}

}  // namespace
}  // namespace portal::model
