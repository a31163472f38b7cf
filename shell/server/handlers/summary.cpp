// The yearly total: a professional's own, and how far the people of an organisation have come.
#include <algorithm>
#include <map>
#include <tuple>

#include "model/hours.h"
#include "model/utf8.h"
#include "shell/server/crypto.h"
#include "shell/server/handlers/common.h"
#include "shell/server/handlers/handlers.h"
#include "shell/server/handlers/table_answer.h"

namespace portal::server {
namespace {

constexpr int kYearMin = 1900;
constexpr int kYearMax = 2100;
constexpr int kYearsDefault = 5;
constexpr int kYearsMax = 10;
constexpr int kLimitDefault = 50;
constexpr int kLimitMax = 200;
constexpr int kSearchLengthMax = 100;

model::YearSummary year_of(Call& call, int year) {
  const std::vector<model::DeclarationSummary> rows = call.records->of_year(call.actor().person.id, year);
  return model::summarise_year(call.catalogue(), rows, year);
}

struct PeopleQuery {
  int year = 0;
  std::string search;
  std::optional<bool> reached;
  int limit = kLimitDefault;
  std::string after_name, after_id;  // rows behind this person; empty = from the start
};

bool read_cursor(std::string_view cursor, PeopleQuery& query) {
  std::string text;
  if (!read_base64url(cursor, text)) return false;
  const model::Result<model::Json> json = model::parse_json(text);
  const bool ours = json && json->is_array() && json->size() == 2 && (*json)[0].is_string() && (*json)[1].is_string();
  if (!ours) return false;
  query.after_name = (*json)[0];
  query.after_id = (*json)[1];
  return !query.after_id.empty();
}

std::string cursor_after(const PersonYear& last) { return base64url(model::dump_json({last.person.name, last.person.id})); }

bool may_see_people(model::Role role) {
  return role == model::Role::kEmployer || role == model::Role::kDepartment || role == model::Role::kAuthority;
}

OrRefusal<PeopleQuery> read_query(const Call& call) {
  if (!may_see_people(call.actor().role)) return problem("not_allowed");
  PeopleQuery query;
  model::Errors errors;
  const auto number = [&](std::string_view name, int fallback, int low, int high) {
    const std::optional<int> value = number_parameter(call.request, name, fallback, low, high);
    if (!value) errors.push_back({"out_of_range", "/" + std::string(name), {}});
    return value.value_or(fallback);
  };
  const auto text = [&call](std::string_view name) { return query_parameter(call.request.query, name).value_or(""); };
  query.year = number("year", year_in_china(call.now_ms), kYearMin, kYearMax);
  query.limit = number("limit", kLimitDefault, 1, kLimitMax);
  query.search = std::string(model::trimmed(text("q")));
  if (model::count_code_points(query.search) > kSearchLengthMax) errors.push_back({"too_long", "/q", {}});
  if (const std::string reached = text("reached"); !reached.empty()) {
    query.reached = reached == "true";
    if (reached != "true" && reached != "false") errors.push_back({"unknown_name", "/reached", {}});
  }
  if (const std::string cursor = text("cursor"); !cursor.empty() && !read_cursor(cursor, query))
    errors.push_back({"invalid_cursor", "/cursor", {}});
  if (!errors.empty()) return invalid(std::move(errors));
  return query;
}

model::PersonStanding standing_of(const PersonYear& one, const model::YearSummary& year, const model::OrganisationTree& tree) {
  const model::Organisation* organisation = tree.find(one.organisation);
  return {one.person, organisation ? model::reference(*organisation) : model::OrganisationRef{}, year.total, year.public_subject,
          year.professional_subject, year.reached};
}

model::Json targets_json(const model::Catalogue& catalogue, int year) {
  const model::YearSummary nothing = model::summarise_year(catalogue, std::span<const model::HourLine>(), year);
  const auto hours = [](const model::Tally& tally) { return tally.target_hours ? model::Json(*tally.target_hours) : model::Json(); };
  return {{"total_hours", hours(nothing.total)},
          {"public_subject_hours", hours(nothing.public_subject)},
          {"professional_subject_hours", hours(nothing.professional_subject)}};
}

// Goes through all of them once: counts, and the page behind the cursor.
class PeoplePage {
 public:
  PeoplePage(const PeopleQuery& query, const model::OrganisationTree& tree) : query_(query), tree_(tree) {}

  void add(const PersonYear& one, const model::YearSummary& summary) {
    const bool reached = summary.reached.value_or(false);
    for (model::ReachedCounts* counts : {&all_, &by_organisation_[one.organisation]}) {
      ++counts->all;
      ++(reached ? counts->reached : counts->not_reached);
    }
    if (query_.reached && *query_.reached != reached) return;
    ++total_;
    const bool behind = query_.after_id.empty() || std::tie(one.person.name, one.person.id) > std::tie(query_.after_name, query_.after_id);
    if (!behind) return;
    if (items_.size() == static_cast<std::size_t>(query_.limit)) {
      more_ = true;
      return;
    }
    items_.push_back(model::to_json(standing_of(one, summary, tree_)));
    last_ = &one;
  }

