#include "ui/views/format.h"

#include <cmath>

#include "ui/number_text.h"

namespace portal::ui {

namespace {

constexpr int kChinaUtcOffsetMinutes = 8 * 60;

int digits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    if (i >= text.size() || text[i] < '0' || text[i] > '9') return -1;
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

std::string format_number(double value) {
  return short_text(value, 2);
}

std::string format_amount(const Texts& texts, double amount, std::string_view unit) {
  const std::string key = "unit." + std::string(unit.empty() ? "hours" : unit);
  return format_number(amount) + " " + texts(key);
}

std::string format_time(std::string_view rfc3339) {
  const int hour = digits(rfc3339, 11, 2);
  const int minute = digits(rfc3339, 14, 2);
  const int year = digits(rfc3339, 0, 4);
  const int month = digits(rfc3339, 5, 2);
  const int day = digits(rfc3339, 8, 2);
  if (hour < 0 || minute < 0 || year < 0 || month < 1 || month > 12 || day < 1) return std::string(rfc3339);
  const int minutes = hour * 60 + minute + kChinaUtcOffsetMinutes;
  const model::Date date = model::add_days({year, month, day}, minutes / (24 * 60));
  return model::format_date(date) + " " + padded_text(minutes / 60 % 24, 2) + ":" + padded_text(minutes % 60, 2);
}

std::string waited_text(const Texts& texts, std::string_view since_rfc3339, model::Date today) {
  const auto since = model::parse_date(format_time(since_rfc3339).substr(0, 10));
  if (!since) return {};
  const long days = model::days_from_civil(today) - model::days_from_civil(*since);
  if (days <= 0) return texts("queue.waited_today");
  return days == 1 ? texts("queue.waited_day") : texts("queue.waited_days", {{"days", std::to_string(days)}});
}

std::string format_size(long long bytes) {
  const double kilo = static_cast<double>(bytes) / 1024;
  if (kilo < 1) return std::to_string(bytes) + " B";
  return kilo < 1000 ? fixed_text(std::ceil(kilo), 0) + " KB" : fixed_text(kilo / 1024, 1) + " MB";
}

const std::string& state_text(const Texts& texts, model::DeclarationState state) {
  return texts("state." + std::string(model::name_of(state)));
}

const std::string& role_text(const Texts& texts, model::Role role) {
  return texts("role." + std::string(model::name_of(role)));
}

const std::string& action_text(const Texts& texts, model::Action action) {
  return texts("action." + std::string(model::name_of(action)));
}

Tone tone_of(model::DeclarationState state) {
  switch (state) {
    case model::DeclarationState::kDraft: return Tone::kNeutral;
    case model::DeclarationState::kPending: return Tone::kWarning;
    case model::DeclarationState::kApproved: return Tone::kSuccess;
    case model::DeclarationState::kRejected: return Tone::kDanger;
  }
  return Tone::kNeutral;
}

std::string study_form_text(const State& state, const Texts& texts, std::string_view study_form) {
  const model::StudyForm* form = state.catalogue ? state.catalogue->find_form(study_form) : nullptr;
  std::string text(study_form);
  if (form) text += " " + texts(form->title);
  return text;
}

namespace {

// A line for each item: "1. 课程名称 高等数学，成绩 85，是否合格 是".
std::string items_text(const Texts& texts, const model::Field& list, const model::Json& items) {
  std::string text;
  for (std::size_t i = 0; items.is_array() && i < items.size(); ++i) {
    std::string line;
    for (const model::Field& field : list.fields) {
      const std::string value = items[i].is_object() ? value_text(texts, field, model::member(items[i], field.id)) : std::string();
      if (!value.empty()) line += (line.empty() ? "" : texts("check.comma")) + texts("check.input", {{"label", texts(field.label)}, {"value", value}});
    }
    text += (text.empty() ? "" : "\n") + std::to_string(i + 1) + ". " + (line.empty() ? texts("field.none") : line);
  }
  return text;
}

}  // namespace

std::string value_text(const Texts& texts, const model::Field& field, const model::Json& value) {
  if (value.is_null()) return {};
  if (field.kind == model::FieldKind::kList) return items_text(texts, field, value);
  const std::string text = model::text_from_value(value);
  if (field.kind == model::FieldKind::kYesNo && value.is_boolean()) {
    return texts(value.get<bool>() ? "common.yes" : "common.no");
  }
  if (field.kind == model::FieldKind::kChoice) {
    for (const model::Choice& choice : field.choices) {
      if (choice.id == text) return texts(choice.label);
    }
  }
  if (field.kind == model::FieldKind::kNumber && !field.unit.empty() && !text.empty()) {
    return text + " " + texts("unit." + field.unit);
  }
  return text;
}

std::string next_auditor_text(const Texts& texts, const model::OrganisationRef* auditor) {
  if (!auditor) return {};
  return texts("detail.next_pending", {{"organisation", auditor->name + "（" + role_text(texts, auditor->role) + "）"}});
}

}  // namespace portal::ui
