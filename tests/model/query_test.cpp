#include "model/query.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "tests/model/sample.h"

namespace portal::model {
namespace {

DeclarationQuery sorted_by(SortKey key, bool descending) { return {std::nullopt, "", key, descending}; }

TEST(Precedes, IsAStrictTotalOrderForEveryKeyAndDirection) {
  const std::vector<DeclarationSummary> rows = sample::random_lines(40, 1);
  for (const SortKey key : sample::kSortKeys)
    for (const bool descending : {false, true}) {
      const DeclarationQuery query = sorted_by(key, descending);
      for (const DeclarationSummary& a : rows) {
        EXPECT_FALSE(precedes(a, a, query));
        for (const DeclarationSummary& b : rows) {
          EXPECT_EQ(precedes(a, b, query) != precedes(b, a, query), a.id != b.id) << "exactly one comes first";
          for (const DeclarationSummary& c : rows)
            ASSERT_TRUE(!precedes(a, b, query) || !precedes(b, c, query) || precedes(a, c, query));
        }
      }
    }
}

TEST(Precedes, DescendingIsAscendingReadBackwards) {
  for (const SortKey key : sample::kSortKeys) {
    std::vector<DeclarationSummary> up = sample::random_lines(200, 2), down = up;
    std::ranges::sort(up, [&](const auto& a, const auto& b) { return precedes(a, b, sorted_by(key, false)); });
    std::ranges::sort(down, [&](const auto& a, const auto& b) { return precedes(a, b, sorted_by(key, true)); });
    EXPECT_TRUE(std::ranges::equal(up.rbegin(), up.rend(), down.begin(), down.end(), {}, &DeclarationSummary::id,
                                   &DeclarationSummary::id));
  }
}

TEST(Precedes, SortsByTheKeyThatItIsGiven) {
  DeclarationSummary a, b;
  a.id = "1", b.id = "2";
  a.updated_at = "2026-01-02", b.updated_at = "2026-01-01";
  a.claimed_amount = 8, b.claimed_amount = 12.5;
  a.state = DeclarationState::kPending, b.state = DeclarationState::kApproved;
  EXPECT_TRUE(precedes(a, b, sorted_by(SortKey::kUpdated, true)));
  EXPECT_TRUE(precedes(a, b, sorted_by(SortKey::kAmount, false)));
  EXPECT_TRUE(precedes(a, b, sorted_by(SortKey::kState, false)));
  EXPECT_TRUE(precedes(a, b, sorted_by(SortKey::kTitle, false))) << "a tie goes by id";
}

TEST(SortKeys, ReadBackFromTheirNames) {
  std::set<std::string_view> names;
  for (const SortKey key : sample::kSortKeys) {
    EXPECT_EQ(sort_key_from(name_of(key)), key);
    names.insert(name_of(key));
  }
  EXPECT_EQ(names, (std::set<std::string_view>{"updated", "submitted", "year", "form", "title", "person", "amount", "state"}));
  EXPECT_FALSE(sort_key_from("id"));
  EXPECT_FALSE(sort_key_from(""));
}

TEST(Search, FindsPartsOfTitlePersonAndNumberWhateverTheCase) {
  DeclarationSummary row;
  row.title = "全国 Software 培训";
  row.person = {"id-7", "张𬭎", "No-0012"};
  const auto finds = [&row](std::string search) {
    return matches(row, {std::nullopt, std::move(search), SortKey::kUpdated, true});
  };
  for (const char* search : {"", "  ", "\u3000", "software", "SOFT", "培训", " 培训 ", "𬭎", "no-00"})
    EXPECT_TRUE(finds(search)) << search;
  for (const char* search : {"id-7", "张三", "全国software", "x"}) EXPECT_FALSE(finds(search)) << search;
}

TEST(Counts, IgnoreTheStateAndHonourTheSearch) {
  const std::vector<DeclarationSummary> rows = sample::random_lines(500, 3);
  for (const char* search : {"", "zhang", "论文", "nothing like this"}) {
    StateCounts expected;
    for (const DeclarationSummary& row : rows) {
      if (!matches(row, {std::nullopt, search, SortKey::kUpdated, true})) continue;
      ++expected.all;
      expected.draft += row.state == DeclarationState::kDraft;
      expected.pending += row.state == DeclarationState::kPending;
      expected.approved += row.state == DeclarationState::kApproved;
      expected.rejected += row.state == DeclarationState::kRejected;
    }
    const StateCounts counts = count_states(rows, {DeclarationState::kDraft, search, SortKey::kUpdated, true});
    EXPECT_EQ(to_json(counts), to_json(expected));
    EXPECT_EQ(counts.all, counts.draft + counts.pending + counts.approved + counts.rejected);
  }
}

TEST(Matches, WantsTheStateOfTheQuery) {
  DeclarationSummary row;
  row.state = DeclarationState::kApproved;
  EXPECT_TRUE(matches(row, {}));
  EXPECT_TRUE(matches(row, {DeclarationState::kApproved, "", SortKey::kUpdated, true}));
  EXPECT_FALSE(matches(row, {DeclarationState::kDraft, "", SortKey::kUpdated, true}));
}

TEST(CountsJson, SurviveTheRoundTripAndReadNonsenseAsZero) {
  const StateCounts counts{10, 1, 2, 3, 4};
  EXPECT_EQ(to_json(read_counts(to_json(counts))), to_json(counts));
  for (const Json& nonsense : {Json(), Json("x"), Json{{"all", "many"}, {"draft", 1.5}}})
    EXPECT_EQ(to_json(read_counts(nonsense)), to_json(StateCounts{}));
}

TEST(Matches, KeepsToTheStudyFormAndTheYearInListAndCounts) {
  const std::vector<DeclarationSummary> rows = sample::random_lines(200, 7);
  DeclarationQuery query;
  query.study_form = rows[0].study_form;
  query.credited_year = rows[0].credited_year;
  long long matched = 0;
  for (const DeclarationSummary& row : rows) {
    const bool expected = row.study_form == query.study_form && row.credited_year == query.credited_year;
    EXPECT_EQ(matches(row, query), expected);
    matched += expected;
  }
  EXPECT_EQ(count_states(rows, query).all, matched);
  EXPECT_LT(matched, 200);
}

}  // namespace
}  // namespace portal::model
