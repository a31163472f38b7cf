// The organisation tree and the chain of audit.
//
// Organisations form a tree: employers under departments, departments under departments or an authority,
// a base under the authority that approved it. Derived from the tree alone, so that client, server and
// tests agree. Source: platform guide, "提交之后，会逐级等待上级部门进行审批".
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/declaration.h"

namespace portal::model {

struct Organisation {
  std::string id;
  std::string name;
  Role role = Role::kEmployer;  // kEmployer, kDepartment, kAuthority, kBase
  std::string parent;           // "" for the top
  std::string credit_code;      // unified social credit code, may be empty
  long long revision = 0;       // strong ETag as that of a declaration; 0 where it is not known
};

struct OrganisationTree {
  std::vector<Organisation> organisations;
  const Organisation* find(std::string_view id) const;
  // Whether `below` is `above` or stands under it, at any depth. False for unknown ids and in a loop.
  bool is_within(std::string_view below, std::string_view above) const;
};

OrganisationRef reference(const Organisation& organisation);

// Who audits, in order, ending with the first authority on the way up. A professional's declaration starts
// at the own employer; one by an employer or department at the level above it; one by a base at the authority.
// Errors: unknown_organisation, no_authority_above, organisation_loop.
Result<std::vector<OrganisationRef>> audit_chain(const OrganisationTree& tree, std::string_view organisation_id,
                                                 Role declared_as);

// Whether the tree may have this organisation, new or changed, in the place of the one with its id. Puts name and
// credit code into their normal form. Everything at and below it must still reach an authority.
// Pointers and codes: /name required, too_long(max); /role role_fixed (of one that exists); /parent required,
// unknown_organisation, wrong_parent (as levels go), organisation_loop, no_authority_above; /credit_code as check_credit_code.
Errors judge_organisation(const OrganisationTree& tree, Organisation& changed);

Json to_json(const Organisation& organisation);
Result<Organisation> read_organisation(const Json& json);

}  // namespace portal::model
