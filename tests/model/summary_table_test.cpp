#include "model/summary_table.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

constexpr SortKey kKeys[] = {SortKey::kUpdated, SortKey::kSubmitted, SortKey::kYear,   SortKey::kForm,
                             SortKey::kTitle,   SortKey::kPerson,    SortKey::kAmount, SortKey::kState};

// Few distinct values, so that ties are common; ids in no order.
std::vector<DeclarationSummary> random_rows(int count, unsigned seed) {
  sample::Dice dice(seed);
  const std::vector<std::string> words = {"", "论文", "培训", "Zhang", "zhang", "𬭎", "a longer text than fits beside"};
  std::vector<DeclarationSummary> rows(static_cast<std::size_t>(count));
  for (int i = 0; i < count; ++i) {
    DeclarationSummary& row = rows[static_cast<std::size_t>(i)];
    row.id = std::to_string(dice.below(1000)) + "/" + std::to_string(i);
    row.revision = dice.below(100);
    row.state = static_cast<DeclarationState>(dice.below(4));
    row.study_form = dice.pick(sample::form_ids());
    row.title = dice.pick(words);
    row.person = {dice.pick(words), dice.pick(words), dice.pick(words)};
    row.declared_as = dice.pick(std::vector{Role::kProfessional, Role::kEmployer, Role::kBase});
    row.declaring_organisation = {dice.pick(words), dice.pick(words), Role::kDepartment};
    row.unit = dice.pick(std::vector<std::string>{"hours", "credits"});
    row.claimed_amount = dice.below(3) / 2.0;
    row.credited_year = 2024 + dice.below(3);
    row.subject = dice.below(2) ? Subject::kPublic : Subject::kProfessional;
    row.hours = dice.below(50);
    row.conversion = dice.pick(words);
    row.submitted_at = dice.pick(words);
    row.updated_at = dice.pick(words);
    if (dice.below(2)) row.next_auditor = OrganisationRef{dice.pick(words), dice.pick(words), Role::kAuthority};
  }
  return rows;
}

SummaryTable table_of(const std::vector<DeclarationSummary>& rows) {
  SummaryTable table;
  for (const DeclarationSummary& row : rows) table.push_back(row);
  return table;
}

TEST(SummaryTable, GivesBackWhatItTook) {
  const std::vector<DeclarationSummary> rows = random_rows(500, 1);
  const SummaryTable table = table_of(rows);
  ASSERT_EQ(table.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(to_json(table.at(i)), to_json(rows[i]));
    EXPECT_EQ(table.id(i), rows[i].id);
    EXPECT_EQ(table.revision(i), rows[i].revision);
    EXPECT_EQ(table.find(rows[i].id), i);
  }
  EXPECT_EQ(table.find("nobody"), rows.size());
}

TEST(SummaryTable, FindsWhatMatchesInTheQuerysOrderAndCountsIt) {
  const std::vector<DeclarationSummary> rows = random_rows(300, 2);
  const SummaryTable table = table_of(rows);
  std::vector<DeclarationQuery> conditions(6);
  conditions[1].state = DeclarationState::kPending;
  conditions[2].study_form = rows[0].study_form;
  conditions[3].credited_year = 2025;
  conditions[4].search = "ZHANG";
  conditions[5] = {DeclarationState::kDraft, "论", SortKey::kUpdated, true, "", 2024};
  for (const SortKey key : kKeys)
    for (const bool descending : {false, true})
      for (DeclarationQuery query : conditions) {
        query.sort = key;
        query.descending = descending;
        std::vector<DeclarationSummary> expected;
        std::ranges::copy_if(rows, std::back_inserter(expected), [&](const auto& row) { return matches(row, query); });
        std::ranges::sort(expected, [&](const auto& a, const auto& b) { return precedes(a, b, query); });
        const SummaryTable::Selection found = table.select(query);
        EXPECT_GT(expected.size(), 0u);
        EXPECT_TRUE(std::ranges::equal(found.rows, expected, {}, [&](std::uint32_t at) { return rows[at].id; }, &DeclarationSummary::id))
            << name_of(key) << descending;
        EXPECT_EQ(to_json(found.counts), to_json(count_states(rows, query)));
      }
}

TEST(SummaryTable, KeepsItsOrderThroughChanges) {
  std::vector<DeclarationSummary> rows = random_rows(50, 3);
  const std::vector<DeclarationSummary> others = random_rows(50, 4);
  SummaryTable table = table_of(rows);
  table.erase(10);
  rows.erase(rows.begin() + 10);
  table.replace(20, others[20]);
  rows[20] = others[20];
  table.replace(21, rows[21]);
  const std::vector<std::uint32_t> order = table.select({}).rows;
  table.put_in_order(order);
  std::ranges::sort(rows, [](const auto& a, const auto& b) { return precedes(a, b, {}); });
  table.push_back(others[0]);
  rows.push_back(others[0]);
  ASSERT_EQ(table.size(), rows.size());
  for (std::size_t i = 0; i < rows.size(); ++i) EXPECT_EQ(to_json(table.at(i)), to_json(rows[i]));
  table.clear();
  EXPECT_TRUE(table.empty());
  EXPECT_TRUE(table.select({}).rows.empty());
}

TEST(SummaryTable, CutsATextLongerThanAnyAtTheEndOfACharacter) {
  DeclarationSummary row;
  row.id = "a";
  for (int i = 0; i < 30'000; ++i) row.title += "字";
  const SummaryTable table = table_of({row});
  EXPECT_EQ(table.at(0).title, row.title.substr(0, 65'535 / 3 * 3));
  EXPECT_EQ(table.at(0).id, "a");
}

}  // namespace
}  // namespace portal::model
