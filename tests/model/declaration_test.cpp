#include "model/declaration.h"

#include <gtest/gtest.h>

#include <functional>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

const Actor kProfessional = sample::actor(Role::kProfessional, "p", "employer");

Declaration submitted() {
  Declaration draft;
  draft.id = "D-1";
  draft.revision = 3;
  draft.content = sample::conference(true);
  draft.content.values["from_a_later_catalogue"] = {{"courses", {1, "二", nullptr}}};
  draft.person = {"p", "张𬭎", "0012"};
  draft.declarer = draft.person;
  draft.declaring_organisation = kProfessional.organisation;
  draft.created_at = "2026-11-01T08:00:00Z";
  draft.copied_from = "D-0";
  return *apply(kProfessional, draft, {Action::kSubmit, "", "2026-11-02T08:00:00Z"}, sample::tree());
}

TEST(Names, OfRolesStatesAndActionsReadBack) {
  for (int i = 0; i < 6; ++i) EXPECT_EQ(role_from(name_of(static_cast<Role>(i))), static_cast<Role>(i));
  for (int i = 0; i < 4; ++i) EXPECT_EQ(state_from(name_of(static_cast<DeclarationState>(i))), static_cast<DeclarationState>(i));
  for (int i = 0; i < 8; ++i) EXPECT_EQ(action_from(name_of(static_cast<Action>(i))), static_cast<Action>(i));
  EXPECT_EQ(name_of(Role::kAuthority), "authority");
  EXPECT_EQ(name_of(DeclarationState::kPending), "pending");
  EXPECT_EQ(name_of(Action::kWithdraw), "withdraw");
  for (const char* name : {"", "Draft", "kDraft", "draft ", "?"}) {
    EXPECT_FALSE(role_from(name));
    EXPECT_FALSE(state_from(name));
    EXPECT_FALSE(action_from(name));
  }
}

TEST(DeclarationJson, HasTheMembersOfTheContract) {
  const Json json = to_json(submitted());
  std::vector<std::string> names;
  for (const auto& [name, value] : json.items()) names.push_back(name);
  EXPECT_EQ(names, (std::vector<std::string>{"attachments", "catalogue_version", "chain", "copied_from", "created_at",
                                             "declared_as", "declarer", "declaring_organisation", "history", "id", "level",
                                             "person", "revision", "state", "study_form", "updated_at", "values"}));
  EXPECT_EQ(json["declared_as"], "professional");
  EXPECT_EQ(json["chain"][3], (Json{{"id", "authority"}, {"name", "某市人力资源和社会保障局"}, {"role", "authority"}}));
  EXPECT_EQ(json["history"][0]["to"], "pending");
}

TEST(DeclarationJson, SurvivesTheRoundTripInEveryState) {
  Declaration declaration = submitted();
  for (const OrganisationRef& level : declaration.chain) {
    const Result<Declaration> read = read_declaration(*parse_json(dump_json(to_json(declaration))));
    ASSERT_TRUE(read) << read.error().code << read.error().pointer;
    EXPECT_EQ(to_json(*read), to_json(declaration));
    declaration =
        *apply({{"x", "x", ""}, level.role, level}, declaration, {Action::kApprove, "", "2026-11-03T08:00:00Z"}, sample::tree());
  }
  EXPECT_EQ(to_json(*read_declaration(to_json(declaration))), to_json(declaration));
}

TEST(DeclarationJson, KeepsValuesOfALaterCatalogue) {
  const Result<Declaration> read = read_declaration(to_json(submitted()));
  EXPECT_EQ(read->content.values["from_a_later_catalogue"], (Json{{"courses", {1, "二", nullptr}}}));
}

TEST(DeclarationJson, IgnoresMembersThatItDoesNotKnow) {
  Json json = to_json(submitted());
  json["allowed_actions"] = {"withdraw"};
  json["next_auditor"] = nullptr;
  EXPECT_TRUE(read_declaration(json));
}

TEST(DeclarationJson, NamesWhatIsMissingOrWrong) {
  const auto error_after = [](const char* pointer, const Json& value) {
    Json json = to_json(submitted());
    json[Json::json_pointer(pointer)] = value;
    const Result<Declaration> read = read_declaration(json);
    return read ? "is fine" : read.error().code + " " + read.error().pointer;
  };
  EXPECT_EQ(error_after("/id", nullptr), "missing_member /id");
  EXPECT_EQ(error_after("/id", 7), "wrong_type /id");
  EXPECT_EQ(error_after("/revision", "7"), "wrong_type /revision");
  EXPECT_EQ(error_after("/revision", 1.5), "wrong_type /revision");
  EXPECT_EQ(error_after("/revision", 18446744073709551615ull), "wrong_type /revision");
  EXPECT_EQ(error_after("/state", "lost"), "unknown_name /state");
  EXPECT_EQ(error_after("/values", Json::array()), "wrong_type /values");
  EXPECT_EQ(error_after("/attachments", Json::object()), "wrong_type /attachments");
  EXPECT_EQ(error_after("/attachments/1", "file"), "wrong_type /attachments/1");
  EXPECT_EQ(error_after("/attachments/1/sha256", nullptr), "missing_member /attachments/1/sha256");
  EXPECT_EQ(error_after("/history/0/action", "jump"), "unknown_name /history/0/action");
  EXPECT_EQ(error_after("/chain/2/role", "king"), "unknown_name /chain/2/role");
  EXPECT_EQ(error_after("/person", nullptr), "missing_member /person");
  EXPECT_EQ(error_after("/copied_from", nullptr), "is fine");
  EXPECT_EQ(error_after("/chain", nullptr), "is fine");
}

