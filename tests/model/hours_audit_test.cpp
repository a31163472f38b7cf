// An independent auditor: what a year adds up to, worked out another way than model/hours.cpp does.
//
// It reads nothing but the declarations' histories and values, goes through them once and counts in whole thousandths of
// an hour; the settings are its own tables, not the reader's. rapidcheck makes the lives of the declarations.
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <map>

#include "model/hours.h"
#include "tests/model/sample.h"

namespace portal::model {
namespace {

constexpr int kYear = sample::kYear;
constexpr std::array kForms = {"01", "02", "06"};
constexpr std::array kLevels = {"national", "provincial", "county"};
constexpr std::array kSeries = {"health", "accounting", "other"};
constexpr std::array kSubjects = {"professional", "public"};

// What the deployer wrote, as numbers that the auditor understands too: hours of one credit in each year.
struct Rules {
  std::map<std::string, int> hours_of_credit;  // by series; "health" at national level is told apart
  std::map<std::string, long> cap_hours;       // by form; absent = none
  long total = 0, in_public = 0, professional = 0;
};

Rules some_rules() {
  Rules rules;
  for (const char* series : {"health", "health-national", "accounting", "other"}) rules.hours_of_credit[series] = *rc::gen::inRange(1, 9);
  for (const char* form : kForms)
    if (*rc::gen::arbitrary<bool>()) rules.cap_hours[form] = *rc::gen::inRange(0, 120);
  rules.total = *rc::gen::inRange(0, 150);
  rules.in_public = *rc::gen::inRange(0, 50);
  rules.professional = *rc::gen::inRange(0, 100);
  return rules;
}

Json conversion(const std::string& id, int hours, const Json& when) {
  return {{"id", id}, {"label", {{"zh", id}, {"en", id}}}, {"from_year", kYear - 3}, {"credits", 1}, {"hours", hours}, {"when", when}};
}

Catalogue catalogue_with(const Rules& rules) {
  const auto series = [](const char* name) { return Json{{"field", "credit_series"}, {"one_of", {name}}}; };
  const Json national = {{"field", "level"}, {"one_of", {"national"}}};
  Json settings = {{"targets", {{{"from_year", kYear - 3}, {"total_hours", rules.total}, {"public_subject_hours", rules.in_public}, {"professional_subject_hours", rules.professional}}}},
                   {"subjects", {{{"subject", "public"}, {"when", {{{"field", "subject_class"}, {"one_of", {"public"}}}}}}}},
                   {"caps", Json::array()},
                   {"conversions", Json::array()}};
  for (const auto& [form, hours] : rules.cap_hours) settings["caps"].push_back({{"study_form", form}, {"from_year", kYear - 3}, {"hours_max", hours}});
  for (const char* name : kSeries) settings["conversions"].push_back(conversion(name, rules.hours_of_credit.at(name), Json::array({series(name)})));
  settings["conversions"].push_back(conversion("health-national", rules.hours_of_credit.at("health-national"), Json::array({series("health"), national})));
  Json document = sample::catalogue_document();
  document["settings"] = settings;
  return *read_catalogue(document);
}

// A declaration after as many steps as come to it, each by whoever may do it then.
Declaration some_declaration() {
  Declaration declaration;
  declaration.person = declaration.declarer = {"p1", "p1", ""};
  declaration.declaring_organisation = sample::organisation("employer");
  declaration.content.study_form = *rc::gen::elementOf(kForms);
  declaration.content.values = {{"unit", *rc::gen::arbitrary<bool>() ? "hours" : "credits"},
                                {"claimed_amount", *rc::gen::inRange(1, 500) / 10.0},
                                {"credited_year", kYear - *rc::gen::inRange(0, 2)},
                                {"credit_series", *rc::gen::elementOf(kSeries)},
                                {"level", *rc::gen::elementOf(kLevels)},
                                {"subject_class", *rc::gen::elementOf(kSubjects)}};
  const OrganisationTree tree = sample::tree();
  const Actor actors[] = {sample::actor(Role::kProfessional, "p1", "employer"), sample::actor(Role::kEmployer, "s1", "employer"),
                          sample::actor(Role::kDepartment, "s2", "department"), sample::actor(Role::kDepartment, "s3", "department_above"),
                          sample::actor(Role::kAuthority, "s4", "authority")};
  const auto wanted = *rc::gen::container<std::vector<Action>>(
      rc::gen::weightedElement<Action>({{4, Action::kSubmit}, {1, Action::kWithdraw}, {12, Action::kApprove}, {1, Action::kReject}, {1, Action::kRevoke}}));
  for (const Action action : wanted)
    for (const Actor& actor : actors) {
      Result<Declaration> next = apply(actor, declaration, {action, "理由", "2026-01-01T00:00:00Z"}, tree);
      if (!next) continue;
      declaration = *std::move(next);
      break;
    }
  return declaration;
}

// The authority was the last to say something, and it said yes.
bool counts(const Declaration& declaration) {
  bool approved = false;
  for (const HistoryEntry& entry : declaration.history)
    if (entry.organisation.role == Role::kAuthority) approved = entry.action == Action::kApprove;
  return approved;
}

struct Found {
  std::map<std::pair<std::string, bool>, long> thousandths;  // by form and whether it is a public subject
  long professional = 0, in_public = 0;
};

Found audit(const std::vector<Declaration>& declarations, const Rules& rules) {
  Found found;
  for (const Declaration& declaration : declarations) {
    const Json& values = declaration.content.values;
    if (values["credited_year"] != kYear || !counts(declaration)) continue;
    long thousandths = std::lround(values["claimed_amount"].get<double>() * 1000);
    std::string series = values["credit_series"];
    if (series == "health" && values["level"] == "national") series = "health-national";
    if (values["unit"] == "credits") thousandths *= rules.hours_of_credit.at(series);
    found.thousandths[{declaration.content.study_form, values["subject_class"] == "public"}] += thousandths;
  }
  for (const auto& [key, thousandths] : found.thousandths) {
    const auto cap = rules.cap_hours.find(key.first);
    const long counted = cap == rules.cap_hours.end() ? thousandths : std::min(thousandths, cap->second * 1000);
    (key.second ? found.in_public : found.professional) += counted;
  }
  return found;
}

long thousandths(double hours) { return std::lround(hours * 1000); }

TEST(HoursAudit, TheYearIsWhatAnIndependentAuditorFindsInTheHistory) {
  int approved = 0, cut = 0, reached = 0;
  const bool held = rc::check("the year adds up", [&] {
    const Rules rules = some_rules();
    const auto declarations = *rc::gen::container<std::vector<Declaration>>(rc::gen::exec(some_declaration));
    const Catalogue catalogue = catalogue_with(rules);
    std::vector<DeclarationSummary> rows;
    for (const Declaration& declaration : declarations) rows.push_back(summarise(declaration, catalogue));
    const YearSummary summary = summarise_year(catalogue, rows, kYear);
    const Found found = audit(declarations, rules);
    RC_ASSERT(thousandths(summary.public_subject.approved_hours) == found.in_public);
    RC_ASSERT(thousandths(summary.professional_subject.approved_hours) == found.professional);
    RC_ASSERT(thousandths(summary.total.approved_hours) == found.in_public + found.professional);
    for (const FormTally& form : summary.by_form) {
      const auto line = found.thousandths.find({form.study_form, form.subject == Subject::kPublic});
      RC_ASSERT(thousandths(form.approved_hours + form.cut_hours) == (line == found.thousandths.end() ? 0 : line->second));
      cut += form.cut_hours > 0;
    }
    const bool all = found.in_public + found.professional >= rules.total * 1000 && found.in_public >= rules.in_public * 1000 &&
                     found.professional >= rules.professional * 1000;
    RC_ASSERT(summary.reached == std::optional(all));
    approved += !found.thousandths.empty();
    reached += all;
  });
  EXPECT_TRUE(held);
  EXPECT_GT(approved, 20) << "or it has looked at empty years alone";
  EXPECT_GT(cut, 5);
  EXPECT_GT(reached, 0);
}

}  // namespace
}  // namespace portal::model
