// People, accounts, organisations and the own password, told to update() alone.
#include <gtest/gtest.h>

#include "tests/ui/update_story.h"

namespace portal::ui {
namespace {

using model::Json;

Json account(const std::string& name, const std::string& role = "professional", long long revision = 1) {
  return {{"name", name}, {"role", role}, {"revision", revision}, {"closed", false}, {"password", "own"}};
}

Json person(const std::string& id, const Json& accounts = Json::array()) {
  return {{"id", id}, {"revision", 3}, {"name", "N" + id}, {"number", "7"}, {"resident_id", "419***********1217"}, {"mobile", "199****5678"},
          {"organisation", {{"id", "o1"}, {"name", "Hospital"}, {"role", "employer"}}}, {"left_at", ""}, {"accounts", accounts}};
}

Json organisations() {
  return {{"items", {{{"id", "a"}, {"revision", 1}, {"name", "Authority"}, {"role", "authority"}, {"parent", ""}, {"credit_code", ""}},
                     {{"id", "o1"}, {"revision", 4}, {"name", "Hospital"}, {"role", "employer"}, {"parent", "a"}, {"credit_code", ""}}}}};
}

Json body(const HttpRequest* request) { return request ? *model::parse_json(request->body) : Json(); }

void fill(Story& story, std::initializer_list<std::pair<const char*, const char*>> fields) {
  for (const auto& [field, text] : fields) story.on(FormFieldEdited{field, text});
}

Story employer() {
  Story story;
  story.start_signed_in("#/people", "employer");
  story.answer("GET", "/people", 200, {{"items", {person("p1"), person("p2")}}, {"next_cursor", nullptr}});
  return story;
}

Story reading(const std::string& role = "employer") {
  Story story;
  story.start_signed_in("#/people/p2", role);
  story.answer("GET", "/organisations", 200, organisations());
  story.answer("GET", "/people/p2", 200, person("p2", Json::array({account("liu", "professional", 5)})));
  return story;
}

TEST(Staff, OfTheOwnOrganisationIsAskedForByAnEmployer) {
  Story story;
  story.start_signed_in("#/people", "employer");
  EXPECT_EQ(story.asked("GET", "/people")->path, "/people?limit=50&organisation=o1");
  EXPECT_EQ(story.count_sent("GET", "/organisations"), 0);
}

TEST(Staff, OfAnyOrganisationIsChosenByAnAdministrator) {
  Story story;
  story.start_signed_in("#/", "admin");
  EXPECT_EQ(story.asked("GET", "/people")->path, "/people?limit=50");
  story.answer("GET", "/organisations", 200, organisations());
  story.on(StaffOrganisationChosen{"o1"});
  EXPECT_EQ(story.asked("GET", "/people")->path, "/people?limit=50&organisation=o1");
}

TEST(Staff, IsSearchedALittleAfterTheLastLetterAndReadInPages) {
  Story story = employer();
  story.on(StaffSearched{"王"});
  EXPECT_TRUE(story.starts_timer("staff", 250));
  story.on(TimerFired{"staff"});
  story.answer("GET", "/people?limit=50&organisation=o1&q=%E7%8E%8B", 200, {{"items", {person("p3")}}, {"next_cursor", "c1"}});
  ASSERT_EQ(story.state.staff.rows.size(), 1u);
  story.on(StaffMoreWanted{});
  story.answer("GET", "/people?limit=50&organisation=o1&q=%E7%8E%8B&cursor=c1", 200, {{"items", {person("p4")}}, {"next_cursor", nullptr}});
  EXPECT_EQ(story.state.staff.rows.size(), 2u);
  story.on(StaffMoreWanted{});
  EXPECT_EQ(story.count_sent("GET", "/people"), 3);
}

TEST(PersonAdd, IsJudgedBeforeItIsSentAndGoesOnToTheFirstPassword) {
  Story story = employer();
  story.on(FormOpened{FormKind::kPersonAdd, "", "staff/add"});
  EXPECT_TRUE(story.focuses("form/name"));
  fill(story, {{"name", "刘"}, {"resident_id", "419900199001011210"}, {"account", "liu"}});
  story.on(FormConfirmed{});
  EXPECT_EQ(story.count_sent("POST", "/people"), 0);
  EXPECT_EQ(story.state.form->errors.at(0).code, "wrong_check_digit");
  EXPECT_TRUE(story.focuses("form/resident_id"));
  fill(story, {{"resident_id", "419900199001011217"}});
  EXPECT_TRUE(story.state.form->errors.empty());
  story.on(FormConfirmed{});
  const HttpRequest* sent = story.asked("POST", "/people");
  EXPECT_EQ(body(sent)["account"], "liu");
  EXPECT_FALSE(sent->idempotency_key.empty());
  story.answer("POST", "/people", 201, person("p9", Json::array({account("liu")})));
  EXPECT_EQ(story.notice(), "staff.person_added");
  EXPECT_EQ(story.count_sent("GET", "/people"), 2) << "the list is loaded again";
  ASSERT_TRUE(story.state.form);
  EXPECT_EQ(story.state.form->kind, FormKind::kPasswordGive);
  story.on(FormConfirmed{});
  EXPECT_EQ(story.asked("POST", "/accounts/liu/password")->if_match, "\"1\"");
  story.answer("POST", "/accounts/liu/password", 200, {{"name", "liu"}, {"initial_password", "abcd-efgh-jkmn"}});
  EXPECT_EQ(story.state.form->initial_password, "abcd-efgh-jkmn");
  story.on(FormDismissed{});
  EXPECT_FALSE(story.state.form) << "it is nowhere any more";
  EXPECT_TRUE(story.focuses("staff/add"));
}

TEST(PersonAdd, ShowsWhatTheServerRefusesAtItsField) {
  Story story = employer();
  story.on(FormOpened{FormKind::kPersonAdd, "", "staff/add"});
  fill(story, {{"name", "刘"}, {"resident_id", "419900199001011217"}});
  story.on(FormConfirmed{});
  story.answer("POST", "/people", 422, Story::problem("invalid", {{{"pointer", "/resident_id"}, {"code", "already_employed"}, {"params", Json::object()}}}));
  EXPECT_EQ(story.state.form->errors.at(0).code, "already_employed");
  EXPECT_TRUE(story.focuses("form/resident_id"));
  EXPECT_EQ(story.state.form->fields.at("name"), "刘");
}

TEST(Person, IsChangedAsItWasSeenAndBlankNumbersStay) {
  Story story = reading();
  story.on(FormOpened{FormKind::kPersonEdit, "p2", "person/edit"});
  EXPECT_EQ(story.state.form->fields.at("name"), "Np2");
  fill(story, {{"name", "New"}});
  story.on(FormConfirmed{});
  const HttpRequest* sent = story.asked("PUT", "/people/p2");
  EXPECT_EQ(sent->if_match, "\"3\"");
  EXPECT_EQ(body(sent), Json({{"name", "New"}, {"number", "7"}})) << "what is masked is not sent back";
  story.answer("PUT", "/people/p2", 412, Story::problem("stale"));
  EXPECT_EQ(story.state.form->errors.at(0).code, "stale_form");
  EXPECT_EQ(story.count_sent("GET", "/people/p2"), 2);
}

TEST(Person, HasWholeNumbersForWhoSaysWhyUntilTheDialogIsClosed) {
  Story story = reading();
  story.on(FormOpened{FormKind::kNumbersShow, "p2", "person/numbers"});
  EXPECT_TRUE(story.focuses("form/reason"));
  story.on(FormConfirmed{});
  EXPECT_EQ(story.state.form->errors.at(0).code, "required");
  fill(story, {{"reason", "核对证书"}});
  story.on(FormConfirmed{});
  EXPECT_EQ(body(story.asked("POST", "/people/p2/numbers")), Json({{"reason", "核对证书"}}));
  story.answer("POST", "/people/p2/numbers", 200, {{"id", "p2"}, {"resident_id", "419900199001011217"}, {"mobile", "19900005678"}});
  EXPECT_EQ(story.state.form->fields.at("resident_id"), "419900199001011217");
  EXPECT_EQ(story.state.staff.person->resident_id, "419***********1217") << "not on the page";
  story.on(FormConfirmed{});
  EXPECT_FALSE(story.state.form);
  EXPECT_EQ(story.count_sent("POST", "/people/p2/numbers"), 1);
  EXPECT_TRUE(story.focuses("person/numbers"));
}

TEST(Person, WhoLeavesIsTakenBackToTheListOfThoseWhoStay) {
  Story story = reading();
  story.on(FormOpened{FormKind::kPersonLeave, "p2", "person/leave"});
  EXPECT_TRUE(story.focuses("form/cancel")) << "Enter does nothing yet";
  story.on(FormConfirmed{});
  EXPECT_EQ(story.asked("POST", "/people/p2/leave")->if_match, "\"3\"");
  story.answer("POST", "/people/p2/leave", 200, person("p2"));
  EXPECT_EQ(story.navigated(), "#/people");
  EXPECT_EQ(story.notice(), "staff.person_left");
}

TEST(Person, OfTheOwnAccountIsRefusedInItsOwnWords) {
  Story story = reading("admin");
  story.on(FormOpened{FormKind::kAccountChange, "liu", "person/account/liu/change"});
  fill(story, {{"closed", "true"}});
  story.on(FormConfirmed{});
  EXPECT_EQ(body(story.asked("PUT", "/accounts/liu")), Json({{"role", "professional"}, {"closed", true}}));
  EXPECT_EQ(story.asked("PUT", "/accounts/liu")->if_match, "\"5\"");
  story.answer("PUT", "/accounts/liu", 403, Story::problem("not_allowed", {{{"pointer", ""}, {"code", "own_account"}, {"params", Json::object()}}}));
  EXPECT_EQ(story.state.form->errors.at(0).code, "own_account");
}

TEST(Form, AboutNobodyOnThePageDoesNotOpen) {
  Story story = employer();
  for (const FormKind kind : {FormKind::kPersonEdit, FormKind::kPersonLeave, FormKind::kAccountChange, FormKind::kPasswordGive, FormKind::kOrganisationEdit}) {
    story.on(FormOpened{kind, "nobody", ""});
    EXPECT_FALSE(story.state.form);
  }
}

TEST(Form, IsSentOnceHoweverOftenItIsPressed) {
  Story story = reading();
  story.on(FormOpened{FormKind::kPersonLeave, "p2", "person/leave"});
  story.on(FormConfirmed{});
  story.on(FormConfirmed{});
  EXPECT_EQ(story.count_sent("POST", "/people/p2/leave"), 1);
}

TEST(Organisations, AreChangedWithTheirRevision) {
  Story story;
  story.start_signed_in("#/organisations", "admin");
  story.answer("GET", "/organisations", 200, organisations());
  story.on(FormOpened{FormKind::kOrganisationEdit, "o1", "organisations/edit"});
  fill(story, {{"parent", "o1"}});
  story.on(FormConfirmed{});
  EXPECT_EQ(story.asked("PUT", "/organisations/o1")->if_match, "\"4\"");
  story.answer("PUT", "/organisations/o1", 422, Story::problem("invalid", {{{"pointer", "/parent"}, {"code", "organisation_loop"}, {"params", Json::object()}}}));
  EXPECT_TRUE(story.focuses("form/parent"));
  fill(story, {{"parent", "a"}});
  story.on(FormConfirmed{});
  story.answer("PUT", "/organisations/o1", 200, Json::object());
  EXPECT_FALSE(story.state.form);
  EXPECT_EQ(story.count_sent("GET", "/organisations"), 2);
}

TEST(OwnPassword, IsTypedTwiceAlike) {
  Story story;
  story.start_signed_in();
  story.on(FormOpened{FormKind::kOwnPassword, "", "own_password"});
  fill(story, {{"current", "secret"}, {"password", "one-of-my-own"}, {"repeated", "one-of-my-on"}});
  story.on(FormConfirmed{});
  EXPECT_EQ(story.state.form->errors.at(0).code, "passwords_differ");
  fill(story, {{"repeated", "one-of-my-own"}});
  story.on(FormConfirmed{});
  EXPECT_EQ(body(story.asked("PUT", "/session/password")), Json({{"current", "secret"}, {"password", "one-of-my-own"}}));
  story.answer("PUT", "/session/password", 204);
  EXPECT_FALSE(story.state.form);
  EXPECT_EQ(story.notice(), "staff.password_changed");
  EXPECT_TRUE(story.focuses("own_password"));
}

TEST(OwnPassword, GuessedTooOftenIsNotTriedAgainByItself) {
  Story story;
  story.start_signed_in();
  story.on(FormOpened{FormKind::kOwnPassword, "", "own_password"});
  fill(story, {{"current", "wrong"}, {"password", "one-of-my-own"}, {"repeated", "one-of-my-own"}});
  story.on(FormConfirmed{});
  story.answer(story.asked("PUT", "/session/password"), 429, Story::problem("too_many_attempts"), 30);
  EXPECT_EQ(story.state.form->errors.at(0).code, "too_many_attempts");
  EXPECT_EQ(story.state.form->errors.at(0).params.at("retry_after_s"), "30");
}

TEST(OwnPassword, ThatWasGivenIsChangedBeforeAnythingIsLoaded) {
  Story story;
  story.start("#/progress");
  Json session = Story::session("p1", "professional");
  session["must_change_password"] = true;
  story.answer("GET", "/session", 200, session);
  EXPECT_EQ(story.count_sent("GET", "/declarations"), 0);
  ASSERT_TRUE(story.state.form);
  story.on(FormDismissed{});
  story.on(LinkFollowed{"#/progress"});
  EXPECT_TRUE(story.state.form) << "there is no way around it";
  EXPECT_EQ(story.count_sent("GET", "/declarations"), 0);
  fill(story, {{"current", "abcd-efgh-jkmn"}, {"password", "one-of-my-own"}, {"repeated", "one-of-my-own"}});
  story.on(FormConfirmed{});
  story.answer("PUT", "/session/password", 204);
  EXPECT_EQ(story.count_sent("GET", "/declarations"), 1);
}

TEST(Form, AndWhatWasTypedInItAreGoneAfterSigningOut) {
  Story story = reading();
  story.on(FormOpened{FormKind::kOwnPassword, "", "own_password"});
  fill(story, {{"current", "secret"}});
  story.on(SignOutRequested{});
  EXPECT_FALSE(story.state.form);
  EXPECT_TRUE(story.state.staff.rows.empty());
  EXPECT_FALSE(story.state.staff.person);
}

}  // namespace
}  // namespace portal::ui