TEST(DeclarationJson, TakesAnImpossibleLevelForNobodysTurn) {
  for (const long long level : {-1LL, 4LL, 1LL << 40}) {
    Json json = to_json(submitted());
    json["level"] = level;
    const Result<Declaration> read = read_declaration(json);
    ASSERT_TRUE(read);
    EXPECT_EQ(next_auditor(*read), nullptr);
  }
}

// Replaces every node, one at a time, with every type of JSON: what is read can always be written and shown.
TEST(DeclarationJson, SurvivesEveryNodeBeingOfTheWrongType) {
  const Json document = to_json(submitted());
  const Json replacements[] = {Json(), true, -1, 1e300, "text", Json::array(), Json::array({Json::object()}), Json::object()};
  int read_count = 0, refused_count = 0;
  const Json flat = document.flatten();
  for (const auto& [pointer, value] : flat.items())
    for (Json::json_pointer at(pointer); !at.empty(); at = at.parent_pointer())
      for (const Json& replacement : replacements) {
        Json changed = document;
        changed[at] = replacement;
        const Result<Declaration> read = read_declaration(changed);
        read ? ++read_count : ++refused_count;
        if (!read) continue;
        EXPECT_FALSE(dump_json(to_json(*read)).empty());
        EXPECT_FALSE(dump_json(to_json(summarise(*read, sample::catalogue()))).empty());
        for (const Strictness strictness : {Strictness::kDraft, Strictness::kSubmit})
          (void)validate(sample::catalogue(), read->content, {read->declared_as, sample::kYear, strictness});
        (void)allowed_actions(kProfessional, *read);
      }
  EXPECT_GT(read_count, 100);
  EXPECT_GT(refused_count, 100);
  for (const Json& nonsense : {Json(), Json(1), Json("text"), Json::array(), Json::object()}) {
    EXPECT_FALSE(read_declaration(nonsense));
    EXPECT_FALSE(read_content(nonsense));
    EXPECT_FALSE(read_summary(nonsense));
  }
}

TEST(ContentJson, NeedsNoMoreThanAStudyForm) {
  const Result<DeclarationContent> read = read_content({{"study_form", "02"}});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->values, Json::object());
  EXPECT_EQ(read_content(Json::object()).error(), (Error{"missing_member", "/study_form", {}}));
}

TEST(ContentJson, SurvivesTheRoundTrip) {
  for (const DeclarationContent& content : {sample::training(), sample::conference(true), sample::publication("book")}) {
    const Result<DeclarationContent> read = read_content(to_json(content));
    ASSERT_TRUE(read);
    EXPECT_EQ(to_json(*read), to_json(content));
  }
}

TEST(Summary, SaysWhatALineOfAListNeeds) {
  const DeclarationSummary summary = summarise(submitted(), sample::catalogue());
  EXPECT_EQ(summary.title, "全国计算机学术年会");
  EXPECT_EQ(summary.unit, "hours");
  EXPECT_EQ(summary.claimed_amount, 8);
  EXPECT_EQ(summary.credited_year, sample::kYear);
  EXPECT_EQ(summary.submitted_at, "2026-11-02T08:00:00Z");
  EXPECT_EQ(summary.next_auditor->id, "employer");
  EXPECT_EQ(to_json(*read_summary(to_json(summary))), to_json(summary));
}

TEST(Summary, OfADraftHasNeitherSubmissionNorAuditor) {
  Declaration draft;
  draft.content = sample::training();
  const DeclarationSummary summary = summarise(draft, sample::catalogue());
  EXPECT_EQ(summary.submitted_at, "");
  EXPECT_FALSE(summary.next_auditor);
  EXPECT_EQ(to_json(summary)["next_auditor"], Json());
}

TEST(Summary, NamesTheLastOfSeveralSubmissions) {
  Declaration declaration = submitted();
  declaration = *apply(kProfessional, declaration, {Action::kWithdraw, "", "2026-11-03T08:00:00Z"}, sample::tree());
  EXPECT_EQ(summarise(declaration, sample::catalogue()).submitted_at, "2026-11-02T08:00:00Z");
  declaration = *apply(kProfessional, declaration, {Action::kSubmit, "", "2026-11-04T08:00:00Z"}, sample::tree());
  EXPECT_EQ(summarise(declaration, sample::catalogue()).submitted_at, "2026-11-04T08:00:00Z");
}

TEST(Summary, CallsAChoiceByItsLabelAndAnUnknownFormByNothing) {
  Declaration declaration = submitted();
  declaration.content.study_form = "15";
  declaration.content.values["absence_kind"] = "childbirth";
  EXPECT_EQ(summarise(declaration, sample::catalogue()).title, "生育");
  declaration.content.study_form = "99";
  EXPECT_EQ(summarise(declaration, sample::catalogue()).title, "");
}

TEST(TypedViews, AreZeroOrEmptyForWhatIsNotOfTheirKind) {
  DeclarationContent content = sample::training();
  EXPECT_EQ(claimed_amount(content), 8);
  content.values["claimed_amount"] = "八";
  content.values["credited_year"] = "2026";
  content.values["unit"] = 1;
  EXPECT_EQ(claimed_amount(content), 0);
  EXPECT_EQ(credited_year(content), 0);
  EXPECT_EQ(claim_unit(content), "");
  content.values["credited_year"] = 1LL << 50;
  EXPECT_EQ(credited_year(content), 0);
}

}  // namespace
}  // namespace portal::model
