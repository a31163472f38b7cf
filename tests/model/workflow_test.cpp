#include "model/workflow.h"

#include <gtest/gtest.h>

#include <map>
#include <sstream>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

constexpr const char* kNow = "2026-11-23T08:00:00Z";
constexpr Action kActions[] = {Action::kSave,    Action::kDelete, Action::kSubmit, Action::kWithdraw,
                               Action::kApprove, Action::kReject, Action::kCopy,   Action::kRevoke};

Actor person(std::string id) { return sample::actor(Role::kProfessional, std::move(id), "employer"); }
Actor employer() { return sample::actor(Role::kEmployer, "e", "employer"); }
Actor department() { return sample::actor(Role::kDepartment, "d", "department"); }
Actor department_above() { return sample::actor(Role::kDepartment, "da", "department_above"); }
Actor authority() { return sample::actor(Role::kAuthority, "a", "authority"); }
Actor base() { return sample::actor(Role::kBase, "b", "base"); }

// A draft whose hours are the person's, declared by this actor.
Declaration draft_by(const Actor& declarer, const std::string& whose = "p") {
  Declaration draft;
  draft.id = "1";
  draft.revision = 1;
  draft.content = sample::training();
  draft.person = {whose, whose, ""};
  draft.declarer = declarer.person;
  draft.declaring_organisation = declarer.organisation;
  draft.declared_as = declarer.role;
  return draft;
}

Declaration draft() { return draft_by(person("p")); }

Declaration after(const Declaration& declaration, const Actor& actor, Action action) {
  Result<Declaration> next = apply(actor, declaration, {action, "扫描件看不清", kNow}, sample::tree());
  EXPECT_TRUE(next) << name_of(action) << ": " << next.error().code;
  return next ? *std::move(next) : declaration;
}

// "draft", "pending 0" … "pending 3", "approved", "rejected" (by the first auditor).
Declaration in_situation(Declaration declaration, const Actor& declarer, const std::string& situation) {
  if (situation == "draft") return declaration;
  declaration = after(declaration, declarer, Action::kSubmit);
  const auto auditor = [&declaration] {
    const OrganisationRef& next = *next_auditor(declaration);
    return Actor{{"auditor", "auditor", ""}, next.role, next};
  };
  if (situation == "rejected") return after(declaration, auditor(), Action::kReject);
  const int level = situation == "approved" ? 99 : situation.back() - '0';
  while (next_auditor(declaration) && declaration.level < level) declaration = after(declaration, auditor(), Action::kApprove);
  return declaration;
}

// ---- The table: what each relationship may do in each situation, stated without the code under test. ----

struct Line {
  const char* situation;
  std::map<std::string, std::string> allowed;  // by who: actions; absent = sees it and may do nothing
};

struct Case {
  const char* name;
  Actor declarer;
  std::vector<std::string> auditors;  // of the actors below, in order
  std::vector<Line> table;
};

const char kDrafting[] = "save delete submit";
const char kAudit[] = "approve reject";

std::vector<Case> cases() {
  return {
      {"a professional declared",
       person("p"),
       {"employer", "department", "department above", "authority"},
       {{"draft", {{"declarer", kDrafting}}},
        {"pending 0", {{"declarer", "withdraw"}, {"employer", kAudit}}},
        {"pending 1", {{"declarer", "withdraw"}, {"department", kAudit}}},
        {"pending 2", {{"declarer", "withdraw"}, {"department above", kAudit}}},
        {"pending 3", {{"declarer", "withdraw"}, {"authority", kAudit}}},
        {"approved", {{"authority", "revoke"}}},
        {"rejected", {{"declarer", "copy"}}}}},
      {"an employer declared",
       employer(),
       {"department", "department above", "authority"},
       {{"draft", {{"declarer", kDrafting}}},
        {"pending 0", {{"declarer", "withdraw"}, {"department", kAudit}}},
        {"pending 1", {{"declarer", "withdraw"}, {"department above", kAudit}}},
        {"pending 2", {{"declarer", "withdraw"}, {"authority", kAudit}}},
        {"approved", {{"authority", "revoke"}}},
        {"rejected", {{"declarer", "copy"}}}}},
      {"a department declared",
       department(),
       {"department above", "authority"},
       {{"draft", {{"declarer", kDrafting}}},
        {"pending 0", {{"declarer", "withdraw"}, {"department above", kAudit}}},
        {"pending 1", {{"declarer", "withdraw"}, {"authority", kAudit}}},
        {"approved", {{"authority", "revoke"}}},
        {"rejected", {{"declarer", "copy"}}}}},
      {"a base declared",
       base(),
       {"authority"},
       {{"draft", {{"declarer", kDrafting}}},
        {"pending 0", {{"declarer", "withdraw"}, {"authority", kAudit}}},
        {"approved", {{"authority", "revoke"}}},
        {"rejected", {{"declarer", "copy"}}}}},
  };
}

