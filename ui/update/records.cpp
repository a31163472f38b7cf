#include "ui/update/records.h"

#include <algorithm>
#include <numeric>
#include <string_view>
#include <unordered_set>
#include <utility>

namespace portal::ui {
namespace {

constexpr std::size_t kRecordsMax = 100'000;
constexpr long long kTotalMax = 10'000'000;
constexpr std::size_t kCursorBytesMax = 4096;

using Records = std::vector<model::DeclarationSummary>;

// nothing: no list, or something in it could not be read.
std::optional<Records> all_of(const model::Json& items) {
  Records records;
  records.reserve(items.size());
  for (const model::Json& item : items) {
    auto record = model::read_summary(item);
    if (!record) return std::nullopt;
    records.push_back(*std::move(record));
  }
  return records;
}

// False when something in it could not be read.
bool take_records(ListState& list, const model::Json& items) {
  Records taken;
  taken.reserve(items.size());
  for (const model::Json& item : items) {
    if (auto record = model::read_summary(item)) taken.push_back(*std::move(record));
  }
  const bool all_read = taken.size() == items.size();
  // A record that moved between two pages is shown once. One pass over what is there: lists get long.
  std::unordered_set<std::string_view> unseen;
  for (const model::DeclarationSummary& record : taken) unseen.insert(record.id);
  for (std::size_t row = 0; row < list.records.size(); ++row) unseen.erase(list.records.id(row));
  for (const model::DeclarationSummary& record : taken) {
    if (list.records.size() < kRecordsMax && unseen.erase(record.id) == 1) list.records.push_back(record);
  }
  return all_read;
}

void show_all(ListState& list) {
  list.rows.resize(list.records.size());
  std::iota(list.rows.begin(), list.rows.end(), 0U);
}

bool has_conditions(const model::DeclarationQuery& query) {
  return query.state || !query.search.empty() || !query.study_form.empty() || query.credited_year != 0;
}

bool same(const model::StateCounts& a, const model::StateCounts& b) {
  return a.all == b.all && a.draft == b.draft && a.pending == b.pending && a.approved == b.approved && a.rejected == b.rejected;
}

}  // namespace

bool answers_itself(const ListState& list) { return list.whole && list.query.search.empty(); }

void show_found(ListState& list) {
  model::SummaryTable::Selection found = list.records.select(list.query);
  list.rows = std::move(found.rows);
  list.counts = found.counts;
  list.total = static_cast<long long>(list.rows.size());
  list.next_cursor.clear();
}

bool take_page(ListState& list, const model::Json& page, bool more) {
  if (!more) list.records.clear();
  const bool all_read = take_records(list, model::member(page, "items"));
  list.counts = model::read_counts(model::member(page, "counts"));
  list.next_cursor = model::text_or(page, "next_cursor");
  const auto loaded = static_cast<long long>(list.records.size());
  const long long total = model::integer_or(page, "total", loaded);
  const bool is_all = all_read && list.next_cursor.empty() && total == loaded && list.counts.all == loaded && !has_conditions(list.query);
  if (list.next_cursor.size() > kCursorBytesMax || list.records.size() >= kRecordsMax) list.next_cursor.clear();
  list.total = list.next_cursor.empty() ? loaded : std::clamp(total, loaded, kTotalMax);
  list.loaded = true;
  show_all(list);
  list.whole = false;
  if (!is_all) return all_read;
  const std::vector<std::uint32_t> changed_later = list.records.select({}).rows;
  const bool in_order = std::ranges::is_sorted(changed_later);
  if (!in_order && list.query != model::DeclarationQuery{}) {
    list.records.put_in_order(changed_later);
    show_found(list);
  }
  list.whole = in_order || list.query != model::DeclarationQuery{};  // else the server has an order of its own
  return all_read;
}

bool take_beginning(ListState& list, const model::Json& page) {
  const auto beginning = all_of(model::member(page, "items"));
  if (!beginning || beginning->size() > list.records.size()) return false;
  const auto loaded = static_cast<long long>(list.records.size());
  const bool is_whole_page = beginning->size() == list.records.size() || !model::text_or(page, "next_cursor").empty();
  const model::StateCounts counts = list.records.select({}).counts;
  if (!is_whole_page || model::integer_or(page, "total", -1) != loaded || !same(model::read_counts(model::member(page, "counts")), counts)) return false;
  for (std::size_t row = 0; row < beginning->size(); ++row)
    if (list.records.id(row) != (*beginning)[row].id || list.records.revision(row) != (*beginning)[row].revision) return false;
  for (std::size_t row = 0; row < beginning->size(); ++row) list.records.replace(row, (*beginning)[row]);  // what else changed in it, a name for instance
  show_found(list);
  return true;
}

void remove_record(ListState& list, const std::string& id) {
  const std::size_t at = list.records.find(id);
  if (at == list.records.size()) return;
  list.records.erase(at);
  if (answers_itself(list)) return show_found(list);
  list.total = std::max(0LL, list.total - 1);
  show_all(list);
}

void forget_records(ListState& list) {
  list.records.clear();
  list.rows.clear();
  list.whole = list.loaded = false;
}

}  // namespace portal::ui
