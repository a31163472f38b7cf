// One declaration of study hours, as every party sees it.
//
// `values` holds what the declarer typed, by field id, common fields included: text, date and choice as
// strings, number as a number (or as the string typed while it is not one), yes/no as a boolean. Values of
// fields that the catalogue at hand does not know are kept. Validation judges; storage does not.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "model/json.h"
#include "model/result.h"

namespace portal::model {

enum class Role { kProfessional, kEmployer, kDepartment, kAuthority, kBase, kAdmin };
enum class DeclarationState { kDraft, kPending, kApproved, kRejected };
enum class Subject { kProfessional, kPublic };  // 专业科目, 公需科目
enum class Action { kSave, kDelete, kSubmit, kWithdraw, kApprove, kReject, kCopy, kRevoke };

// Names in JSON, URLs and the catalogue: "professional", "draft", "submit", …
std::string_view name_of(Role role);
std::string_view name_of(DeclarationState state);
std::string_view name_of(Action action);
std::string_view name_of(Subject subject);
std::optional<Role> role_from(std::string_view name);
std::optional<DeclarationState> state_from(std::string_view name);
std::optional<Action> action_from(std::string_view name);
std::optional<Subject> subject_from(std::string_view name);

struct PersonRef {
  std::string id;
  std::string name;
  std::string number;  // staff number; may be empty
};

struct OrganisationRef {
  std::string id;
  std::string name;
  Role role = Role::kEmployer;  // kEmployer, kDepartment, kAuthority or kBase
};

struct Attachment {
  std::string material;  // Material::id
  std::string sha256;    // lower-case hex
  std::string name;      // as the file was called
  std::string media_type;
  long long size_bytes = 0;
  friend bool operator==(const Attachment&, const Attachment&) = default;
};

// One step of a declaration's life; never changed once written.
struct HistoryEntry {
  std::string at;  // RFC 3339, UTC
  Action action = Action::kSave;
  PersonRef by;
  OrganisationRef organisation;
  DeclarationState to = DeclarationState::kDraft;
  std::string reason;  // for reject and revoke
};

// What the declarer may change.
struct DeclarationContent {
  std::string study_form;
  std::string catalogue_version;
  Json values = Json::object();
  std::vector<Attachment> attachments;
};

struct Declaration {
  std::string id;
  long long revision = 0;  // strong ETag of the record: "\"7\""
  DeclarationState state = DeclarationState::kDraft;
  DeclarationContent content;
  PersonRef person;                        // whose hours
  PersonRef declarer;                      // who declares
  OrganisationRef declaring_organisation;  // on whose behalf; its role says as what the declarer acts,
  Role declared_as = Role::kProfessional;  // … except that a person declares own hours as kProfessional
  std::vector<OrganisationRef> chain;      // who audits, in order; empty before the first submit
  int level = 0;                           // index into chain of the next auditor while pending
  std::vector<HistoryEntry> history;
  std::string created_at;
  std::string updated_at;   // of the last change; while pending: since when it waits for the next auditor
  std::string copied_from;  // id of the rejected declaration it was copied from, or empty
};

// The organisation that must act next, or null when nobody must.
const OrganisationRef* next_auditor(const Declaration& declaration);

// Typed views of common fields; 0 / "" when absent or not of their kind.
double claimed_amount(const DeclarationContent& content);
int credited_year(const DeclarationContent& content);
std::string claim_unit(const DeclarationContent& content);  // "hours" or "credits"

// The line of a list: what a table needs, without values and history.
struct DeclarationSummary {
  std::string id;
  long long revision = 0;
  DeclarationState state = DeclarationState::kDraft;
  std::string study_form;
  std::string title;
  PersonRef person;
  Role declared_as = Role::kProfessional;
  OrganisationRef declaring_organisation;
  std::string unit;
  double claimed_amount = 0;
  int credited_year = 0;
  Subject subject = Subject::kProfessional;
  double hours = 0;        // that the claimed amount is worth (hours.h)
  std::string conversion;  // id of the rule by which credits became these hours; "" = declared in hours, or there is no rule
  std::string submitted_at;  // empty for a draft never submitted
  std::string updated_at;
  std::optional<OrganisationRef> next_auditor;
};

struct Catalogue;
DeclarationSummary summarise(const Declaration& declaration, const Catalogue& catalogue);

// JSON of the contract (assets/api/openapi.yaml, schemas Declaration, DeclarationContent, DeclarationSummary).
Json to_json(const PersonRef& person);
Json to_json(const OrganisationRef& organisation);
Json to_json(const Attachment& attachment);
Json to_json(const DeclarationContent& content);
Json to_json(const HistoryEntry& entry);
Json to_json(const Declaration& declaration);
Json to_json(const DeclarationSummary& summary);
// Errors: missing_member, wrong_type, unknown_name, with pointer. Unknown members are ignored here;
// unknown *values* are kept in content.values.
Result<DeclarationContent> read_content(const Json& json);
Result<Declaration> read_declaration(const Json& json);
Result<DeclarationSummary> read_summary(const Json& json);

}  // namespace portal::model