struct Who {
  std::string name;
  Actor actor;
  bool is_stranger = false;      // never sees it, whatever was declared
  bool hours_are_own = false;  // acts for an organisation, and it is about their own hours
};

std::vector<Who> everybody(const Actor& declarer) {
  std::vector<Who> all = {{"declarer", declarer},       {"employer", employer()},
                          {"department", department()}, {"department above", department_above()},
                          {"authority", authority()},   {"base", base()}};
  std::erase_if(all, [&](const Who& who) {
    return who.name != "declarer" && who.actor.role == declarer.role && who.actor.organisation.id == declarer.organisation.id;
  });
  for (std::size_t i = all.size(); i-- > 1;) {
    all.push_back(all[i]);
    all.back().actor.person.id = "p";
    all.back().hours_are_own = true;
  }
  if (declarer.role != Role::kProfessional) all.push_back({"person", person("p")});
  const auto stranger = [&all](std::string name, Actor actor) { all.push_back({std::move(name), std::move(actor), true}); };
  stranger("colleague", person("someone else"));
  stranger("other employer", sample::actor(Role::kEmployer, "oe", "other_employer"));
  stranger("admin", sample::actor(Role::kAdmin, "admin", "authority"));
  stranger("admin who is the person", sample::actor(Role::kAdmin, "p", "employer"));
  stranger("professional who claims the department", sample::actor(Role::kProfessional, "x", "department"));
  stranger("employer who claims the department", sample::actor(Role::kEmployer, "x", "department"));
  stranger("authority of nowhere", Actor{{"x", "x", ""}, Role::kAuthority, {}});
  stranger("nobody", Actor{});
  return all;
}

// What belongs to a relationship at all: these fail with wrong_state in the wrong state, the rest with not_allowed.
std::string part_of(const Case& table, const std::string& who) {
  if (who == "declarer") return "save delete submit withdraw copy";
  if (std::ranges::find(table.auditors, who) == table.auditors.end()) return "";
  return who == table.auditors.back() ? "approve reject revoke" : "approve reject";
}

bool contains(const std::string& words, std::string_view word) {
  std::istringstream in(words);
  for (std::string each; in >> each;)
    if (each == word) return true;
  return false;
}

std::string state_wanted(std::string_view action) {
  if (action == "save" || action == "delete" || action == "submit") return "draft";
  if (action == "withdraw" || action == "approve" || action == "reject") return "pending";
  return action == "copy" ? "rejected" : "approved";
}

std::string expected_verdict(const Case& table, const Line& line, const Who& who, std::string_view action) {
  const auto allowed = line.allowed.find(who.name);
  const bool is_verdict = action == "approve" || action == "reject";
  if (allowed != line.allowed.end() && contains(allowed->second, action))
    return who.hours_are_own && is_verdict ? "own_declaration" : "yes";
  const bool has_part = !part_of(table, who.name).empty();
  const bool sees = !who.is_stranger && (has_part || who.name == "person");
  const std::string situation = line.situation;
  if (!sees || (situation == "draft" && who.name != "declarer")) return "not_visible";
  if (!contains(part_of(table, who.name), action)) return "not_allowed";
  return situation.starts_with(state_wanted(action)) ? "not_allowed" : "wrong_state";
}

// Calls `use` for every declarer × situation × person.
template <class Use>
void for_each_entry(const Use& use) {
  for (const Case& table : cases())
    for (const Line& line : table.table) {
      const Declaration declaration = in_situation(draft_by(table.declarer), table.declarer, line.situation);
      for (const Who& who : everybody(table.declarer)) use(table, line, who, declaration);
    }
}

