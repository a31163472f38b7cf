// Many lines of lists in little room, filtered and ordered without taking them out.
//
// Texts of a line stand one after another in blocks; what many lines share (people, organisations, study forms, units) is kept once. 100,000
// lines of a county take about 15 MB, a third of what DeclarationSummary takes. Finds and orders as matches() and precedes() do (query.h).
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "model/query.h"

namespace portal::model {

class SummaryTable {
 public:
  // Positions of what a query finds, in the query's order, and its counts.
  struct Selection {
    std::vector<std::uint32_t> rows;
    StateCounts counts;
  };

  std::size_t size() const { return lines_.size(); }
  bool empty() const { return lines_.empty(); }
  DeclarationSummary at(std::size_t row) const;
  std::string_view id(std::size_t row) const { return lines_[row].id(); }
  long long revision(std::size_t row) const { return lines_[row].revision; }
  std::size_t find(std::string_view id) const;  // size() when it is not there

  void push_back(const DeclarationSummary& summary);
  void replace(std::size_t row, const DeclarationSummary& summary);
  void erase(std::size_t row);
  void clear();
  void put_in_order(const std::vector<std::uint32_t>& rows);  // each of 0 … size() - 1 once

  Selection select(const DeclarationQuery& query) const;

 private:
  struct Line {
    const char* text = nullptr;  // id, title, submitted_at, updated_at
    std::uint16_t id_bytes = 0, title_bytes = 0, submitted_bytes = 0, updated_bytes = 0;
    std::uint32_t person = 0, declarer = 0, next_auditor = 0, kind = 0;  // next_auditor 0 = nobody, else position + 1
    std::int32_t credited_year = 0;
    DeclarationState state = DeclarationState::kDraft;
    long long revision = 0;
    double claimed_amount = 0, hours = 0;

    std::string_view all() const { return {text, std::size_t{id_bytes} + title_bytes + submitted_bytes + updated_bytes}; }
    std::string_view id() const { return {text, id_bytes}; }
    std::string_view title() const { return {text + id_bytes, title_bytes}; }
    std::string_view submitted_at() const { return {text + id_bytes + title_bytes, submitted_bytes}; }
    std::string_view updated_at() const { return {text + id_bytes + title_bytes + submitted_bytes, updated_bytes}; }
  };
  struct Kind {
    std::string study_form, unit, conversion;
    Role declared_as;
    Subject subject;
  };
  template <class T>
  struct Shared {
    std::vector<T> values;
    std::map<std::string, std::uint32_t> places;
  };

  Line line_of(const DeclarationSummary& summary, const Line& old);
  const char* keep(const std::string& text);
  bool found_by(const Line& line, const DeclarationQuery& query, std::size_t row) const;
  void order(std::vector<std::uint32_t>& rows, const DeclarationQuery& query) const;
  const std::vector<std::uint32_t>& id_ranks() const;
  std::string_view text_of(const Line& line, SortKey key) const;  // "" of a number
  static double number_of(const Line& line, SortKey key);

  std::vector<Line> lines_;
  std::vector<std::unique_ptr<char[]>> blocks_;
  char* block_end_ = nullptr;   // of the last block
  std::size_t block_left_ = 0;  // bytes of it that hold nothing yet
  Shared<PersonRef> people_;
  Shared<OrganisationRef> organisations_;
  Shared<Kind> kinds_;
  mutable std::vector<std::uint32_t> id_ranks_;  // place of each line's id among all ids; empty = not known
};

}  // namespace portal::model
