#include "model/organisation.h"

#include <gtest/gtest.h>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

using Ids = std::vector<std::string>;

Ids chain(const OrganisationTree& tree, std::string_view id, Role declared_as) {
  const Result<std::vector<OrganisationRef>> found = audit_chain(tree, id, declared_as);
  if (!found) return {"error", found.error().code};
  Ids ids;
  for (const OrganisationRef& level : *found) ids.push_back(level.id);
  return ids;
}

TEST(AuditChain, OfAProfessionalStartsAtTheOwnEmployerAndEndsAtTheAuthority) {
  EXPECT_EQ(chain(sample::tree(), "employer", Role::kProfessional),
            (Ids{"employer", "department", "department_above", "authority"}));
  EXPECT_EQ(chain(sample::tree(), "other_employer", Role::kProfessional),
            (Ids{"other_employer", "department_above", "authority"}));
}

TEST(AuditChain, OfAnOrganisationStartsOneLevelAbove) {
  EXPECT_EQ(chain(sample::tree(), "employer", Role::kEmployer), (Ids{"department", "department_above", "authority"}));
  EXPECT_EQ(chain(sample::tree(), "department", Role::kDepartment), (Ids{"department_above", "authority"}));
  EXPECT_EQ(chain(sample::tree(), "department_above", Role::kDepartment), (Ids{"authority"}));
}

TEST(AuditChain, OfABaseIsTheAuthorityAlone) {
  EXPECT_EQ(chain(sample::tree(), "base", Role::kBase), (Ids{"authority"}));
  OrganisationTree tree = sample::tree();
  tree.organisations.push_back({"base_below", "", Role::kBase, "department", ""});
  EXPECT_EQ(chain(tree, "base_below", Role::kBase), (Ids{"authority"}));
}

TEST(AuditChain, OfSomebodyWhoWorksAtADepartmentOrAnAuthorityStartsThere) {
  EXPECT_EQ(chain(sample::tree(), "department_above", Role::kProfessional), (Ids{"department_above", "authority"}));
  EXPECT_EQ(chain(sample::tree(), "authority", Role::kProfessional), (Ids{"authority"}));
  EXPECT_EQ(chain(sample::tree(), "base", Role::kProfessional), (Ids{"authority"})) << "a base does not audit";
}

TEST(AuditChain, EndsAtTheFirstAuthority) {
  OrganisationTree tree = sample::tree();
  tree.organisations.push_back({"province", "", Role::kAuthority, "", ""});
  tree.organisations[0].parent = "province";
  EXPECT_EQ(chain(tree, "employer", Role::kProfessional).back(), "authority");
}

TEST(AuditChain, SaysWhatIsWrongWithTheTree) {
  EXPECT_EQ(chain(sample::tree(), "nobody", Role::kProfessional), (Ids{"error", "unknown_organisation"}));
  EXPECT_EQ(chain({}, "", Role::kProfessional), (Ids{"error", "unknown_organisation"}));
  const OrganisationTree orphan{{{"employer", "", Role::kEmployer, "", ""}}};
  EXPECT_EQ(chain(orphan, "employer", Role::kProfessional), (Ids{"error", "no_authority_above"}));
  const OrganisationTree dangling{{{"employer", "", Role::kEmployer, "gone", ""}}};
  EXPECT_EQ(chain(dangling, "employer", Role::kEmployer), (Ids{"error", "unknown_organisation"}));
  const OrganisationTree itself{{{"employer", "", Role::kEmployer, "employer", ""}}};
  EXPECT_EQ(chain(itself, "employer", Role::kProfessional), (Ids{"error", "organisation_loop"}));
}

TEST(AuditChain, NeverLeadsBackToWhoDeclared) {
  const OrganisationTree above_itself{{{"authority", "", Role::kAuthority, "authority", ""}}};
  EXPECT_EQ(chain(above_itself, "authority", Role::kDepartment), (Ids{"error", "organisation_loop"}));
  const OrganisationTree round{{{"authority", "", Role::kAuthority, "department", ""}, {"department", "", Role::kDepartment, "authority", ""}}};
  EXPECT_EQ(chain(round, "department", Role::kDepartment), Ids{"authority"});
  EXPECT_EQ(chain(round, "authority", Role::kEmployer), (Ids{"error", "organisation_loop"}));
}