  model::Json json() const {
    model::Json organisations = model::Json::array();
    for (const auto& [id, counts] : by_organisation_)
      if (const model::Organisation* organisation = tree_.find(id))
        organisations.push_back({{"organisation", model::to_json(model::reference(*organisation))}, {"counts", model::to_json(counts)}});
    return {{"items", items_},
            {"counts", model::to_json(all_)},
            {"organisations", std::move(organisations)},
            {"total", total_},
            {"next_cursor", more_ && last_ ? model::Json(cursor_after(*last_)) : model::Json()}};
  }

 private:
  const PeopleQuery& query_;
  const model::OrganisationTree& tree_;
  model::Json items_ = model::Json::array();
  model::ReachedCounts all_;
  std::map<std::string, model::ReachedCounts> by_organisation_;
  long long total_ = 0;
  const PersonYear* last_ = nullptr;
  bool more_ = false;
};

std::vector<PersonYear> people_asked_for(Call& call, const PeopleQuery& query, const model::OrganisationTree& tree) {
  return call.records->people_of_year({organisations_within(tree, call.actor().organisation.id), query.search, query.year});
}

std::vector<TableCell> row_of(const model::PersonStanding& one, const Words& words) {
  const std::string result = words(!one.reached ? "year.no_target" : *one.reached ? "year.reached" : "year.not_reached");
  return {one.person.name, one.person.number, one.organisation.name, one.public_subject.approved_hours, one.professional_subject.approved_hours,
          one.total.approved_hours, one.total.pending_hours, result};
}

}  // namespace

Response get_summary(Call& call) {
  if (call.actor().role != model::Role::kProfessional) return problem("not_allowed");
  const std::optional<int> year = number_parameter(call.request, "year", year_in_china(call.now_ms), kYearMin, kYearMax);
  if (!year) return invalid("/year", "out_of_range");
  return json_answer(200, model::to_json(year_of(call, *year)));
}

Response list_summary_years(Call& call) {
  if (call.actor().role != model::Role::kProfessional) return problem("not_allowed");
  const std::optional<int> last = number_parameter(call.request, "year", year_in_china(call.now_ms), kYearMin, kYearMax);
  if (!last) return invalid("/year", "out_of_range");
  const std::optional<int> count = number_parameter(call.request, "years", kYearsDefault, 1, kYearsMax);
  if (!count) return invalid("/years", "out_of_range");
  model::Json items = model::Json::array();
  for (int year = *last; year > *last - *count; --year) items.push_back(model::to_json(year_of(call, year)));
  return json_answer(200, {{"items", std::move(items)}});
}

Response list_summary_people(Call& call) {
  OrRefusal<PeopleQuery> read = read_query(call);
  if (Response* refusal = std::get_if<Response>(&read)) return *refusal;
  const PeopleQuery& query = std::get<PeopleQuery>(read);
  const model::OrganisationTree tree = call.records->organisations();
  const model::Catalogue& catalogue = call.catalogue();
  const std::vector<PersonYear> people = people_asked_for(call, query, tree);
  PeoplePage page(query, tree);
  for (const PersonYear& one : people) page.add(one, model::summarise_year(catalogue, one.lines, query.year));
  model::Json json = page.json();
  json["year"] = query.year;
  json["targets"] = targets_json(catalogue, query.year);
  return json_answer(200, json);
}

Response export_summary_people(Call& call) {
  OrRefusal<PeopleQuery> read = read_query(call);
  if (Response* refusal = std::get_if<Response>(&read)) return *refusal;
  const PeopleQuery& query = std::get<PeopleQuery>(read);
  const model::OrganisationTree tree = call.records->organisations();
  const Words words(call);
  Table table = empty_table(words, "year.people_table",
                            {{"year.person", 10}, {"year.number", 14}, {"year.organisation", 22}, {"year.public_hours", 12}, {"year.professional_hours", 12},
                             {"year.total_hours", 12}, {"year.pending", 12}, {"year.result", 10}});
  table.name += " " + std::to_string(query.year);
  for (const PersonYear& one : people_asked_for(call, query, tree)) {
    const model::YearSummary summary = model::summarise_year(call.catalogue(), one.lines, query.year);
    if (!query.reached || *query.reached == summary.reached.value_or(false)) table.rows.push_back(row_of(standing_of(one, summary, tree), words));
  }
  return answer_with_list(call, table);
}

}  // namespace portal::server