TEST(Workflow, AllowsExactlyTheTable) {
  int entries = 0;
  for_each_entry([&](const Case& table, const Line& line, const Who& who, const Declaration& declaration) {
    std::vector<Action> expected_actions;
    for (const Action action : kActions) {
      const Result<bool> allowed = may(who.actor, action, declaration);
      const std::string expected = expected_verdict(table, line, who, name_of(action));
      EXPECT_EQ(allowed ? "yes" : allowed.error().code, expected)
          << table.name << ", " << line.situation << ": " << who.name << " " << name_of(action);
      if (expected == "yes") expected_actions.push_back(action);
      if (expected == "wrong_state") {
        EXPECT_EQ(allowed.error().params.at("state"), name_of(declaration.state));
      }
      ++entries;
    }
    EXPECT_EQ(allowed_actions(who.actor, declaration), expected_actions);
  });
  EXPECT_GT(entries, 2000);
}

TEST(Workflow, AppliesWhatItAllowsAndNothingElse) {
  for_each_entry([&](const Case&, const Line&, const Who& who, const Declaration& declaration) {
    for (const Action action : kActions) {
      const Result<bool> allowed = may(who.actor, action, declaration);
      const Result<Declaration> next = apply(who.actor, declaration, {action, " 理由 ", kNow}, sample::tree());
      if (action == Action::kSave || action == Action::kDelete || action == Action::kCopy) {
        EXPECT_EQ(next.error().code, "not_a_step");
        continue;
      }
      ASSERT_EQ(static_cast<bool>(next), static_cast<bool>(allowed));
      if (!next) {
        EXPECT_EQ(next.error(), allowed.error());
        continue;
      }
      EXPECT_EQ(next->revision, declaration.revision + 1);
      EXPECT_EQ(next->updated_at, kNow);
      EXPECT_EQ(to_json(next->content), to_json(declaration.content));
      ASSERT_EQ(next->history.size(), declaration.history.size() + 1);
      const HistoryEntry& entry = next->history.back();
      EXPECT_EQ(entry.action, action);
      EXPECT_EQ(entry.to, next->state);
      EXPECT_EQ(entry.at, kNow);
      EXPECT_EQ(entry.by.id, who.actor.person.id);
      EXPECT_EQ(entry.organisation.id, who.actor.organisation.id);
      EXPECT_EQ(entry.reason, action == Action::kReject || action == Action::kRevoke ? "理由" : "");
    }
  });
}

TEST(MayRead, FollowsTheTableAndTheTree) {
  for_each_entry([&](const Case& table, const Line& line, const Who& who, const Declaration& declaration) {
    const bool draft = std::string(line.situation) == "draft";
    const bool involved = who.name == "declarer" || who.name == "person" || !part_of(table, who.name).empty();
    const bool expected = !who.is_stranger && involved && (!draft || who.name == "declarer");
    EXPECT_EQ(may_read(who.actor, declaration, sample::tree()), expected)
        << table.name << ", " << line.situation << ": " << who.name;
  });
}

TEST(MayRead, LetsAnAuthorityAboveTheFinalOneReadWhatWasSubmitted) {
  OrganisationTree tree = sample::tree();
  tree.organisations.push_back({"province", "", Role::kAuthority, "", ""});
  tree.organisations[0].parent = "province";
  const Actor province{{"x", "x", ""}, Role::kAuthority, {"province", "", Role::kAuthority}};
  EXPECT_FALSE(may_read(province, draft(), tree));
  EXPECT_TRUE(may_read(province, in_situation(draft(), person("p"), "pending 0"), tree));
}

TEST(MayRead, HidesAWithdrawnDraftFromThoseWhoSawItPending) {
  const Declaration pending = in_situation(draft(), person("p"), "pending 2");
  EXPECT_TRUE(may_read(employer(), pending, sample::tree()));
  EXPECT_FALSE(may_read(employer(), after(pending, person("p"), Action::kWithdraw), sample::tree()));
}

TEST(Submit, PutsADraftBeforeTheFirstAuditor) {
  const Declaration pending = after(draft(), person("p"), Action::kSubmit);
  EXPECT_EQ(pending.state, DeclarationState::kPending);
  EXPECT_EQ(pending.level, 0);
  EXPECT_EQ(next_auditor(pending)->id, "employer");
}

