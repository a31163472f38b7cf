#include "model/people.h"

#include <gtest/gtest.h>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

std::vector<std::string> codes(const Errors& errors) {
  std::vector<std::string> all;
  for (const Error& error : errors) all.push_back(error.pointer + " " + error.code);
  return all;
}
using Codes = std::vector<std::string>;

TEST(Person, NeedsANameAndAResidentIdToJoin) {
  PersonDetails nothing;
  EXPECT_EQ(codes(judge_person(nothing, Joins::kYes)), (Codes{"/name required", "/resident_id required"}));
  EXPECT_TRUE(judge_person(nothing, Joins::kNo).empty()) << "what is absent stays as it is";
  PersonDetails blank{.name = " ", .resident_id = ""};
  EXPECT_EQ(codes(judge_person(blank, Joins::kNo)), (Codes{"/name required", "/resident_id required"}));
}

TEST(Person, IsPutIntoItsNormalForm) {
  PersonDetails person{.name = " 刘𬭎　", .number = " SZ1 ", .resident_id = "41990019701010 538x", .mobile = "199 0000 1234"};
  EXPECT_TRUE(judge_person(person, Joins::kYes).empty());
  EXPECT_EQ(*person.name, "刘𬭎");
  EXPECT_EQ(*person.number, "SZ1");
  EXPECT_EQ(*person.resident_id, "41990019701010538X");
  EXPECT_EQ(*person.mobile, "19900001234");
}

TEST(Person, WrongNumbersAreToldWithoutTheRightDigit) {
  PersonDetails person{.name = "刘", .resident_id = "419900197010105381", .mobile = "12"};
  const Errors errors = judge_person(person, Joins::kYes);
  EXPECT_EQ(codes(errors), (Codes{"/resident_id wrong_check_digit", "/mobile wrong_length"}));
  EXPECT_TRUE(errors[0].params.empty());
}

TEST(AccountName, HasNoSpaces) {
  for (const char* name : {"", "  ", "a b", " a", "a\n", "刘　"}) EXPECT_FALSE(judge_account_name(name).empty()) << name;
  for (const char* name : {"liu", "刘𬭎", "SZ10095", "l-i_u@hospital"}) EXPECT_TRUE(judge_account_name(name).empty()) << name;
}

TEST(Password, IsLongAndNewAndNoName) {
  const auto judged = [](const char* password) { return codes(judge_new_password(password, "Account-of-Liu", "the-old-one-7")); };
  EXPECT_EQ(judged(""), (Codes{"/password required"}));
  EXPECT_EQ(judged("123456789"), (Codes{"/password password_too_short"}));
  EXPECT_EQ(judged("account-OF-liu"), (Codes{"/password password_is_name"}));
  EXPECT_EQ(judged("the-old-one-7"), (Codes{"/password password_unchanged"}));
  EXPECT_EQ(judged("一二三四五六七八九十"), Codes{});
  EXPECT_EQ(codes(judge_new_password(std::string(201, 'a'), "", "")), (Codes{"/password too_long"}));
}

constexpr Role kRoles[] = {Role::kProfessional, Role::kEmployer, Role::kDepartment, Role::kAuthority, Role::kBase, Role::kAdmin};

TEST(Managing, IsForEmployersOfTheirOwnAndForAdministratorsOfAll) {
  for (const Role role : kRoles) {
    const Actor actor = sample::actor(role, "p", "employer");
    EXPECT_EQ(manages_people_of(actor, "employer"), role == Role::kEmployer || role == Role::kAdmin) << name_of(role);
    EXPECT_EQ(manages_people_of(actor, "other_employer"), role == Role::kAdmin) << name_of(role);
    for (const Role given : kRoles)
      EXPECT_EQ(may_give(actor, given), role == Role::kAdmin || (role == Role::kEmployer && given == Role::kProfessional));
  }
}

TEST(Roles, ActForAnOrganisationOfTheirKind) {
  const OrganisationTree tree = sample::tree();
  for (const Organisation& organisation : tree.organisations)
    for (const Role role : kRoles)
      EXPECT_EQ(fits(role, organisation), role == organisation.role || role == Role::kProfessional || role == Role::kAdmin);
}

// ---- organisations ---------------------------------------------------------------------------------------------------

Codes judged(const OrganisationTree& tree, Organisation changed) { return codes(judge_organisation(tree, changed)); }

Organisation moved(const char* id, const char* parent) {
  const OrganisationTree tree = sample::tree();
  Organisation organisation = *tree.find(id);
  organisation.parent = parent;
  return organisation;
}

TEST(Tree, TakesOrganisationsWhoseChainEndsAtAnAuthority) {
  const OrganisationTree tree = sample::tree();
  for (const Organisation& organisation : tree.organisations) EXPECT_EQ(judged(tree, organisation), Codes{}) << organisation.id;
  EXPECT_EQ(judged(tree, {"new", "新单位", Role::kEmployer, "authority", ""}), Codes{});
  EXPECT_EQ(judged(tree, moved("department", "authority")), Codes{});
}

TEST(Tree, RefusesLoopsWrongLevelsAndWhatHasNoAuthorityAbove) {
  const OrganisationTree tree = sample::tree();
  EXPECT_EQ(judged(tree, moved("department_above", "department")), Codes{"/parent organisation_loop"});
  EXPECT_EQ(judged(tree, moved("department_above", "employer")), Codes{"/parent organisation_loop"});
  EXPECT_EQ(judged(tree, moved("department", "department")), Codes{"/parent organisation_loop"});
  EXPECT_EQ(judged(tree, moved("authority", "department")), Codes{"/parent organisation_loop"});
  EXPECT_EQ(judged(tree, moved("employer", "")), Codes{"/parent required"});
  EXPECT_EQ(judged(tree, moved("employer", "gone")), Codes{"/parent unknown_organisation"});
  EXPECT_EQ(judged(tree, moved("employer", "other_employer")), Codes{"/parent wrong_parent"});
  EXPECT_EQ(judged(tree, moved("base", "department")), Codes{"/parent wrong_parent"});
  OrganisationTree headless = tree;
  headless.organisations[0].role = Role::kDepartment;
  EXPECT_EQ(judged(headless, moved("department", "authority")), Codes{"/parent no_authority_above"});
}

TEST(Tree, JudgesNameCodeAndRole) {
  const OrganisationTree tree = sample::tree();
  Organisation employer = moved("employer", "department");
  employer.name = "  ";
  employer.credit_code = "91350100M000100Y4Z";
  employer.role = Role::kDepartment;
  EXPECT_EQ(judged(tree, employer), (Codes{"/name required", "/credit_code wrong_character", "/role role_fixed"}));
}

TEST(Submit, OfADraftFromAnotherEmployerGoesToTheChainOfThePresentOne) {
  const OrganisationTree tree = sample::tree();
  Declaration draft;
  draft.state = DeclarationState::kDraft;
  draft.person = draft.declarer = {"p", "p", "001"};
  draft.declaring_organisation = sample::organisation("other_employer");
  const Result<Declaration> submitted = apply(sample::actor(Role::kProfessional, "p", "employer"), draft, {Action::kSubmit, "", "2026-01-01T00:00:00Z"}, tree);
  ASSERT_TRUE(submitted);
  EXPECT_EQ(submitted->chain.front().id, "employer");
  EXPECT_EQ(submitted->declaring_organisation.id, "employer");
}

}  // namespace
}  // namespace portal::model
