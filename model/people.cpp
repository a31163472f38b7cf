#include "model/people.h"

#include <algorithm>

#include "model/identifiers.h"
#include "model/utf8.h"

namespace portal::model {
namespace {

void trim(std::optional<std::string>& text) {
  if (text) text = std::string(trimmed(*text));
}

void judge_text(const std::optional<std::string>& text, std::string_view pointer, Errors& errors) {
  if (text && count_code_points(*text) > kNameLengthMax)
    errors.push_back({"too_long", std::string(pointer), {{"max", std::to_string(kNameLengthMax)}}});
}

void judge_number(std::optional<std::string>& text, std::string_view pointer, Result<std::string> (*check)(std::string_view), Errors& errors) {
  if (!text || text->empty()) return;
  Result<std::string> normal = check(*text);
  if (normal) {
    text = *std::move(normal);
    return;
  }
  Error error = normal.error();
  error.pointer = pointer;
  error.params.erase("expected");  // a check digit that is told would be taken over, not checked
  errors.push_back(std::move(error));
}

}  // namespace

Errors judge_person(PersonDetails& details, Joins joins) {
  Errors errors;
  for (auto* text : {&details.name, &details.number, &details.resident_id, &details.mobile}) trim(*text);
  const auto missing = [joins](const std::optional<std::string>& text) { return text ? text->empty() : joins == Joins::kYes; };
  if (missing(details.name)) errors.push_back({"required", "/name", {}});
  judge_text(details.name, "/name", errors);
  judge_text(details.number, "/number", errors);
  if (missing(details.resident_id)) errors.push_back({"required", "/resident_id", {}});
  judge_number(details.resident_id, "/resident_id", check_resident_id, errors);
  judge_number(details.mobile, "/mobile", check_mobile, errors);
  return errors;
}

Errors judge_account_name(std::string_view name) {
  if (is_blank(name)) return {{"required", "/account", {}}};
  if (count_code_points(name) > kNameLengthMax) return {{"too_long", "/account", {{"max", std::to_string(kNameLengthMax)}}}};
  const bool has_space = std::ranges::any_of(name, [](char c) { return static_cast<unsigned char>(c) <= ' '; });
  if (has_space || trimmed(name) != name) return {{"wrong_character", "/account", {}}};
  return {};
}

Errors judge_new_password(std::string_view password, std::string_view account, std::string_view current) {
  const auto refused = [](std::string_view code, std::map<std::string, std::string> params = {}) {
    return Errors{{std::string(code), "/password", std::move(params)}};
  };
  if (password.empty()) return refused("required");
  const int length = count_code_points(password);
  if (length < kPasswordLengthMin) return refused("password_too_short", {{"min", std::to_string(kPasswordLengthMin)}});
  if (length > kPasswordLengthMax) return refused("too_long", {{"max", std::to_string(kPasswordLengthMax)}});
  if (ascii_lower(password) == ascii_lower(account)) return refused("password_is_name");
  if (password == current) return refused("password_unchanged");
  return {};
}

bool manages_people(Role role) { return role == Role::kEmployer || role == Role::kAdmin; }

bool manages_people_of(const Actor& actor, std::string_view organisation) {
  if (actor.role == Role::kAdmin) return true;
  return actor.role == Role::kEmployer && !organisation.empty() && actor.organisation.id == organisation;
}

bool may_give(const Actor& actor, Role role) {
  return actor.role == Role::kAdmin || (actor.role == Role::kEmployer && role == Role::kProfessional);
}

bool fits(Role role, const Organisation& organisation) {
  return role == Role::kProfessional || role == Role::kAdmin || role == organisation.role;
}

}  // namespace portal::model
