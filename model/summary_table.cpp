#include "model/summary_table.h"

#include <algorithm>
#include <cstring>
#include <functional>
#include <numeric>

namespace portal::model {
namespace {

constexpr std::size_t kBlockBytes = 64 * 1024;
constexpr std::size_t kTextBytesMax = 0xffff;

// A text longer than any of the contract's is cut at the end of a character.
std::string_view bounded(std::string_view text) {
  if (text.size() <= kTextBytesMax) return text;
  std::size_t size = kTextBytesMax;
  while (size > 0 && (static_cast<unsigned char>(text[size]) & 0xc0) == 0x80) --size;
  return text.substr(0, size);
}

template <class Shared, class T>
std::uint32_t place_of(Shared& shared, const std::string& key, const T& value) {
  const auto [place, is_new] = shared.places.try_emplace(key, static_cast<std::uint32_t>(shared.values.size()));
  if (is_new) shared.values.push_back(value);
  return place->second;
}

std::string joined(std::initializer_list<std::string_view> parts) {
  std::string key;
  for (const std::string_view part : parts) {
    key += part;
    key += '\0';
  }
  return key;
}

std::string_view digit(int value) { return std::string_view("0123456789").substr(static_cast<std::size_t>(value), 1); }

std::string key_of(const OrganisationRef& one) { return joined({one.id, one.name, digit(static_cast<int>(one.role))}); }

// One piece of code for every order.
void sort_unless_sorted(std::vector<std::uint32_t>& rows, const std::function<bool(std::uint32_t, std::uint32_t)>& before) {
  if (!std::is_sorted(rows.begin(), rows.end(), before)) std::sort(rows.begin(), rows.end(), before);
}

struct Numbered {
  double key;
  std::uint32_t rank, row;
};

}  // namespace

const char* SummaryTable::keep(const std::string& text) {
  if (blocks_.empty() || block_left_ < text.size()) {
    block_left_ = std::max(kBlockBytes, text.size());
    blocks_.push_back(std::make_unique<char[]>(block_left_));
    // What is left of the block before is lost: a line is small beside it.
    block_end_ = blocks_.back().get() + block_left_;
  }
  char* place = block_end_ - block_left_;
  std::memcpy(place, text.data(), text.size());
  block_left_ -= text.size();
  return place;
}

// The text of `old` is used again where it is the same.
SummaryTable::Line SummaryTable::line_of(const DeclarationSummary& one, const Line& old) {
  const std::string_view texts[] = {bounded(one.id), bounded(one.title), bounded(one.submitted_at), bounded(one.updated_at)};
  std::string text;
  for (const std::string_view part : texts) text += part;
  Line line;
  std::uint16_t* const sizes[] = {&line.id_bytes, &line.title_bytes, &line.submitted_bytes, &line.updated_bytes};
  for (std::size_t i = 0; i < 4; ++i) *sizes[i] = static_cast<std::uint16_t>(texts[i].size());
  line.text = old.text && old.all() == text ? old.text : keep(text);
  line.person = place_of(people_, joined({one.person.id, one.person.name, one.person.number}), one.person);
  line.declarer = place_of(organisations_, key_of(one.declaring_organisation), one.declaring_organisation);
  if (one.next_auditor) line.next_auditor = place_of(organisations_, key_of(*one.next_auditor), *one.next_auditor) + 1;
  const Kind kind{one.study_form, one.unit, one.conversion, one.declared_as, one.subject};
  const std::string key =
      joined({one.study_form, one.unit, one.conversion, digit(static_cast<int>(one.declared_as)), digit(static_cast<int>(one.subject))});
  line.kind = place_of(kinds_, key, kind);
  line.credited_year = one.credited_year;
  line.state = one.state;
  line.revision = one.revision;
  line.claimed_amount = one.claimed_amount;
  line.hours = one.hours;
  return line;
}

DeclarationSummary SummaryTable::at(std::size_t row) const {
  const Line& line = lines_[row];
  const Kind& kind = kinds_.values[line.kind];
  DeclarationSummary one;
  one.id = line.id();
  one.revision = line.revision;
  one.state = line.state;
  one.study_form = kind.study_form;
  one.title = line.title();
  one.person = people_.values[line.person];
  one.declared_as = kind.declared_as;
  one.declaring_organisation = organisations_.values[line.declarer];
  one.unit = kind.unit;
  one.claimed_amount = line.claimed_amount;
  one.credited_year = line.credited_year;
  one.subject = kind.subject;
  one.hours = line.hours;
  one.conversion = kind.conversion;
  one.submitted_at = line.submitted_at();
  one.updated_at = line.updated_at();
  if (line.next_auditor > 0) one.next_auditor = organisations_.values[line.next_auditor - 1];
  return one;
}

std::size_t SummaryTable::find(std::string_view id) const {
  const auto found = std::ranges::find_if(lines_, [id](const Line& line) { return line.id() == id; });
  return static_cast<std::size_t>(found - lines_.begin());
}

void SummaryTable::push_back(const DeclarationSummary& summary) {
  lines_.push_back(line_of(summary, {}));
  id_ranks_.clear();
}

void SummaryTable::replace(std::size_t row, const DeclarationSummary& summary) {
  lines_[row] = line_of(summary, lines_[row]);
  id_ranks_.clear();
}

void SummaryTable::erase(std::size_t row) {
  lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(row));
  id_ranks_.clear();
}