TEST(Submit, OfAnEmployerStartsAboveIt) {
  EXPECT_EQ(next_auditor(after(draft_by(employer()), employer(), Action::kSubmit))->id, "department");
}

TEST(Submit, SaysThatTheTreeHasNoAuthority) {
  OrganisationTree tree = sample::tree();
  tree.organisations.erase(tree.organisations.begin());
  tree.organisations[0].parent = "";
  const Result<Declaration> next = apply(person("p"), draft(), {Action::kSubmit, "", kNow}, tree);
  ASSERT_FALSE(next);
  EXPECT_EQ(next.error().code, "no_authority_above");
}

TEST(Submit, OfAProfessionalIsForTheOwnHoursOnly) {
  const Declaration others = draft_by(person("p"), "someone else");
  EXPECT_EQ(may(person("p"), Action::kSubmit, others).error().code, "not_allowed");
}

TEST(Submit, UsesTheTreeOfTheDayAgainAfterAWithdrawal) {
  Declaration declaration = in_situation(draft(), person("p"), "pending 1");
  declaration = after(declaration, person("p"), Action::kWithdraw);
  OrganisationTree moved = sample::tree();
  moved.organisations[3].parent = "authority";  // the employer
  const Result<Declaration> next = apply(person("p"), declaration, {Action::kSubmit, "", kNow}, moved);
  ASSERT_TRUE(next);
  EXPECT_EQ(next->chain.size(), 2u);
  EXPECT_EQ(next->level, 0);
}

TEST(Approve, MovesOneLevelUpAndEndsAtTheAuthority) {
  Declaration declaration = after(draft(), person("p"), Action::kSubmit);
  for (const Actor& auditor : {employer(), department(), department_above()}) {
    declaration = after(declaration, auditor, Action::kApprove);
    EXPECT_EQ(declaration.state, DeclarationState::kPending);
  }
  declaration = after(declaration, authority(), Action::kApprove);
  EXPECT_EQ(declaration.state, DeclarationState::kApproved);
  EXPECT_EQ(next_auditor(declaration), nullptr);
}

TEST(Approve, IsNeverFinalWithoutAnAuthorityEvenIfAForeignChainEndsWithAnother) {
  Declaration declaration = after(draft(), person("p"), Action::kSubmit);
  declaration.chain.resize(1);
  EXPECT_EQ(may(employer(), Action::kApprove, declaration).error().code, "not_allowed");
  EXPECT_TRUE(may(employer(), Action::kReject, declaration));
}

TEST(Approve, IsNobodysTurnAtALevelThatTheChainDoesNotHave) {
  for (const int level : {-1, 4, 1000}) {
    Declaration declaration = after(draft(), person("p"), Action::kSubmit);
    declaration.level = level;
    EXPECT_EQ(next_auditor(declaration), nullptr);
    for (const Actor& auditor : {employer(), department(), department_above(), authority()})
      EXPECT_EQ(may(auditor, Action::kApprove, declaration).error().code, "not_allowed");
  }
}

TEST(Withdraw, ReturnsAPendingDeclarationToDraft) {
  const Declaration withdrawn = after(in_situation(draft(), person("p"), "pending 2"), person("p"), Action::kWithdraw);
  EXPECT_EQ(withdrawn.state, DeclarationState::kDraft);
  EXPECT_EQ(next_auditor(withdrawn), nullptr);
  EXPECT_TRUE(may(person("p"), Action::kSave, withdrawn));
}

TEST(RejectAndRevoke, WantAReason) {
  const Declaration pending = in_situation(draft(), person("p"), "pending 0");
  for (const char* blank : {"", "  ", "\u3000"})
    EXPECT_EQ(apply(employer(), pending, {Action::kReject, blank, kNow}, sample::tree()).error(),
              (Error{"reason_required", "/reason", {}}));
  const Declaration approved = in_situation(draft(), person("p"), "approved");
  EXPECT_EQ(apply(authority(), approved, {Action::kRevoke, "", kNow}, sample::tree()).error().code, "reason_required");
  EXPECT_EQ(apply(authority(), approved, {Action::kRevoke, std::string(501, 'x'), kNow}, sample::tree()).error().code,
            "too_long");
  EXPECT_EQ(apply(department(), pending, {Action::kReject, "", kNow}, sample::tree()).error().code, "not_allowed")
      << "not its turn comes first";
}

