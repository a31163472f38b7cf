#include "model/declaration.h"

#include <utility>

#include "model/catalogue.h"
#include "model/hours.h"
#include "model/validation.h"

namespace portal::model {
namespace {

template <class T>
struct Name {
  T value;
  std::string_view text;
};

constexpr Name<Role> kRoles[] = {
    {Role::kProfessional, "professional"}, {Role::kEmployer, "employer"}, {Role::kDepartment, "department"},
    {Role::kAuthority, "authority"},       {Role::kBase, "base"},         {Role::kAdmin, "admin"},
};

constexpr Name<DeclarationState> kStates[] = {
    {DeclarationState::kDraft, "draft"},
    {DeclarationState::kPending, "pending"},
    {DeclarationState::kApproved, "approved"},
    {DeclarationState::kRejected, "rejected"},
};

constexpr Name<Action> kActions[] = {
    {Action::kSave, "save"},       {Action::kDelete, "delete"}, {Action::kSubmit, "submit"}, {Action::kWithdraw, "withdraw"},
    {Action::kApprove, "approve"}, {Action::kReject, "reject"}, {Action::kCopy, "copy"},     {Action::kRevoke, "revoke"},
};

constexpr Name<Subject> kSubjects[] = {{Subject::kProfessional, "professional"}, {Subject::kPublic, "public"}};

template <class T, std::size_t N>
std::string_view name_in(const Name<T> (&names)[N], T value) {
  for (const Name<T>& name : names)
    if (name.value == value) return name.text;
  return {};
}

template <class T, std::size_t N>
std::optional<T> value_in(const Name<T> (&names)[N], std::string_view text) {
  for (const Name<T>& name : names)
    if (name.text == text) return name.value;
  return std::nullopt;
}

// A choice is named by its label in the language of the records.
std::string title_of(const Catalogue& catalogue, const DeclarationContent& content) {
  const StudyForm* form = catalogue.find_form(content.study_form);
  const Field* field = form ? find_field(catalogue, *form, form->title_field) : nullptr;
  if (!field) return {};
  const std::string text = text_from_value(member(content.values, field->id));
  for (const Choice& choice : field->choices)
    if (choice.id == text) return choice.label.zh;
  return text;
}

std::string last_submit(const std::vector<HistoryEntry>& history) {
  for (auto entry = history.rbegin(); entry != history.rend(); ++entry)
    if (entry->action == Action::kSubmit) return entry->at;
  return {};
}

}  // namespace

std::string_view name_of(Role role) { return name_in(kRoles, role); }
std::string_view name_of(DeclarationState state) { return name_in(kStates, state); }
std::string_view name_of(Action action) { return name_in(kActions, action); }
std::string_view name_of(Subject subject) { return name_in(kSubjects, subject); }
std::optional<Role> role_from(std::string_view name) { return value_in(kRoles, name); }
std::optional<DeclarationState> state_from(std::string_view name) { return value_in(kStates, name); }
std::optional<Action> action_from(std::string_view name) { return value_in(kActions, name); }
std::optional<Subject> subject_from(std::string_view name) { return value_in(kSubjects, name); }

const OrganisationRef* next_auditor(const Declaration& declaration) {
  const bool waits = declaration.state == DeclarationState::kPending;
  const bool in_chain = declaration.level >= 0 && std::cmp_less(declaration.level, declaration.chain.size());
  return waits && in_chain ? &declaration.chain[declaration.level] : nullptr;
}

double claimed_amount(const DeclarationContent& content) { return number_or(content.values, "claimed_amount", 0); }

int credited_year(const DeclarationContent& content) {
  const long long year = integer_or(content.values, "credited_year", 0);
  return year >= 0 && year <= 9999 ? static_cast<int>(year) : 0;
}

std::string claim_unit(const DeclarationContent& content) { return text_or(content.values, "unit"); }

DeclarationSummary summarise(const Declaration& declaration, const Catalogue& catalogue) {
  const DeclarationContent& content = declaration.content;
  DeclarationSummary summary;
  summary.id = declaration.id;
  summary.revision = declaration.revision;
  summary.state = declaration.state;
  summary.study_form = content.study_form;
  summary.title = title_of(catalogue, content);
  summary.person = declaration.person;
  summary.declared_as = declaration.declared_as;
  summary.declaring_organisation = declaration.declaring_organisation;
  summary.unit = claim_unit(content);
  summary.claimed_amount = claimed_amount(content);
  summary.credited_year = credited_year(content);
  const Credit credit = credit_of(catalogue, content);
  summary.subject = credit.subject;
  summary.hours = credit.hours;
  summary.conversion = credit.conversion;
  summary.submitted_at = last_submit(declaration.history);
  summary.updated_at = declaration.updated_at;
  if (const OrganisationRef* next = next_auditor(declaration)) summary.next_auditor = *next;
  return summary;
}

}  // namespace portal::model
