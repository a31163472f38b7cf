// 年度完成情况 of a professional: subjects against their targets, by study form, how credits were converted, year over year.
#include <algorithm>

#include "ui/update/year.h"
#include "ui/views/format.h"
#include "ui/views/views.h"
#include "ui/views/year_parts.h"

namespace portal::ui {

namespace {

constexpr float kChoiceWidth = 240;

std::string year_text(const Frame& frame, int year) { return frame.texts("unit.year_of", {{"year", std::to_string(year)}}); }

void year_choice(Frame& frame, Column& column, int shown, int current) {
  std::vector<Option> options;
  for (int year = current; year > current - kYearsShown; --year) options.push_back({std::to_string(year), year_text(frame, year)});
  if (shown > current || shown <= current - kYearsShown) options.push_back({std::to_string(shown), year_text(frame, shown)});
  Column narrow = column;
  narrow.width = std::min(column.width, kChoiceWidth * frame.env.text_scale);
  FieldSpec spec;
  spec.id = "choice";
  const std::string& label = frame.texts("year.choice");
  spec.label = label;
  const FieldResult result = combo_box(frame, narrow, spec, options, std::to_string(shown));
  column.y = narrow.y + frame.metrics.gap;
  if (!result.edited || result.edited->empty()) return;
  YearQuery query = frame.state.year.query;
  query.year = std::atoi(result.edited->c_str());
  if (query.year == current) query.year = 0;
  frame.emit(YearQueryChanged{query});
}

void section(Frame& frame, Column& column, std::string_view id, std::string_view text_key) {
  column.skip(frame.metrics.gap_large);
  heading(frame, column, 2, id, frame.texts(text_key));
  column.skip(frame.metrics.gap_small);
}

double missing_hours(const model::Tally& tally) { return std::max(0.0, tally.target_hours.value_or(0) - tally.approved_hours); }

struct Line {
  const char* text_key;
  const model::Tally& tally;
};

// The year in a sentence: reached, what is missing, or that there is no target.
void conclusion(Frame& frame, Column& column, const model::YearSummary& summary, const std::vector<Line>& lines) {
  const std::string year = std::to_string(summary.year);
  if (!summary.reached) return notice_bar(frame, column, "conclusion", frame.texts("year.no_target_text", {{"year", year}}), Tone::kInfo, false);
  if (*summary.reached) return notice_bar(frame, column, "conclusion", frame.texts("year.reached_text", {{"year", year}}), Tone::kSuccess, false);
  std::string missing;
  for (const Line& line : lines) {
    if (missing_hours(line.tally) <= 0) continue;
    if (!missing.empty()) missing += frame.texts("year.separator");
    missing += frame.texts("year.missing_of", {{"subject", frame.texts(line.text_key)}, {"hours", format_number(missing_hours(line.tally))}});
  }
  notice_bar(frame, column, "conclusion", frame.texts("year.missing_text", {{"year", year}, {"missing", missing}}), Tone::kWarning, false);
}

void subjects_table(Frame& frame, Column& column, const std::vector<Line>& lines) {
  section(frame, column, "subjects_title", "year.subjects");
  double hours_max = 0;
  for (const Line& line : lines) hours_max = std::max(hours_max, hours_to_show(line.tally));
  CellRows rows;
  for (const Line& line : lines) {
    const model::Tally& tally = line.tally;
    const auto missing = tally.target_hours ? std::optional(missing_hours(tally)) : std::nullopt;
    rows.push_back({text_cell(frame.texts(line.text_key)), tally_bar(frame.texts, tally, hours_max), hours_cell(tally.approved_hours),
                    hours_cell(tally.pending_hours), hours_cell(tally.target_hours), hours_cell(missing)});
  }
  const std::vector<CellColumn> columns = {{"year.subject", 1.2f, 110, false}, {"year.progress", 3, 160, false}, {"year.counted"},
                                           {"year.pending"},                   {"year.target"},                  {"year.missing"}};
  table_of(frame, column, "subjects", frame.texts("year.subjects"), columns, rows, 0);
}

const char* key_of(model::Subject subject) {
  return subject == model::Subject::kPublic ? "year.public_subject" : "year.professional_subject";
}

// The bar of a form: its cap, where there is one, is what stands marked.
TableCell form_bar(const Frame& frame, const model::FormTally& form, double hours_max) {
  TableCell cell = tally_bar(frame.texts, {form.approved_hours, form.pending_hours, std::nullopt}, hours_max);
  if (form.cap_hours && *form.cap_hours <= hours_max) cell.bar->mark = static_cast<float>(*form.cap_hours / hours_max);
  return cell;
}

void forms_table(Frame& frame, Column& column, const model::YearSummary& summary) {
  section(frame, column, "forms_title", "year.by_form");
  if (summary.by_form.empty()) return paragraph(frame, column, "forms_none", frame.texts("year.nothing"), frame.style_muted());
  double hours_max = 1;
  bool any_cap = false;
  for (const model::FormTally& form : summary.by_form) {
    hours_max = std::max({hours_max, form.approved_hours + form.pending_hours, form.cut_hours > 0 ? *form.cap_hours : 0});
    any_cap = any_cap || form.cap_hours;
  }
  CellRows rows;
  for (const model::FormTally& form : summary.by_form) {
    rows.push_back({text_cell(study_form_text(frame.state, frame.texts, form.study_form)), text_cell(frame.texts(key_of(form.subject))),
                    form_bar(frame, form, hours_max), hours_cell(form.approved_hours), hours_cell(form.pending_hours)});
    if (!any_cap) continue;
    rows.back().push_back(hours_cell(form.cap_hours));
    rows.back().push_back(hours_cell(form.cut_hours));
  }
  std::vector<CellColumn> columns = {{"year.form", 2.4f, 200, false}, {"year.subject", 1, 110, false}, {"year.progress", 2, 140, false},
                                     {"year.counted"},                {"year.pending"}};
  if (any_cap) columns.insert(columns.end(), {{"year.cap"}, {"year.cut"}});
  table_of(frame, column, "forms", frame.texts("year.by_form"), columns, rows, 0);
}

const model::Conversion* conversion_named(const State& state, std::string_view id) {
  if (!state.catalogue) return nullptr;
  const std::vector<model::Conversion>& rules = state.catalogue->hours.conversions;
  const auto found = std::ranges::find(rules, id, &model::Conversion::id);
  return found == rules.end() ? nullptr : &*found;
}

void conversions(Frame& frame, Column& column, const model::YearSummary& summary) {
  if (summary.conversions.empty()) return;
  section(frame, column, "conversions_title", "year.conversions");
  std::vector<Pair> lines;
  for (const model::ConversionTally& tally : summary.conversions) {
    const model::Conversion* rule = conversion_named(frame.state, tally.conversion);
    const std::map<std::string, std::string> numbers = {{"credits", format_number(tally.credits)}, {"hours", format_number(tally.hours)}};
    Pair line{rule ? frame.texts(rule->label) : frame.texts("year.unknown_conversion"),
              frame.texts(tally.conversion.empty() ? "year.not_converted" : "year.converted", numbers)};
    if (rule) {
      line.value += "\n" + frame.texts("year.rate", {{"credits", format_number(rule->credits)}, {"hours", format_number(rule->hours)}});
      if (!rule->verified) line.value += frame.texts("year.rate_unverified");
    }
    lines.push_back(std::move(line));
  }
  pairs(frame, column, "conversions", lines);
}

void years_table(Frame& frame, Column& column, const std::vector<model::YearSummary>& years) {
  section(frame, column, "years_title", "year.by_year");
  double hours_max = 0;
  for (const model::YearSummary& year : years) hours_max = std::max(hours_max, hours_to_show(year.total));
  CellRows rows;
  for (const model::YearSummary& year : years) {
    TableCell name = text_cell(year_text(frame, year.year));
    name.href = "#/year?year=" + std::to_string(year.year);
    rows.push_back({std::move(name), tally_bar(frame.texts, year.total, hours_max), hours_cell(year.public_subject.approved_hours),
                    hours_cell(year.professional_subject.approved_hours), hours_cell(year.total.approved_hours),
                    hours_cell(year.total.target_hours), reached_cell(frame.texts, year.reached)});
  }
  const std::vector<CellColumn> columns = {{"year.year", 1, 100, false},    {"year.progress", 2.4f, 140, false}, {"year.public_hours"},
                                           {"year.professional_hours"},     {"year.total_hours"},                {"year.target"},
                                           {"year.result", 1.2f, 150, false}};
  table_of(frame, column, "years", frame.texts("year.by_year"), columns, rows, 0);
}

void own_year(Frame& frame, Column& column, int shown) {
  const YearState& state = frame.state.year;
  if (state.failure) return notice_bar(frame, column, "failure", frame.texts.error(*state.failure), Tone::kDanger, true);
  if (!state.loaded) return empty_state(frame, column, "loading", frame.texts("common.loading"), {});
  const auto found = std::ranges::find(state.years, shown, &model::YearSummary::year);
  if (found == state.years.end()) {
    empty_state(frame, column, "unknown", frame.texts("year.not_shown", {{"year", std::to_string(shown)}}), {});
  } else {
    const std::vector<Line> lines = {{"year.professional_subject", found->professional_subject},
                                     {"year.public_subject", found->public_subject},
                                     {"year.total", found->total}};
    conclusion(frame, column, *found, lines);
    subjects_table(frame, column, lines);
    forms_table(frame, column, *found);
    conversions(frame, column, *found);
  }
  years_table(frame, column, state.years);
}

}  // namespace

void year_view(Frame& frame, Column& column, const SignedIn& who) {
  const bool own = who.role == model::Role::kProfessional;
  heading(frame, column, 1, "heading", frame.texts(own ? "year.title" : "year.title_of_people"));
  secondary(frame, column, "year_intro", frame.texts(own ? "year.intro" : "year.intro_of_people"));
  column.skip(frame.metrics.gap);
  Scope scope(frame, "year");
  const int shown = frame.state.year.query.year != 0 ? frame.state.year.query.year : who.current_year;
  year_choice(frame, column, shown, who.current_year);
  if (own) own_year(frame, column, shown);
  else people_of_year(frame, column);
}

}  // namespace portal::ui
