// Values as people read them, in the page's language.
#pragma once

#include <string>
#include <string_view>

#include "model/date.h"
#include "model/declaration.h"
#include "model/validation.h"
#include "ui/state.h"
#include "ui/texts.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

std::string format_number(double value);  // no trailing zeros: "12", "4.5"
std::string format_amount(const Texts& texts, double amount, std::string_view unit);  // "12 学时"
// RFC 3339 UTC to "2026-03-04 15:07" in China's time (the whole country keeps UTC+8); other text unchanged.
std::string format_time(std::string_view rfc3339);
// "3 天": from the day of that time (RFC 3339, in China) to today; "今天到" on the same day, "" for what is no time.
std::string waited_text(const Texts& texts, std::string_view since_rfc3339, model::Date today);
std::string format_size(long long bytes);  // "1.2 MB"

const std::string& state_text(const Texts& texts, model::DeclarationState state);
const std::string& role_text(const Texts& texts, model::Role role);
const std::string& action_text(const Texts& texts, model::Action action);
Tone tone_of(model::DeclarationState state);

// "03 参加学历、学位教育", or the bare id of a form that this catalogue does not know.
std::string study_form_text(const State& state, const Texts& texts, std::string_view study_form);

// A stored value as its field shows it: the choice's label, 是/否, the number with its unit.
std::string value_text(const Texts& texts, const model::Field& field, const model::Json& value);

// "等待 金水区教育局（主管部门）审核", or "" when nobody must act.
std::string next_auditor_text(const Texts& texts, const model::OrganisationRef* auditor);

}  // namespace portal::ui