TEST(Revoke, TurnsAnApprovedDeclarationIntoARejectedOne) {
  const Declaration revoked = after(in_situation(draft(), person("p"), "approved"), authority(), Action::kRevoke);
  EXPECT_EQ(revoked.state, DeclarationState::kRejected);
  EXPECT_TRUE(may(person("p"), Action::kCopy, revoked));
}

TEST(Copy, MakesANewDraftLinkedToTheRejectedOne) {
  const Declaration rejected = in_situation(draft(), person("p"), "rejected");
  const Result<Declaration> copy = copy_to_draft(person("p"), rejected, kNow);
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->state, DeclarationState::kDraft);
  EXPECT_EQ(copy->copied_from, "1");
  EXPECT_EQ(copy->id, "");
  EXPECT_EQ(to_json(copy->content), to_json(rejected.content));
  EXPECT_TRUE(copy->chain.empty());
  EXPECT_EQ(copy->history.size(), 1u);
  EXPECT_TRUE(may(person("p"), Action::kSubmit, *copy));
  EXPECT_EQ(copy_to_draft(person("p"), draft(), kNow).error().code, "wrong_state");
  EXPECT_EQ(copy_to_draft(employer(), rejected, kNow).error().code, "not_allowed");
}

TEST(Declaring, IsForFourRoles) {
  for (const Role role : {Role::kProfessional, Role::kEmployer, Role::kDepartment, Role::kBase}) EXPECT_TRUE(may_declare(role));
  for (const Role role : {Role::kAuthority, Role::kAdmin}) EXPECT_FALSE(may_declare(role));
}

TEST(Declaring, BelongsToTheOrganisationNotToOneOfItsClerks) {
  const Declaration declaration = draft_by(employer());
  const Actor clerk = sample::actor(Role::kEmployer, "another clerk", "employer");
  EXPECT_TRUE(may(clerk, Action::kSubmit, declaration));
  EXPECT_EQ(may(sample::actor(Role::kEmployer, "e", "other_employer"), Action::kSubmit, declaration).error().code, "not_visible");
}

// An independent auditor replays the history of random lives and predicts state and level another way.
std::string predicted(const Declaration& declaration) {
  std::vector<std::string> approvals;
  std::string state = "draft";
  for (const HistoryEntry& entry : declaration.history) {
    if (entry.action == Action::kSubmit) approvals.clear(), state = "pending";
    if (entry.action == Action::kWithdraw) state = "draft";
    if (entry.action == Action::kReject || entry.action == Action::kRevoke) state = "rejected";
    if (entry.action == Action::kApprove) approvals.push_back(entry.organisation.id);
  }
  std::vector<std::string> passed;
  for (const OrganisationRef& level : declaration.chain) passed.push_back(level.id);
  const bool all = state == "pending" && !approvals.empty() && approvals == passed;
  if (all) return "approved";
  if (state != "pending") return state;
  passed.resize(approvals.size());
  return approvals == passed ? "pending " + std::to_string(approvals.size()) : "approvals out of order";
}

TEST(Workflow, RandomLivesAreExplainedByTheirHistory) {
  sample::Dice dice(42);
  const std::vector<Actor> declarers = {person("p"), employer(), department(), base()};
  std::map<std::string, int> ends;
  for (int life = 0; life < 1000; ++life) {
    const Actor declarer = dice.pick(declarers);
    Declaration declaration = draft_by(declarer);
    const std::vector<Who> all = everybody(declarer);
    for (int step = 0; step < 60; ++step) {
      const Result<Declaration> next = apply(dice.pick(all).actor, declaration, {dice.pick(kActions), "x", kNow}, sample::tree());
      if (!next) continue;
      declaration = *next;
      std::string actual(name_of(declaration.state));
      if (actual == "pending") actual += " " + std::to_string(declaration.level);
      ASSERT_EQ(actual, predicted(declaration));
    }
    ++ends[std::string(name_of(declaration.state))];
  }
  EXPECT_EQ(ends.size(), 4u) << "every state was reached";
}

}  // namespace
}  // namespace portal::model
