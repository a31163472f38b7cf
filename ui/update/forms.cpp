#include "ui/update/forms.h"

#include <algorithm>

#include "model/people.h"
#include "model/validation.h"
#include "ui/update/dialogs.h"
#include "ui/update/handlers.h"
#include "ui/update/location.h"
#include "ui/update/notices.h"
#include "ui/update/requests.h"
#include "ui/update/staff.h"
#include "ui/update/url.h"

namespace portal::ui {
namespace {

using model::Json;

constexpr std::size_t kFieldBytesMax = 1000;

const StaffMember* member_shown(const State& state) { return state.staff.person ? &*state.staff.person : nullptr; }

const StaffAccount* account_shown(const State& state, const std::string& name) {
  const StaffMember* member = member_shown(state);
  if (!member) return nullptr;
  const auto found = std::ranges::find(member->accounts, name, &StaffAccount::name);
  return found == member->accounts.end() ? nullptr : &*found;
}

// What it is about, as the user sees it; false when that is not on the page.
bool fill(const State& state, FormState& form) {
  const StaffMember* member = member_shown(state);
  const model::Organisation* organisation = state.organisations.tree.find(form.subject);
  const StaffAccount* account = account_shown(state, form.subject);
  switch (form.kind) {
    case FormKind::kPersonAdd: form.fields["organisation"] = state.staff.organisation; return true;
    case FormKind::kPersonEdit:
      if (member) form.fields = {{"name", member->person.name}, {"number", member->person.number}};
      if (member) form.revision = member->revision;
      return member != nullptr;
    case FormKind::kPersonMove:
      if (member) form.fields = {{"number", member->person.number}};
      if (member) form.revision = member->revision;
      return member != nullptr;
    case FormKind::kPersonLeave:
      if (member) form.revision = member->revision;
      return member != nullptr;
    case FormKind::kNumbersShow: return member != nullptr;
    case FormKind::kAccountAdd: form.fields["role"] = model::name_of(model::Role::kProfessional); return member != nullptr;
    case FormKind::kAccountChange:
      if (account) form.fields = {{"role", std::string(model::name_of(account->role))}, {"closed", account->closed ? "true" : "false"}};
      if (account) form.revision = account->revision;
      return account != nullptr;
    case FormKind::kPasswordGive:
      if (account) form.revision = account->revision;
      return account != nullptr;
    case FormKind::kOrganisationAdd: form.fields = {{"parent", form.subject}, {"role", "employer"}}; return true;
    case FormKind::kOrganisationEdit:
      if (organisation) form.fields = {{"name", organisation->name}, {"parent", organisation->parent}, {"credit_code", organisation->credit_code}};
      if (organisation) form.revision = organisation->revision;
      return organisation != nullptr;
    case FormKind::kOwnPassword: return true;
  }
  return false;
}

std::string first_node_of(FormKind kind) {
  switch (kind) {
    case FormKind::kPersonAdd:
    case FormKind::kPersonEdit:
    case FormKind::kOrganisationAdd:
    case FormKind::kOrganisationEdit: return "form/name";
    case FormKind::kPersonMove: return "form/organisation";
    case FormKind::kAccountAdd: return "form/account";
    case FormKind::kAccountChange: return "form/role";
    case FormKind::kOwnPassword: return "form/current";
    case FormKind::kNumbersShow: return "form/reason";
    case FormKind::kPersonLeave:
    case FormKind::kPasswordGive: break;
  }
  return "form/cancel";
}

bool is_about_person(FormKind kind) {
  return kind == FormKind::kPersonEdit || kind == FormKind::kPersonMove || kind == FormKind::kPersonLeave || kind == FormKind::kNumbersShow ||
         kind == FormKind::kAccountAdd;
}

std::string value_of(const FormState& form, const char* field) {
  const auto found = form.fields.find(field);
  return found == form.fields.end() ? std::string() : found->second;
}

Json body_of(const FormState& form, std::initializer_list<const char*> fields) {
  Json body = Json::object();
  for (const char* field : fields) body[field] = value_of(form, field);
  return body;
}

// What the client can tell by itself; the server judges the rest.
model::Errors faults_of(const State& state, const FormState& form) {
  const auto optional = [&form](const char* field) { return std::optional(value_of(form, field)); };
  if (form.kind == FormKind::kPersonAdd) {
    model::PersonDetails details{optional("name"), optional("number"), optional("resident_id"), optional("mobile")};
    model::Errors errors = model::judge_person(details, model::Joins::kYes);
    if (!value_of(form, "account").empty())
      for (model::Error& error : model::judge_account_name(value_of(form, "account"))) errors.push_back(std::move(error));
    return errors;
  }
  if (form.kind == FormKind::kNumbersShow) return model::validate_reason(value_of(form, "reason"));
  if (form.kind == FormKind::kAccountAdd) return model::judge_account_name(value_of(form, "account"));
  if (form.kind != FormKind::kOwnPassword) return {};
  model::Errors errors;
  if (value_of(form, "current").empty()) errors.push_back({"required", "/current", {}});
  for (model::Error& error : model::judge_new_password(value_of(form, "password"), state.sign_in.name, value_of(form, "current")))
    errors.push_back(std::move(error));
  if (value_of(form, "password") != value_of(form, "repeated")) errors.push_back({"passwords_differ", "/repeated", {}});
  return errors;
}

Question question_of(const State& state, const FormState& form) {
  Question question;
  question.purpose = Purpose::kSaveForm;
  question.method = "POST";
  const std::string person = member_shown(state) ? "/people/" + percent_encoded(member_shown(state)->person.id) : "";
  Json body = Json::object();
  if (form.kind != FormKind::kPersonAdd && form.kind != FormKind::kAccountAdd && form.kind != FormKind::kOrganisationAdd && form.kind != FormKind::kOwnPassword &&
      form.kind != FormKind::kNumbersShow)
    question.if_match = form.revision;
  switch (form.kind) {
    case FormKind::kPersonAdd:
      question.path = "/people";
      body = body_of(form, {"name", "number", "resident_id", "mobile", "account", "organisation"});
      break;
    case FormKind::kPersonEdit:
      question.method = "PUT";
      question.path = person;
      body = body_of(form, {"name", "number"});
      for (const char* masked : {"resident_id", "mobile"})  // blank: as it is
        if (!value_of(form, masked).empty()) body[masked] = value_of(form, masked);
      break;
    case FormKind::kPersonMove:
      question.path = person + "/move";
      body = body_of(form, {"organisation", "number"});
      break;
    case FormKind::kPersonLeave: question.path = person + "/leave"; break;
    case FormKind::kNumbersShow:
      question.path = person + "/numbers";
      body = body_of(form, {"reason"});
      break;
    case FormKind::kAccountAdd:
      question.path = "/accounts";
      body = body_of(form, {"account", "role"});
      body["person"] = member_shown(state)->person.id;
      break;
    case FormKind::kAccountChange:
      question.method = "PUT";
      question.path = "/accounts/" + percent_encoded(form.subject);
      body = {{"role", value_of(form, "role")}, {"closed", value_of(form, "closed") == "true"}};
      break;
    case FormKind::kPasswordGive: question.path = "/accounts/" + percent_encoded(form.subject) + "/password"; break;
    case FormKind::kOrganisationAdd:
      question.path = "/organisations";
      body = body_of(form, {"name", "role", "parent", "credit_code"});
      break;
    case FormKind::kOrganisationEdit:
      question.method = "PUT";
      question.path = "/organisations/" + percent_encoded(form.subject);
      body = body_of(form, {"name", "parent", "credit_code"});
      break;
    case FormKind::kOwnPassword:
      question.method = "PUT";
      question.path = "/session/password";
      body = body_of(form, {"current", "password"});
      break;
  }
  question.body = model::dump_json(body);
  return question;
}

void close(State& state, Effects& effects) {
  const std::string opener = state.form->opener;
  state.form.reset();
  focus(opener.empty() ? "heading" : opener, effects);
}

void show_faults(FormState& form, Effects& effects) {
  const model::Error& first = form.errors.front();
  announce("error." + first.code, effects, first.params);
  if (first.pointer.size() > 1) focus("form" + first.pointer, effects);
}

// The dialog goes on to the first password of an account that has none.
void go_on_to_password(State& state, const std::string& account, Effects& effects) {
  FormState& form = *state.form;
  form.kind = FormKind::kPasswordGive;
  form.subject = account;
  form.revision = 1;
  form.fields.clear();
  focus("form/submit", effects);
}

std::string notice_of(FormKind kind) {
  switch (kind) {
    case FormKind::kPersonAdd: return "staff.person_added";
    case FormKind::kPersonMove: return "staff.person_moved";
    case FormKind::kPersonLeave: return "staff.person_left";
    case FormKind::kOwnPassword: return "staff.password_changed";
    default: return "staff.saved";
  }
}

void password_changed(State& state, Effects& effects) {
  SignedIn& who = *state.session.who;
  const bool was_asked_for = std::exchange(who.must_change_password, false);
  close(state, effects);
  if (was_asked_for) arrive(state, effects);
}

// In the dialog alone, which forgets them when it is closed.
void numbers_told(FormState& form, const Json& answer, Effects& effects) {
  form.fields = {{"resident_id", model::text_or(answer, "resident_id")}, {"mobile", model::text_or(answer, "mobile")}};
  announce("staff.numbers_told", effects);
  focus("form/cancel", effects);
}

void succeeded(State& state, const Json& answer, Effects& effects) {
  FormState& form = *state.form;
  const FormKind kind = form.kind;
  if (kind == FormKind::kNumbersShow) return numbers_told(form, answer, effects);
  staff_changed(state, effects);
  if (kind == FormKind::kPasswordGive) {
    form.initial_password = model::text_or(answer, "initial_password");
    announce("staff.password_given", effects);
    return focus("form/cancel", effects);
  }
  const bool has_new_account = kind == FormKind::kAccountAdd || (kind == FormKind::kPersonAdd && !value_of(form, "account").empty());
  if (kind == FormKind::kOwnPassword) {
    password_changed(state, effects);
  } else if (has_new_account) {
    show_success(state, notice_of(kind), effects);
    return go_on_to_password(state, value_of(form, "account"), effects);
  } else if (kind == FormKind::kPersonLeave || kind == FormKind::kPersonMove) {
    state.form.reset();
    go(state, {.place = Route::Place::kStaff, .study_form = {}, .declaration = {}, .query = {}}, effects);
  } else {
    close(state, effects);
  }
  show_success(state, notice_of(kind), effects);
}

}  // namespace

void form_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  if (!state.form || state.form->request != pending.request.id) {
    if (reply.status >= 200 && reply.status < 300) staff_changed(state, effects);
    return;
  }
  FormState& form = *state.form;
  form.request = 0;
  if (reply.status >= 200 && reply.status < 300) {
    const auto body = object_of(reply);
    return succeeded(state, body ? *body : Json::object(), effects);
  }
  const Problem problem = problem_of(reply);
  form.errors = problem.errors.empty() ? model::Errors{{problem.error.code, "", problem.error.params}} : problem.errors;
  if (reply.status == 412) {  // what is on the page is not as it is now
    form.errors = {{"stale_form", "", {}}};
    staff_changed(state, effects);
  }
  show_faults(form, effects);
}

