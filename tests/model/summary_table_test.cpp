#include "model/summary_table.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

SummaryTable table_of(const std::vector<DeclarationSummary>& rows) {
  SummaryTable table;
  for (const DeclarationSummary& row : rows) table.push_back(row);
  return table;
}

TEST(SummaryTable, GivesBackWhatItTook) {
  const std::vector<DeclarationSummary> rows = sample::random_lines(500, 1);
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
  const std::vector<DeclarationSummary> rows = sample::random_lines(300, 2);
  const SummaryTable table = table_of(rows);
  std::vector<DeclarationQuery> conditions(6);
  conditions[1].state = DeclarationState::kPending;
  conditions[2].study_form = rows[0].study_form;
  conditions[3].credited_year = 2025;
  conditions[4].search = "ZHANG";
  conditions[5] = {DeclarationState::kDraft, "论", SortKey::kUpdated, true, "", 2024};
  for (const SortKey key : sample::kSortKeys)
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
  std::vector<DeclarationSummary> rows = sample::random_lines(50, 3);
  const std::vector<DeclarationSummary> others = sample::random_lines(50, 4);
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
