// The form in the open dialog: its fields, its button, and a first password that is told once.
#include <algorithm>

#include "ui/update/forms.h"
#include "ui/views/format.h"
#include "ui/views/management.h"
#include "ui/views/page_tools.h"

namespace portal::ui {

namespace {

std::string_view name_of(FormKind kind) {
  switch (kind) {
    case FormKind::kPersonAdd: return "person_add";
    case FormKind::kPersonEdit: return "person_edit";
    case FormKind::kPersonMove: return "person_move";
    case FormKind::kPersonLeave: return "person_leave";
    case FormKind::kNumbersShow: return "numbers_show";
    case FormKind::kAccountAdd: return "account_add";
    case FormKind::kAccountChange: return "account_change";
    case FormKind::kPasswordGive: return "password_give";
    case FormKind::kOrganisationAdd: return "organisation_add";
    case FormKind::kOrganisationEdit: return "organisation_edit";
    case FormKind::kOwnPassword: return "own_password";
  }
  return "";
}

struct FieldInfo {
  std::string_view id;
  std::string_view label_key;
  std::string_view hint_key = {};
  bool required = false;
  std::string_view autocomplete = {};  // of a password
};

std::vector<FieldInfo> text_fields_of(FormKind kind) {
  switch (kind) {
    case FormKind::kPersonAdd:
      return {{"name", "staff.name", {}, true}, {"resident_id", "staff.resident_id", {}, true}, {"number", "staff.number"}, {"mobile", "staff.mobile"},
              {"account", "staff.account", "staff.account_hint"}};
    case FormKind::kPersonEdit:
      return {{"name", "staff.name", {}, true}, {"number", "staff.number"}, {"resident_id", "staff.resident_id", "staff.blank_keeps"},
              {"mobile", "staff.mobile", "staff.blank_keeps"}};
    case FormKind::kPersonMove: return {{"number", "staff.number"}};
    case FormKind::kNumbersShow: return {{"reason", "staff.numbers_reason", {}, true}};
    case FormKind::kAccountAdd: return {{"account", "staff.account", {}, true}};
    case FormKind::kOrganisationAdd:
    case FormKind::kOrganisationEdit: return {{"name", "organisations.name", {}, true}, {"credit_code", "organisations.credit_code"}};
    case FormKind::kOwnPassword:
      return {{"current", "staff.password_current", {}, true, "current-password"},
              {"password", "staff.password_new", "staff.password_hint", true, "new-password"},
              {"repeated", "staff.password_repeated", {}, true, "new-password"}};
    case FormKind::kPersonLeave:
    case FormKind::kAccountChange:
    case FormKind::kPasswordGive: break;
  }
  return {};
}

std::string value_of(const FormState& form, std::string_view field) {
  const auto found = form.fields.find(std::string(field));
  return found == form.fields.end() ? std::string() : found->second;
}

std::string error_at(const Frame& frame, const FormState& form, std::string_view field) {
  const auto found = std::ranges::find(form.errors, "/" + std::string(field), &model::Error::pointer);
  return found == form.errors.end() ? std::string() : frame.texts.error(*found);
}

void text_box(Frame& frame, Column& column, const FormState& form, const FieldInfo& info) {
  const std::string& label = frame.texts(info.label_key);
  const std::string hint = info.hint_key.empty() ? std::string() : frame.texts(info.hint_key);
  const std::string error = error_at(frame, form, info.id);
  FieldSpec spec;
  spec.id = info.id;
  spec.label = label;
  spec.hint = hint;
  spec.error = error;
  spec.required = info.required;
  spec.disabled = form.request != 0;
  spec.length_max = 200;
  spec.password = !info.autocomplete.empty();
  spec.autocomplete = info.autocomplete;
  const FieldResult result = text_field(frame, column, spec, value_of(form, info.id));
  if (result.edited) frame.emit(FormFieldEdited{std::string(info.id), *result.edited});
  column.skip(frame.metrics.gap);
}

void choice(Frame& frame, Column& column, const FormState& form, std::string_view field, std::string_view label_key, const std::vector<Option>& options) {
  const std::string& label = frame.texts(label_key);
  const std::string error = error_at(frame, form, field);
  FieldSpec spec;
  spec.id = field;
  spec.label = label;
  spec.error = error;
  spec.required = true;
  spec.disabled = form.request != 0;
  const FieldResult result = combo_box(frame, column, spec, options, value_of(form, field));
  if (result.edited) frame.emit(FormFieldEdited{std::string(field), *result.edited});
  column.skip(frame.metrics.gap);
}

std::vector<Option> roles(const Frame& frame, std::initializer_list<model::Role> offered) {
  std::vector<Option> options;
  for (const model::Role role : offered) options.push_back({std::string(model::name_of(role)), role_text(frame.texts, role)});
  return options;
}

// An account acts for its organisation in that one's role, or for nobody but its owner.
std::vector<Option> account_roles(const Frame& frame) {
  const std::optional<StaffMember>& member = frame.state.staff.person;
  if (frame.state.session.who->role != model::Role::kAdmin || !member) return roles(frame, {model::Role::kProfessional});
  return roles(frame, {model::Role::kProfessional, member->organisation.role, model::Role::kAdmin});
}

void choices(Frame& frame, Column& column, const FormState& form) {
  const bool is_admin = frame.state.session.who->role == model::Role::kAdmin;
  switch (form.kind) {
    case FormKind::kPersonAdd:
      if (is_admin) choice(frame, column, form, "organisation", "staff.organisation", organisation_options(frame));
      break;
    case FormKind::kPersonMove: choice(frame, column, form, "organisation", "staff.organisation_new", organisation_options(frame)); break;
    case FormKind::kAccountAdd: choice(frame, column, form, "role", "staff.role", account_roles(frame)); break;
    case FormKind::kAccountChange: {
      choice(frame, column, form, "role", "staff.role", account_roles(frame));
      const FieldResult result = check_box(frame, column, {.id = "closed", .label = frame.texts("staff.account_close")}, value_of(form, "closed") == "true");
      if (result.edited) frame.emit(FormFieldEdited{"closed", *result.edited});
      column.skip(frame.metrics.gap);
      break;
    }
    case FormKind::kOrganisationAdd:
      choice(frame, column, form, "role", "organisations.role",
             roles(frame, {model::Role::kEmployer, model::Role::kDepartment, model::Role::kBase, model::Role::kAuthority}));
      [[fallthrough]];
    case FormKind::kOrganisationEdit: choice(frame, column, form, "parent", "organisations.parent", organisation_options(frame)); break;
    default: break;
  }
}

// What belongs to none of the fields.
void problem(Frame& frame, Column& column, const FormState& form) {
  for (const model::Error& error : form.errors) {
    if (!error.pointer.empty()) continue;
    notice_bar(frame, column, "problem", frame.texts.error(error), Tone::kDanger, true);
    column.skip(frame.metrics.gap);
    return;
  }
}

void told_password(Frame& frame, Column& column, const FormState& form) {
  Frame::TextStyle large = frame.style_text();
  large.strong = true;
  large.size = frame.metrics.text_large;
  paragraph(frame, column, "account_name", frame.texts("staff.account_is", {{"name", form.subject}}));
  column.skip(frame.metrics.gap_small);
  paragraph(frame, column, "initial_password", form.initial_password, large);
  column.skip(frame.metrics.gap);
}

void told_numbers(Frame& frame, Column& column, const FormState& form) {
  const Pair shown[] = {{frame.texts("staff.resident_id"), value_of(form, "resident_id")}, {frame.texts("staff.mobile"), value_of(form, "mobile")}};
  pairs(frame, column, "numbers", shown);
  column.skip(frame.metrics.gap);
}

std::string told_text(const Frame& frame, const FormState& form) {
  return frame.texts(form.kind == FormKind::kNumbersShow ? "staff.numbers_told" : "staff.password_told");
}

}  // namespace

void form_view(Frame& frame, const FormState& form) {
  Scope scope(frame, "form");
  const std::string prefix = "form." + std::string(name_of(form.kind));
  const bool told = is_told(form);
  const std::optional<StaffMember>& member = frame.state.staff.person;
  const std::map<std::string, std::string> about{{"name", member ? member->person.name : ""}, {"account", form.subject}};
  const std::string title = frame.texts(prefix + ".title", about);
  const DialogSpec spec{.id = "box", .title = title};
  Column column = begin_dialog(frame, spec);
  dialog_tools(frame, column);
  paragraph(frame, column, "text", told ? told_text(frame, form) : frame.texts(prefix + ".text", about));
  column.skip(frame.metrics.gap);
  problem(frame, column, form);

  Node node;
  node.id = frame.id("fields");
  node.role = NodeRole::kForm;
  node.name = title;
  node.rect = {column.x, column.y, column.width, 0};
  const float top = column.y;
  frame.open(std::move(node));
  if (told && form.kind == FormKind::kNumbersShow) told_numbers(frame, column, form);
  else if (told) told_password(frame, column, form);
  else for (const FieldInfo& info : text_fields_of(form.kind)) text_box(frame, column, form, info);
  choices(frame, column, form);
  const bool busy = form.request != 0, takes_away = form.kind == FormKind::kPersonLeave;
  const std::string submit = frame.texts(busy ? "dialog.busy" : prefix + ".submit"), cancel = frame.texts(told ? "display.done" : "dialog.cancel");
  std::vector<ButtonSpec> buttons{{.id = "submit", .label = submit, .kind = takes_away ? ButtonKind::kDanger : ButtonKind::kPrimary, .busy = busy},
                                  {.id = "cancel", .label = cancel}};
  if (told) buttons.erase(buttons.begin());
  const int pressed = button_row(frame, column, buttons, 1);
  frame.close(column.y - top);
  const bool dismissed = end_dialog(frame, spec, column);
  if (pressed == 0 && !told) return frame.emit(FormConfirmed{});
  if (pressed >= 0 || dismissed) frame.emit(FormDismissed{});
}

}  // namespace portal::ui
