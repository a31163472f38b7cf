// The life of a declaration: which action is possible, for whom, and what it does.
//
//   – save→ draft submit→ pending approve→ … → approved; pending withdraw→ draft; pending reject→ rejected;
//   rejected copy→ a new draft; approved revoke→ rejected. Source: platform guide and the table in ARCHITECTURE.md.
//
// Pure: time comes in, nothing is stored here.
#pragma once

#include "model/declaration.h"
#include "model/organisation.h"

namespace portal::model {

// Who acts.
struct Actor {
  PersonRef person;
  Role role = Role::kProfessional;
  OrganisationRef organisation;
};

// professional, employer, department, base.
bool may_declare(Role role);

// The declarer is the person where a professional declared, and anybody who acts for the declaring organisation
// (in its role) where an organisation did. The error names the first that holds:
// Error codes: not_visible (as if it did not exist), not_allowed (wrong role, or not this organisation's turn),
// wrong_state (params "state"), own_declaration (nobody approves or rejects their own hours, in whatever role).
Result<bool> may(const Actor& actor, Action action, const Declaration& declaration);

// Everything this actor may do with it now, for buttons.
std::vector<Action> allowed_actions(const Actor& actor, const Declaration& declaration);

// Whether the actor may read it: the person, the declarer, the organisations of its chain and, for the
// organisations above the person's, once it has been submitted (a draft is its declarer's alone). Admin: no.
bool may_read(const Actor& actor, const Declaration& declaration, const OrganisationTree& tree);

struct Step {
  Action action = Action::kSubmit;
  std::string reason;  // reject, revoke
  std::string at;      // RFC 3339, UTC
};

// The declaration after the step, revision + 1, with its history entry. kSave, kDelete and kCopy are not
// steps of this kind (error not_a_step). Does not validate the content: callers do so before kSubmit.
// Errors: those of may, reason_required, and those of audit_chain for kSubmit.
Result<Declaration> apply(const Actor& actor, const Declaration& declaration, const Step& step, const OrganisationTree& tree);

// A new draft with the content of a rejected declaration, linked to it; id, revision and times are the caller's.
Result<Declaration> copy_to_draft(const Actor& actor, const Declaration& rejected, const std::string& at);

}  // namespace portal::model