bool is_told(const FormState& form) { return !form.initial_password.empty() || (form.kind == FormKind::kNumbersShow && form.fields.contains("resident_id")); }

void ask_for_own_password(State& state, Effects& effects) { handle(state, FormOpened{FormKind::kOwnPassword, "", "own_password"}, effects); }

void handle(State& state, const FormOpened& event, Effects& effects) {
  if (state.session.phase != SessionState::Phase::kSignedIn) return;
  FormState form;
  form.kind = event.kind;
  form.subject = event.subject;
  form.opener = event.opener;
  if (!fill(state, form)) return;
  put_dialog_away(state);
  state.form = std::move(form);
  focus(first_node_of(event.kind), effects);
}

void handle(State& state, const FormFieldEdited& event, Effects&) {
  if (!state.form || state.form->request != 0) return;
  state.form->fields[event.field] = bounded(event.text, kFieldBytesMax);
  std::erase_if(state.form->errors, [&](const model::Error& error) { return error.pointer == "/" + event.field || error.pointer.empty(); });
}

void handle(State& state, const FormConfirmed&, Effects& effects) {
  if (!state.form || state.form->request != 0 || !state.session.who) return;
  FormState& form = *state.form;
  if (is_told(form)) return close(state, effects);
  if (is_about_person(form.kind) && !member_shown(state)) return close(state, effects);
  form.errors = faults_of(state, form);
  if (!form.errors.empty()) return show_faults(form, effects);
  form.request = send(state, question_of(state, form), effects);
}

// What is under way goes on; its answer changes what is on the page.
void handle(State& state, const FormDismissed&, Effects& effects) {
  if (state.form) close(state, effects);
}

}  // namespace portal::ui
