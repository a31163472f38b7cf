// Lists: filter, search, sort, count. One meaning for client, server and tests.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "model/declaration.h"

namespace portal::model {

enum class SortKey { kUpdated, kSubmitted, kYear, kForm, kTitle, kPerson, kAmount, kState };

std::string_view name_of(SortKey key);  // "updated", "submitted", "year", "form", "title", "person", "amount", "state"
std::optional<SortKey> sort_key_from(std::string_view name);

struct DeclarationQuery {
  std::optional<DeclarationState> state;
  std::string search;  // part of title, person's name or number; case-insensitive for ASCII
  SortKey sort = SortKey::kUpdated;
  bool descending = true;
  std::string study_form = {};  // "" = all
  int credited_year = 0;        // 0 = all
  friend bool operator==(const DeclarationQuery&, const DeclarationQuery&) = default;
};

struct StateCounts {
  long long all = 0, draft = 0, pending = 0, approved = 0, rejected = 0;
};

void count(StateCounts& counts, DeclarationState state);  // one more
// Counts ignore the query's state and honour the rest of it.
StateCounts count_states(std::span<const DeclarationSummary> rows, const DeclarationQuery& query);
bool matches(const DeclarationSummary& row, const DeclarationQuery& query);
// A strict weak order; ties are broken by id in the same direction, so that pages are stable and descending is
// ascending read backwards. Text is ordered by its bytes, which is by code point.
bool precedes(const DeclarationSummary& a, const DeclarationSummary& b, const DeclarationQuery& query);

Json to_json(const StateCounts& counts);
StateCounts read_counts(const Json& json);

}  // namespace portal::model
