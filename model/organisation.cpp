#include "model/organisation.h"

#include "model/json_reader.h"

namespace portal::model {
namespace {

Error unknown(std::string_view id) { return {"unknown_organisation", "", {{"id", std::string(id)}}}; }

bool audits(Role role) { return role == Role::kEmployer || role == Role::kDepartment || role == Role::kAuthority; }

}  // namespace

const Organisation* OrganisationTree::find(std::string_view id) const {
  for (const Organisation& organisation : organisations)
    if (organisation.id == id) return &organisation;
  return nullptr;
}

bool OrganisationTree::is_within(std::string_view below, std::string_view above) const {
  bool met = false;
  const Organisation* at = find(below);
  for (std::size_t steps = 0; at && steps <= organisations.size(); ++steps) {
    met = met || at->id == above;
    if (at->parent.empty()) return met;
    at = find(at->parent);
  }
  return at == nullptr && met;  // a parent that is not there ends the way like a top; a loop has no end
}

OrganisationRef reference(const Organisation& organisation) { return {organisation.id, organisation.name, organisation.role}; }

Result<std::vector<OrganisationRef>> audit_chain(const OrganisationTree& tree, std::string_view organisation_id,
                                                 Role declared_as) {
  const Organisation* at = tree.find(organisation_id);
  if (!at) return unknown(organisation_id);
  const bool starts_here = declared_as == Role::kProfessional;
  const bool authority_only = declared_as == Role::kBase;
  std::vector<OrganisationRef> chain;
  for (std::size_t steps = 0; steps <= tree.organisations.size(); ++steps) {
    const bool counts = steps > 0 || starts_here;
    const bool is_authority = at->role == Role::kAuthority;
    if (counts && audits(at->role) && (is_authority || !authority_only)) chain.push_back(reference(*at));
    if (counts && is_authority) return chain;
    if (at->parent.empty()) return Error{"no_authority_above", "", {{"id", std::string(organisation_id)}}};
    const Organisation* parent = tree.find(at->parent);
    if (!parent) return unknown(at->parent);
    at = parent;
  }
  return Error{"organisation_loop", "", {{"id", std::string(organisation_id)}}};
}

Json to_json(const Organisation& organisation) {
  return {{"id", organisation.id},
          {"name", organisation.name},
          {"role", name_of(organisation.role)},
          {"parent", organisation.parent},
          {"credit_code", organisation.credit_code}};
}

Result<Organisation> read_organisation(const Json& json) {
  std::optional<Error> failure;
  JsonReader in(json, "", failure);
  Organisation organisation{in.text("id"), in.text_or_empty("name"), in.named<Role>("role", role_from),
                            in.text_or_empty("parent"), in.text_or_empty("credit_code")};
  if (failure) return *std::move(failure);
  return organisation;
}

}  // namespace portal::model
