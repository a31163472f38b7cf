#include "model/organisation.h"

#include <algorithm>

#include "model/identifiers.h"
#include "model/json_reader.h"
#include "model/utf8.h"

namespace portal::model {
namespace {

Error unknown(std::string_view id) { return {"unknown_organisation", "", {{"id", std::string(id)}}}; }

constexpr int kOrganisationNameLengthMax = 100;

// Source: platform guide: employers under departments or straight under an authority, level above level.
bool may_stand_under(Role below, Role above) {
  if (below == Role::kAuthority || below == Role::kBase) return above == Role::kAuthority;
  return above == Role::kAuthority || above == Role::kDepartment;
}

// What is wrong with its place in the tree that has it already.
std::optional<Error> wrong_place(const OrganisationTree& tree, const Organisation& organisation) {
  const auto refused = [](std::string_view code) { return Error{std::string(code), "/parent", {}}; };
  if (organisation.parent.empty()) {
    if (organisation.role == Role::kAuthority) return std::nullopt;
    return refused("required");
  }
  const Organisation* parent = tree.find(organisation.parent);
  if (!parent) return refused("unknown_organisation");
  // First the loop: below itself, no level is the right one.
  if (!tree.is_within(organisation.id, organisation.id)) return refused("organisation_loop");
  if (!may_stand_under(organisation.role, parent->role)) return refused("wrong_parent");
  for (const Organisation& below : tree.organisations) {
    if (!tree.is_within(below.id, organisation.id)) continue;
    const auto chain = audit_chain(tree, below.id, Role::kProfessional);
    if (!chain) return refused(chain.error().code);
  }
  return std::nullopt;
}

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
    if (parent->id == organisation_id) break;
    at = parent;
  }
  return Error{"organisation_loop", "", {{"id", std::string(organisation_id)}}};
}

Errors judge_organisation(const OrganisationTree& tree, Organisation& changed) {
  Errors errors;
  changed.name = std::string(trimmed(changed.name));
  if (changed.name.empty()) errors.push_back({"required", "/name", {}});
  if (count_code_points(changed.name) > kOrganisationNameLengthMax)
    errors.push_back({"too_long", "/name", {{"max", std::to_string(kOrganisationNameLengthMax)}}});
  if (!is_blank(changed.credit_code)) {
    if (Result<std::string> code = check_credit_code(changed.credit_code)) changed.credit_code = *std::move(code);
    else errors.push_back({code.error().code, "/credit_code", {}});
  }
  OrganisationTree after = tree;
  const auto before = std::ranges::find(after.organisations, changed.id, &Organisation::id);
  if (before == after.organisations.end()) {
    after.organisations.push_back(changed);
  } else {
    if (before->role != changed.role) errors.push_back({"role_fixed", "/role", {}});
    *before = changed;
  }
  if (std::optional<Error> error = wrong_place(after, changed)) errors.push_back(*std::move(error));
  return errors;
}

Json to_json(const Organisation& organisation) {
  return {{"id", organisation.id},
          {"revision", organisation.revision},
          {"name", organisation.name},
          {"role", name_of(organisation.role)},
          {"parent", organisation.parent},
          {"credit_code", organisation.credit_code}};
}

Result<Organisation> read_organisation(const Json& json) {
  std::optional<Error> failure;
  JsonReader in(json, "", failure);
  Organisation organisation{in.text("id"), in.text_or_empty("name"), in.named<Role>("role", role_from),
                            in.text_or_empty("parent"), in.text_or_empty("credit_code"),
                            in.integer_or("revision", 0)};
  if (failure) return *std::move(failure);
  return organisation;
}

}  // namespace portal::model