void SummaryTable::clear() { *this = {}; }

void SummaryTable::put_in_order(const std::vector<std::uint32_t>& rows) {
  std::vector<Line> ordered;
  ordered.reserve(lines_.size());
  for (const std::uint32_t row : rows) ordered.push_back(lines_[row]);
  lines_ = std::move(ordered);
  id_ranks_.clear();
}

SummaryTable::Selection SummaryTable::select(const DeclarationQuery& query) const {
  Selection found;
  for (std::size_t row = 0; row < lines_.size(); ++row) {
    const Line& line = lines_[row];
    if (!found_by(line, query, row)) continue;
    count(found.counts, line.state);
    if (!query.state || line.state == *query.state) found.rows.push_back(static_cast<std::uint32_t>(row));
  }
  order(found.rows, query);
  return found;
}

bool SummaryTable::found_by(const Line& line, const DeclarationQuery& query, std::size_t row) const {
  if (query.credited_year != 0 && line.credited_year != query.credited_year) return false;
  if (!query.study_form.empty() && kinds_.values[line.kind].study_form != query.study_form) return false;
  if (query.search.empty()) return true;
  DeclarationQuery search;
  search.search = query.search;
  return matches(at(row), search);
}

const std::vector<std::uint32_t>& SummaryTable::id_ranks() const {
  if (id_ranks_.size() == lines_.size()) return id_ranks_;
  std::vector<std::uint32_t> rows(lines_.size());
  std::iota(rows.begin(), rows.end(), 0U);
  sort_unless_sorted(rows, [this](std::uint32_t a, std::uint32_t b) { return lines_[a].id() < lines_[b].id(); });
  id_ranks_.resize(rows.size());
  for (std::size_t rank = 0; rank < rows.size(); ++rank) id_ranks_[rows[rank]] = static_cast<std::uint32_t>(rank);
  return id_ranks_;
}

std::string_view SummaryTable::text_of(const Line& line, SortKey key) const {
  switch (key) {
    case SortKey::kUpdated: return line.updated_at();
    case SortKey::kSubmitted: return line.submitted_at();
    case SortKey::kTitle: return line.title();
    case SortKey::kForm: return kinds_.values[line.kind].study_form;
    case SortKey::kPerson: return people_.values[line.person].name;
    case SortKey::kYear:
    case SortKey::kAmount:
    case SortKey::kState: break;
  }
  return {};
}

double SummaryTable::number_of(const Line& line, SortKey key) {
  if (key == SortKey::kYear) return line.credited_year;
  return key == SortKey::kAmount ? line.claimed_amount : static_cast<int>(line.state);
}

// Numbers are compared where they lie together; what is equal by the rank of its id, so that no text is looked at.
void SummaryTable::order(std::vector<std::uint32_t>& rows, const DeclarationQuery& query) const {
  const std::vector<std::uint32_t>& ranks = id_ranks();
  if (query.sort != SortKey::kYear && query.sort != SortKey::kAmount && query.sort != SortKey::kState) {
    return sort_unless_sorted(rows, [&](std::uint32_t a, std::uint32_t b) {
      if (query.descending) std::swap(a, b);
      const int order = text_of(lines_[a], query.sort).compare(text_of(lines_[b], query.sort));
      return order != 0 ? order < 0 : ranks[a] < ranks[b];
    });
  }
  std::vector<Numbered> numbered;
  numbered.reserve(rows.size());
  for (const std::uint32_t row : rows) numbered.push_back({number_of(lines_[row], query.sort), ranks[row], row});
  std::sort(numbered.begin(), numbered.end(), [](const Numbered& a, const Numbered& b) { return a.key != b.key ? a.key < b.key : a.rank < b.rank; });
  if (query.descending) std::reverse(numbered.begin(), numbered.end());
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = numbered[i].row;
}

}  // namespace portal::model
