#include "model/query.h"

#include "model/utf8.h"

namespace portal::model {
namespace {

struct SortName {
  SortKey key;
  std::string_view text;
};

constexpr SortName kSortNames[] = {
    {SortKey::kUpdated, "updated"}, {SortKey::kSubmitted, "submitted"}, {SortKey::kYear, "year"},     {SortKey::kForm, "form"},
    {SortKey::kTitle, "title"},     {SortKey::kPerson, "person"},       {SortKey::kAmount, "amount"}, {SortKey::kState, "state"},
};

template <class T>
int compared(const T& a, const T& b) {
  return a < b ? -1 : b < a ? 1 : 0;
}

int compared_by(SortKey key, const DeclarationSummary& a, const DeclarationSummary& b) {
  switch (key) {
    case SortKey::kUpdated: return compared(a.updated_at, b.updated_at);
    case SortKey::kSubmitted: return compared(a.submitted_at, b.submitted_at);
    case SortKey::kYear: return compared(a.credited_year, b.credited_year);
    case SortKey::kForm: return compared(a.study_form, b.study_form);
    case SortKey::kTitle: return compared(a.title, b.title);
    case SortKey::kPerson: return compared(a.person.name, b.person.name);
    case SortKey::kAmount: return compared(a.claimed_amount, b.claimed_amount);
    case SortKey::kState: return compared(a.state, b.state);
  }
  return 0;
}

bool found_in(const DeclarationSummary& row, std::string_view search) {
  const std::string wanted = ascii_lower(trimmed(search));
  const auto contains = [&wanted](std::string_view text) { return ascii_lower(text).find(wanted) != std::string::npos; };
  return wanted.empty() || contains(row.title) || contains(row.person.name) || contains(row.person.number);
}

bool matches_but_for_state(const DeclarationSummary& row, const DeclarationQuery& query) {
  const bool of_form = query.study_form.empty() || row.study_form == query.study_form;
  const bool of_year = query.credited_year == 0 || row.credited_year == query.credited_year;
  return of_form && of_year && found_in(row, query.search);
}

}  // namespace

std::string_view name_of(SortKey key) {
  for (const SortName& name : kSortNames)
    if (name.key == key) return name.text;
  return {};
}

std::optional<SortKey> sort_key_from(std::string_view text) {
  for (const SortName& name : kSortNames)
    if (name.text == text) return name.key;
  return std::nullopt;
}

void count(StateCounts& counts, DeclarationState state) {
  ++counts.all;
  switch (state) {
    case DeclarationState::kDraft: ++counts.draft; break;
    case DeclarationState::kPending: ++counts.pending; break;
    case DeclarationState::kApproved: ++counts.approved; break;
    case DeclarationState::kRejected: ++counts.rejected; break;
  }
}

StateCounts count_states(std::span<const DeclarationSummary> rows, const DeclarationQuery& query) {
  StateCounts counts;
  for (const DeclarationSummary& row : rows)
    if (matches_but_for_state(row, query)) count(counts, row.state);
  return counts;
}

bool matches(const DeclarationSummary& row, const DeclarationQuery& query) {
  return (!query.state || row.state == *query.state) && matches_but_for_state(row, query);
}

bool precedes(const DeclarationSummary& a, const DeclarationSummary& b, const DeclarationQuery& query) {
  const int by_key = compared_by(query.sort, a, b);
  const int order = by_key != 0 ? by_key : compared(a.id, b.id);
  return query.descending ? order > 0 : order < 0;
}

Json to_json(const StateCounts& counts) {
  return {{"all", counts.all},
          {"draft", counts.draft},
          {"pending", counts.pending},
          {"approved", counts.approved},
          {"rejected", counts.rejected}};
}

StateCounts read_counts(const Json& json) {
  return {integer_or(json, "all", 0), integer_or(json, "draft", 0), integer_or(json, "pending", 0),
          integer_or(json, "approved", 0), integer_or(json, "rejected", 0)};
}

}  // namespace portal::model
