#include "model/workflow.h"

#include <algorithm>
#include <utility>

#include "model/utf8.h"
#include "model/validation.h"

namespace portal::model {
namespace {

constexpr Action kAllActions[] = {Action::kSave,    Action::kDelete, Action::kSubmit, Action::kWithdraw,
                                  Action::kApprove, Action::kReject, Action::kCopy,   Action::kRevoke};

bool is_organisation(Role role) {
  return role == Role::kEmployer || role == Role::kDepartment || role == Role::kAuthority || role == Role::kBase;
}

bool acts_for(const Actor& actor, const OrganisationRef& organisation) {
  return is_organisation(actor.role) && actor.role == organisation.role && !organisation.id.empty() &&
         actor.organisation.id == organisation.id;
}

// A professional declares in person; an organisation declares through whoever acts for it.
bool is_declarer(const Actor& actor, const Declaration& declaration) {
  if (declaration.declared_as == Role::kProfessional)
    return actor.role == Role::kProfessional && !actor.person.id.empty() && actor.person.id == declaration.declarer.id;
  return actor.role == declaration.declared_as && acts_for(actor, declaration.declaring_organisation);
}

bool is_person(const Actor& actor, const Declaration& declaration) {
  return actor.role == Role::kProfessional && !actor.person.id.empty() && actor.person.id == declaration.person.id;
}

bool is_in_chain(const Actor& actor, const Declaration& declaration) {
  return std::ranges::any_of(declaration.chain, [&](const OrganisationRef& level) { return acts_for(actor, level); });
}

bool is_last_level(const Declaration& declaration) { return std::cmp_equal(declaration.level + 1, declaration.chain.size()); }

// A draft is its declarer's alone, also one that had been submitted before.
bool is_involved(const Actor& actor, const Declaration& declaration) {
  if (is_declarer(actor, declaration)) return true;
  if (declaration.state == DeclarationState::kDraft) return false;
  return is_person(actor, declaration) || is_in_chain(actor, declaration);
}

DeclarationState state_for(Action action) {
  switch (action) {
    case Action::kSave:
    case Action::kDelete:
    case Action::kSubmit: return DeclarationState::kDraft;
    case Action::kWithdraw:
    case Action::kApprove:
    case Action::kReject: return DeclarationState::kPending;
    case Action::kCopy: return DeclarationState::kRejected;
    case Action::kRevoke: return DeclarationState::kApproved;
  }
  return DeclarationState::kDraft;
}

// Whether this actor could ever do it with this declaration, in the right state and at the right level.
bool has_part(const Actor& actor, Action action, const Declaration& declaration) {
  switch (action) {
    case Action::kSave:
    case Action::kDelete:
    case Action::kWithdraw:
    case Action::kCopy: return is_declarer(actor, declaration);
    case Action::kSubmit: {
      const bool own = declaration.declared_as != Role::kProfessional || declaration.person.id == declaration.declarer.id;
      return is_declarer(actor, declaration) && own;
    }
    case Action::kApprove:
    case Action::kReject: return is_in_chain(actor, declaration);
    case Action::kRevoke:
      return actor.role == Role::kAuthority && !declaration.chain.empty() && acts_for(actor, declaration.chain.back());
  }
  return false;
}

bool has_turn(const Actor& actor, Action action, const Declaration& declaration) {
  if (action != Action::kApprove && action != Action::kReject) return true;
  const OrganisationRef* next = next_auditor(declaration);
  if (!next || !acts_for(actor, *next)) return false;
  const bool final = action == Action::kApprove && is_last_level(declaration);
  return !final || actor.role == Role::kAuthority;
}

bool is_verdict_on_oneself(const Actor& actor, Action action, const Declaration& declaration) {
  const bool is_verdict = action == Action::kApprove || action == Action::kReject;
  return is_verdict && !actor.person.id.empty() && actor.person.id == declaration.person.id;
}

std::optional<Error> wrong_with_reason(const Step& step) {
  if (step.action != Action::kReject && step.action != Action::kRevoke) return std::nullopt;
  Errors errors = validate_reason(step.reason);
  if (errors.empty()) return std::nullopt;
  if (errors.front().code == "required") errors.front().code = "reason_required";
  return std::move(errors.front());
}

void approve(Declaration& declaration) {
  if (is_last_level(declaration)) declaration.state = DeclarationState::kApproved;
  else ++declaration.level;
}

HistoryEntry entry_for(const Actor& actor, const Step& step, DeclarationState to) {
  const bool has_reason = step.action == Action::kReject || step.action == Action::kRevoke;
  return {
      step.at, step.action, actor.person, actor.organisation, to, has_reason ? std::string(trimmed(step.reason)) : std::string()};
}

}  // namespace

bool may_declare(Role role) {
  return role == Role::kProfessional || role == Role::kEmployer || role == Role::kDepartment || role == Role::kBase;
}

Result<bool> may(const Actor& actor, Action action, const Declaration& declaration) {
  if (!is_involved(actor, declaration)) return Error{"not_visible", "", {}};
  if (!has_part(actor, action, declaration)) return Error{"not_allowed", "", {}};
  if (declaration.state != state_for(action))
    return Error{"wrong_state", "", {{"state", std::string(name_of(declaration.state))}}};
  if (!has_turn(actor, action, declaration)) return Error{"not_allowed", "", {}};
  if (is_verdict_on_oneself(actor, action, declaration)) return Error{"own_declaration", "", {}};
  return true;
}

std::vector<Action> allowed_actions(const Actor& actor, const Declaration& declaration) {
  std::vector<Action> allowed;
  for (const Action action : kAllActions)
    if (may(actor, action, declaration)) allowed.push_back(action);
  return allowed;
}

bool may_read(const Actor& actor, const Declaration& declaration, const OrganisationTree& tree) {
  if (is_involved(actor, declaration)) return true;
  if (declaration.state == DeclarationState::kDraft || !is_organisation(actor.role)) return false;
  const Organisation* own = tree.find(actor.organisation.id);
  return own && own->role == actor.role && tree.is_within(declaration.declaring_organisation.id, own->id);
}

Result<Declaration> apply(const Actor& actor, const Declaration& declaration, const Step& step, const OrganisationTree& tree) {
  const bool is_step = step.action != Action::kSave && step.action != Action::kDelete && step.action != Action::kCopy;
  if (!is_step) return Error{"not_a_step", "", {}};
  if (const Result<bool> allowed = may(actor, step.action, declaration); !allowed) return allowed.error();
  if (std::optional<Error> wrong = wrong_with_reason(step)) return *std::move(wrong);

  Declaration next = declaration;
  if (step.action == Action::kSubmit) {
    // A draft goes with its professional to another employer; what was submitted before keeps its chain.
    if (declaration.declared_as == Role::kProfessional) next.declaring_organisation = actor.organisation;
    Result<std::vector<OrganisationRef>> chain =
        audit_chain(tree, next.declaring_organisation.id, declaration.declared_as);
    if (!chain) return chain.error();
    next.chain = *std::move(chain);
    next.level = 0;
    next.state = DeclarationState::kPending;
  } else if (step.action == Action::kWithdraw) {
    next.level = 0;
    next.state = DeclarationState::kDraft;
  } else if (step.action == Action::kApprove) {
    approve(next);
  } else {
    next.state = DeclarationState::kRejected;
  }
  ++next.revision;
  next.updated_at = step.at;
  next.history.push_back(entry_for(actor, step, next.state));
  return next;
}

Result<Declaration> copy_to_draft(const Actor& actor, const Declaration& rejected, const std::string& at) {
  if (const Result<bool> allowed = may(actor, Action::kCopy, rejected); !allowed) return allowed.error();
  Declaration draft;
  draft.content = rejected.content;
  draft.person = rejected.person;
  draft.declarer = actor.person;
  draft.declaring_organisation = rejected.declaring_organisation;
  draft.declared_as = rejected.declared_as;
  draft.copied_from = rejected.id;
  draft.created_at = draft.updated_at = at;
  draft.history.push_back(entry_for(actor, {Action::kCopy, "", at}, DeclarationState::kDraft));
  return draft;
}

}  // namespace portal::model