TEST(AuditChain, FollowsATreeOfAnyDepth) {
  for (int depth = 0; depth <= 300; depth += 25) {
    OrganisationTree tree{{{"top", "", Role::kAuthority, "", ""}}};
    std::string parent = "top";
    Ids expected{"top"};
    for (int level = 0; level < depth; ++level) {
      const std::string id = "department" + std::to_string(level);
      tree.organisations.push_back({id, "", Role::kDepartment, parent, ""});
      expected.insert(expected.begin(), id);
      parent = id;
    }
    tree.organisations.push_back({"employer", "", Role::kEmployer, parent, ""});
    EXPECT_EQ(chain(tree, "employer", Role::kEmployer), expected);
    expected.insert(expected.begin(), "employer");
    EXPECT_EQ(chain(tree, "employer", Role::kProfessional), expected);
    EXPECT_TRUE(tree.is_within("employer", "top"));
  }
}

// Random parents: loops, dangling parents, forests. The answer is compared with a walk that remembers its steps.
TEST(AuditChain, AgreesWithAPlainWalkOnRandomGraphs) {
  sample::Dice dice(11);
  for (int round = 0; round < 3000; ++round) {
    OrganisationTree tree;
    const int count = 1 + dice.below(8);
    for (int i = 0; i < count; ++i) {
      const int parent = dice.below(count + 2);
      const std::string parent_id = parent == count ? "" : parent == count + 1 ? "gone" : std::to_string(parent);
      tree.organisations.push_back(
          {std::to_string(i), "", dice.pick(std::vector{Role::kEmployer, Role::kDepartment, Role::kAuthority}), parent_id, ""});
    }
    Ids expected;
    std::vector<bool> seen(static_cast<std::size_t>(count), false);
    for (const Organisation* at = tree.find("0");;) {
      const std::size_t index = static_cast<std::size_t>(at - tree.organisations.data());
      if (seen[index]) {
        expected = {"error", "organisation_loop"};
        break;
      }
      seen[index] = true;
      expected.push_back(at->id);
      if (at->role == Role::kAuthority) break;
      if (at->parent.empty()) {
        expected = {"error", "no_authority_above"};
        break;
      }
      at = tree.find(at->parent);
      if (!at) {
        expected = {"error", "unknown_organisation"};
        break;
      }
    }
    EXPECT_EQ(chain(tree, "0", Role::kProfessional), expected);
  }
}

TEST(IsWithin, HoldsForTheOrganisationItselfAndAllAbove) {
  const OrganisationTree tree = sample::tree();
  EXPECT_TRUE(tree.is_within("employer", "employer"));
  EXPECT_TRUE(tree.is_within("employer", "department"));
  EXPECT_TRUE(tree.is_within("employer", "authority"));
  EXPECT_FALSE(tree.is_within("department", "employer"));
  EXPECT_FALSE(tree.is_within("employer", "other_employer"));
  EXPECT_FALSE(tree.is_within("employer", "nobody"));
  EXPECT_FALSE(tree.is_within("nobody", "nobody"));
  EXPECT_FALSE(tree.is_within("nobody", "authority"));
}

TEST(IsWithin, IsFalseInALoop) {
  const OrganisationTree tree{
      {{"a", "", Role::kDepartment, "b", ""}, {"b", "", Role::kDepartment, "a", ""}, {"c", "", Role::kEmployer, "a", ""}}};
  EXPECT_FALSE(tree.is_within("a", "b"));
  EXPECT_FALSE(tree.is_within("c", "a"));
  EXPECT_FALSE(tree.is_within("c", "x"));
}

TEST(OrganisationJson, SurvivesTheRoundTripAndRefusesNonsense) {
  for (const Organisation& organisation : sample::tree().organisations) {
    const Result<Organisation> read = read_organisation(to_json(organisation));
    ASSERT_TRUE(read);
    EXPECT_EQ(to_json(*read), to_json(organisation));
  }
  EXPECT_EQ(read_organisation(Json::array()).error().code, "wrong_type");
  EXPECT_EQ(read_organisation({{"id", "a"}}).error(), (Error{"missing_member", "/role", {}}));
  EXPECT_EQ(read_organisation({{"id", "a"}, {"role", "king"}}).error(), (Error{"unknown_name", "/role", {}}));
  EXPECT_EQ(read_organisation({{"id", 1}, {"role", "base"}}).error(), (Error{"wrong_type", "/id", {}}));
}

}  // namespace
}  // namespace portal::model
