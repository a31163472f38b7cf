// One person: details, accounts, and what may be done.
#include "ui/views/format.h"
#include "ui/views/management.h"

namespace portal::ui {

namespace {

struct FormButton {
  ButtonSpec spec;
  FormKind kind;
};

void form_buttons(Frame& frame, Column& column, const std::vector<FormButton>& buttons, const std::string& subject) {
  std::vector<ButtonSpec> specs;
  for (const FormButton& one : buttons) {
    specs.push_back(one.spec);
    specs.back().popup = "dialog";
  }
  const int pressed = button_row(frame, column, specs);
  if (pressed < 0) return;
  const FormButton& chosen = buttons[static_cast<std::size_t>(pressed)];
  frame.emit(FormOpened{chosen.kind, subject, frame.id(chosen.spec.id)});
}

// Of a person that works where the reader manages: nobody changes their own accounts.
void account(Frame& frame, Column& column, const StaffAccount& account, bool may_change) {
  Scope scope(frame, account.name);
  paragraph(frame, column, "text", account_text(frame.texts, account));
  column.skip(frame.metrics.gap_small);
  if (!may_change) return;
  const std::string change = frame.texts("staff.account_change_of", {{"name", account.name}}), give = frame.texts("staff.password_give_of", {{"name", account.name}});
  std::vector<FormButton> buttons{{{.id = "change", .label = frame.texts("staff.account_change"), .accessible_name = change}, FormKind::kAccountChange}};
  if (!account.closed) buttons.push_back({{.id = "password", .label = frame.texts("staff.password_give"), .accessible_name = give}, FormKind::kPasswordGive});
  form_buttons(frame, column, buttons, account.name);
  column.skip(frame.metrics.gap);
}

void accounts(Frame& frame, Column& column, const StaffMember& member) {
  const SignedIn& who = *frame.state.session.who;
  const bool is_admin = who.role == model::Role::kAdmin, is_self = member.person.id == who.person.id;
  Card card = begin_card(frame, column);
  heading(frame, card.content, 2, "accounts_title", frame.texts("staff.accounts"));
  card.content.skip(frame.metrics.gap_small);
  if (member.accounts.empty()) paragraph(frame, card.content, "no_account", frame.texts("staff.no_account"), frame.style_muted());
  {
    Scope scope(frame, "account");
    for (const StaffAccount& one : member.accounts)
      account(frame, card.content, one, !is_self && (is_admin || one.role == model::Role::kProfessional));
  }
  if (is_self) {
    paragraph(frame, card.content, "own", frame.texts("staff.own_account"), frame.style_muted());
  } else {
    if (!member.accounts.empty()) {
      paragraph(frame, card.content, "another", frame.texts("staff.account_another"), frame.style_muted());
      card.content.skip(frame.metrics.gap_small);
    }
    form_buttons(frame, card.content, {{{.id = "add_account", .label = frame.texts(member.accounts.empty() ? "staff.account_add" : "staff.account_add_another")}, FormKind::kAccountAdd}}, member.person.id);
  }
  end_card(frame, column, card);
}

}  // namespace

void person_view(Frame& frame, Column& column) {
  const StaffState& staff = frame.state.staff;
  back_link(frame, column, "staff.back", "#/people");
  const bool there = staff.person && staff.person->person.id == frame.state.route.subject;
  heading(frame, column, 1, "heading", there ? staff.person->person.name : frame.texts("staff.title"));
  column.skip(frame.metrics.gap);
  Scope scope(frame, "person");
  if (staff.person_failure) return notice_bar(frame, column, "failure", frame.texts.error(*staff.person_failure), Tone::kDanger, true);
  if (!there) return empty_state(frame, column, "loading", frame.texts("common.loading"), {});
  const StaffMember& member = *staff.person;
  Card card = begin_card(frame, column);
  const Pair shown[] = {{frame.texts("staff.number"), member.person.number}, {frame.texts("staff.organisation"), member.organisation.name},
                        {frame.texts("staff.resident_id"), member.resident_id}, {frame.texts("staff.mobile"), member.mobile}};
  pairs(frame, card.content, "details", shown);
  end_card(frame, column, card);
  column.skip(frame.metrics.gap);
  std::vector<FormButton> buttons{{{.id = "edit", .label = frame.texts("staff.edit"), .kind = ButtonKind::kPrimary}, FormKind::kPersonEdit},
                                  {{.id = "numbers", .label = frame.texts("staff.numbers_show")}, FormKind::kNumbersShow}};
  const SignedIn& who = *frame.state.session.who;
  if (who.role == model::Role::kAdmin) buttons.push_back({{.id = "move", .label = frame.texts("staff.move")}, FormKind::kPersonMove});
  if (member.person.id != who.person.id)
    buttons.push_back({{.id = "leave", .label = frame.texts("staff.leave"), .kind = ButtonKind::kDanger}, FormKind::kPersonLeave});
  form_buttons(frame, column, buttons, member.person.id);
  column.skip(frame.metrics.gap);
  accounts(frame, column, member);
}

}  // namespace portal::ui
