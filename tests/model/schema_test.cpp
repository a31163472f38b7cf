#include "model/schema.h"

#include <gtest/gtest.h>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

Json schema_of(std::string_view id) { return json_schema(sample::catalogue(), *sample::catalogue().find_form(id)); }

TEST(JsonSchema, SaysWhichDraftAndFormItIs) {
  const Json schema = schema_of("06");
  EXPECT_EQ(schema["$schema"], "https://json-schema.org/draft/2020-12/schema");
  EXPECT_EQ(schema["$id"], "urn:study-hours-portal:2026.1:06");
  EXPECT_EQ(schema["title"], "出版著作（译作）或发表论文");
  EXPECT_EQ(schema["properties"]["study_form"]["const"], "06");
}

TEST(JsonSchema, RequiresTheRequiredFieldsThatAreAlwaysAskedFor) {
  EXPECT_EQ(schema_of("06")["properties"]["values"]["required"],
            (Json{"publication_type", "publication_title", "published_on", "unit", "claimed_amount", "credited_year"}));
}

TEST(JsonSchema, AsksForAConditionalFieldOnlyWhileItsConditionHolds) {
  const Json values = schema_of("04")["properties"]["values"];
  EXPECT_FALSE(values["properties"].contains("paper_title"));
  const Json& first = values["allOf"][0];
  EXPECT_EQ(first["if"]["allOf"][0],
            (Json{{"properties", {{"was_read", {{"enum", {"true", true}}}}}}, {"required", Json::array({"was_read"})}}));
  EXPECT_EQ(first["then"]["required"], Json::array({"paper_title"}));
}

TEST(JsonSchema, ExcusesABaseFromMaterials) {
  EXPECT_EQ(schema_of("01")["allOf"][0]["if"]["not"]["properties"]["declared_as"]["enum"], Json::array({"base"}));
  EXPECT_EQ(schema_of("02")["properties"]["declared_as"]["enum"], (Json{"professional", "employer", "department"}));
}

TEST(JsonSchema, NamesInCommentsWhatItCannotSay) {
  const Json values = schema_of("02")["properties"]["values"]["properties"];
  EXPECT_EQ(values["end_date"]["$comment"], "not_before: start_date");
  EXPECT_EQ(values["claimed_amount"]["$comment"], "decimals: 1");
  EXPECT_EQ(schema_of("07")["properties"]["values"]["properties"]["patent_number"]["$comment"], "check: patent");
}

TEST(JsonSchema, IsTheSameEveryTime) {
  for (const std::string& id : sample::form_ids()) EXPECT_EQ(dump_json(schema_of(id)), dump_json(schema_of(id)));
}

}  // namespace
}  // namespace portal::model
