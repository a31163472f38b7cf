// What an administrator changes of the catalogue: judged by its own reader, kept with who, when and why, and holding at once.
#include <gtest/gtest.h>

#include <algorithm>

#include "tests/server/backend.h"

namespace portal::server::test {
namespace {

using model::Json;

constexpr const char* kPath = "/api/v1/catalogue/settings";

struct Settings {
  Backend backend;
  std::string admin = backend.sign_in("admin");

  Json now() { return json_of(backend.call("GET", kPath, "", {.token = admin})); }
  Response put(const Json& settings, const std::string& etag = "\"0\"", const std::string& reason = "按新文件调整") {
    return backend.send("PUT", kPath, {{"settings", settings}, {"reason", reason}}, {.token = admin, .if_match = etag});
  }
  Json with_target(double hours) {
    Json settings = now()["settings"];
    settings["targets"].push_back({{"from_year", 2026}, {"total_hours", hours}, {"source", "文件"}});
    return settings;
  }
  double target() {
    const Json summary = json_of(backend.call("GET", "/api/v1/summary?year=2026", "", {.token = backend.sign_in("professional")}));
    return model::number_or(summary["total"], "target_hours", -1);
  }
  std::string served_version() { return model::text_or(json_of(backend.call("GET", "/api/v1/catalogue", "")), "version"); }
};

TEST(Settings, AChangeIsANewVersionThatHoldsAtOnceAndAfterARestart) {
  Settings settings;
  ASSERT_EQ(settings.target(), 90);
  const Response changed = settings.put(settings.with_target(72));
  ASSERT_EQ(changed.status, 200) << changed.body;
  EXPECT_EQ(changed.header("ETag"), "\"1\"");
  EXPECT_EQ(settings.target(), 72);
  EXPECT_EQ(settings.served_version(), "2026.1+1");
  settings.backend.restart();
  settings.admin = settings.backend.sign_in("admin");
  EXPECT_EQ(settings.target(), 72);
  EXPECT_EQ(settings.now()["version"], "2026.1+1");
}

TEST(Settings, ToldWithWhoWhenAndWhy) {
  Settings settings;
  settings.put(settings.with_target(72));
  settings.put(settings.with_target(80), "\"1\"", "又调整");
  const Json changes = settings.now()["changes"];
  ASSERT_EQ(changes.size(), 2u);
  EXPECT_EQ(changes[0]["reason"], "又调整");
  EXPECT_EQ(changes[0]["version"], "2026.1+2");
  EXPECT_EQ(changes[1]["by"], "人s5");
  EXPECT_FALSE(model::text_or(changes[1], "at").empty());
}

TEST(Settings, OfSomebodyWhoSawAnotherVersionAreRefused) {
  Settings settings;
  settings.put(settings.with_target(72));
  const Response late = settings.put(settings.with_target(60));
  EXPECT_EQ(late.status, 412);
  EXPECT_EQ(settings.backend.send("PUT", kPath, {{"settings", Json::object()}, {"reason", "x"}}, {.token = settings.admin}).status, 428);
  EXPECT_EQ(settings.target(), 72);
}

TEST(Settings, AreForAdministratorsAlone) {
  for (const char* who : {"professional", "employer", "department", "authority", "base"}) {
    Settings settings;
    const std::string token = settings.backend.sign_in(who);
    EXPECT_EQ(settings.backend.call("GET", kPath, "", {.token = token}).status, 403) << who;
    EXPECT_EQ(settings.backend.send("PUT", kPath, {{"settings", settings.now()["settings"]}, {"reason", "x"}}, {.token = token, .if_match = "\"0\""}).status, 403) << who;
  }
}

TEST(Settings, AreJudgedByTheCataloguesReaderWithPlaceAndReason) {
  Settings settings;
  const Json good = settings.now()["settings"];
  const auto fault = [&](const char* pointer, const Json& value) {
    Json changed = good;
    changed[Json::json_pointer(pointer)] = value;
    const std::vector<std::string> faults = faults_of(settings.put(changed));
    return faults.empty() ? "" : faults[0];
  };
  EXPECT_EQ(fault("/targets/0/total_hours", -1), "/targets/0/total_hours out_of_range");
  EXPECT_EQ(fault("/targets/0/total_hours", "九十"), "/targets/0/total_hours wrong_type");
  EXPECT_EQ(fault("/targets/0/from_year", nullptr), "/targets/0/from_year required");
  EXPECT_EQ(fault("/targets/0/from_year", 26), "/targets/0/from_year out_of_range");
  EXPECT_EQ(fault("/targets/0/source", " "), "/targets/0/source required");
  EXPECT_EQ(fault("/conversions/0/credits", 0), "/conversions/0/credits out_of_range");
  EXPECT_EQ(fault("/caps/0", {{"from_year", 2026}, {"source", "x"}, {"study_form", "99"}, {"hours_max", 9}}), "/caps/0/study_form unknown_study_form");
  EXPECT_EQ(fault("/credited_years", {{"min", 2026}, {"max", 2025}}), "/credited_years/max out_of_range");
  EXPECT_EQ(fault("/targets", "x"), "/targets wrong_type");
  EXPECT_EQ(faults_of(settings.put(good, "\"0\"", " ")), std::vector<std::string>{"/reason required"});
  EXPECT_EQ(settings.served_version(), "2026.1") << "nothing of it holds";
}

TEST(Settings, CreditedYearsHoldForWhatIsDeclaredFromThenOn) {
  Settings settings;
  Json changed = settings.now()["settings"];
  changed["credited_years"] = {{"min", 2026}, {"max", 2026}};
  ASSERT_EQ(settings.put(changed).status, 200);
  const std::string professional = settings.backend.sign_in("professional");
  const auto is_refused = [&](int year) {
    const Json values = {{"unit", "hours"}, {"claimed_amount", 4}, {"credited_year", year}};
    const Json draft = json_of(settings.backend.send("POST", "/api/v1/declarations", {{"study_form", "16"}, {"catalogue_version", "2026.1"}, {"values", values}, {"attachments", Json::array()}}, {.token = professional}));
    const Response submitted = settings.backend.call("POST", "/api/v1/declarations/" + model::text_or(draft, "id") + "/submit", "{}", {.token = professional, .if_match = "\"1\""});
    const std::vector<std::string> faults = faults_of(submitted);
    return std::ranges::any_of(faults, [](const std::string& fault) { return fault.starts_with("/values/credited_year "); });
  };
  EXPECT_FALSE(is_refused(2026));
  EXPECT_TRUE(is_refused(2025)) << "the years of the form alone were 2021 to 2026";
}

TEST(Settings, HoursAreCountedAgainByThem) {
  Settings settings;
  Json changed = settings.now()["settings"];
  for (Json& rule : changed["conversions"])
    if (rule["id"] == "health-provincial") rule["hours"] = 8;
  ASSERT_EQ(settings.put(changed).status, 200);
  std::string counted;
  settings.backend.storage().transact([&](Records& records) {
    counted = records.mark("hours_counted_by_catalogue");
    return Verdict::kRollBack;
  });
  EXPECT_EQ(counted, settings.backend.router->context().catalogue->now()->etag);
}

TEST(Settings, AnotherServerOfTheSameDatabaseFollowsWithItsNextCall) {
  Settings settings;
  ASSERT_EQ(settings.put(settings.with_target(72)).status, 200);
  Context& context = settings.backend.router->context();
  context.catalogue->set(context.catalogue->of_files(), 0);  // as a server has it that did not make the change
  EXPECT_EQ(settings.target(), 72);
}

}  // namespace
}  // namespace portal::server::test
