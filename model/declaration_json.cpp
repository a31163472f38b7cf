// JSON of declarations: the codecs of declaration.h.
#include "model/declaration.h"
#include "model/json_reader.h"

namespace portal::model {
namespace {

template <class T>
Json list_to_json(const std::vector<T>& items) {
  Json list = Json::array();
  for (const T& item : items) list.push_back(to_json(item));
  return list;
}

PersonRef read_person(JsonReader in) { return {in.text("id"), in.text_or_empty("name"), in.text_or_empty("number")}; }

OrganisationRef read_organisation_ref(JsonReader in) {
  return {in.text("id"), in.text_or_empty("name"), in.named<Role>("role", role_from)};
}

Attachment read_attachment(JsonReader in) {
  return {in.text("material"), in.text("sha256"), in.text_or_empty("name"), in.text_or_empty("media_type"),
          in.integer_or("size_bytes", 0)};
}

HistoryEntry read_entry(JsonReader in) {
  return {in.text("at"),
          in.named<Action>("action", action_from),
          read_person(in.object("by")),
          read_organisation_ref(in.object("organisation")),
          in.named<DeclarationState>("to", state_from),
          in.text_or_empty("reason")};
}

DeclarationContent read_members(JsonReader in) {
  DeclarationContent content;
  content.study_form = in.text("study_form");
  content.catalogue_version = in.text_or_empty("catalogue_version");
  if (in.has("values")) content.values = in.object("values").json();
  for (const JsonReader& item : in.objects("attachments")) content.attachments.push_back(read_attachment(item));
  return content;
}

int read_level(JsonReader& in) {
  const long long level = in.integer_or("level", 0);
  return level >= 0 && level <= 1000 ? static_cast<int>(level) : -1;  // -1: no auditor, rather than a wrong one
}

}  // namespace

Json to_json(const PersonRef& person) { return {{"id", person.id}, {"name", person.name}, {"number", person.number}}; }

Json to_json(const OrganisationRef& organisation) {
  return {{"id", organisation.id}, {"name", organisation.name}, {"role", name_of(organisation.role)}};
}

Json to_json(const Attachment& attachment) {
  return {{"material", attachment.material},
          {"sha256", attachment.sha256},
          {"name", attachment.name},
          {"media_type", attachment.media_type},
          {"size_bytes", attachment.size_bytes}};
}

Json to_json(const DeclarationContent& content) {
  return {{"study_form", content.study_form},
          {"catalogue_version", content.catalogue_version},
          {"values", content.values},
          {"attachments", list_to_json(content.attachments)}};
}

Json to_json(const HistoryEntry& entry) {
  return {{"at", entry.at},          {"action", name_of(entry.action)},
          {"by", to_json(entry.by)}, {"organisation", to_json(entry.organisation)},
          {"to", name_of(entry.to)}, {"reason", entry.reason}};
}

Json to_json(const Declaration& declaration) {
  Json json = to_json(declaration.content);
  json["id"] = declaration.id;
  json["revision"] = declaration.revision;
  json["state"] = name_of(declaration.state);
  json["person"] = to_json(declaration.person);
  json["declarer"] = to_json(declaration.declarer);
  json["declaring_organisation"] = to_json(declaration.declaring_organisation);
  json["declared_as"] = name_of(declaration.declared_as);
  json["chain"] = list_to_json(declaration.chain);
  json["level"] = declaration.level;
  json["history"] = list_to_json(declaration.history);
  json["created_at"] = declaration.created_at;
  json["updated_at"] = declaration.updated_at;
  json["copied_from"] = declaration.copied_from;
  return json;
}

Json to_json(const DeclarationSummary& summary) {
  return {{"id", summary.id},
          {"revision", summary.revision},
          {"state", name_of(summary.state)},
          {"study_form", summary.study_form},
          {"title", summary.title},
          {"person", to_json(summary.person)},
          {"declared_as", name_of(summary.declared_as)},
          {"declaring_organisation", to_json(summary.declaring_organisation)},
          {"unit", summary.unit},
          {"claimed_amount", summary.claimed_amount},
          {"credited_year", summary.credited_year},
          {"subject", name_of(summary.subject)},
          {"hours", summary.hours},
          {"conversion", summary.conversion},
          {"submitted_at", summary.submitted_at},
          {"updated_at", summary.updated_at},
          {"next_auditor", summary.next_auditor ? to_json(*summary.next_auditor) : Json()}};
}

Result<DeclarationContent> read_content(const Json& json) {
  std::optional<Error> failure;
  DeclarationContent content = read_members(JsonReader(json, "", failure));
  if (failure) return *std::move(failure);
  return content;
}

Result<Declaration> read_declaration(const Json& json) {
  std::optional<Error> failure;
  JsonReader in(json, "", failure);
  Declaration declaration;
  declaration.id = in.text("id");
  declaration.revision = in.integer("revision");
  declaration.state = in.named<DeclarationState>("state", state_from);
  declaration.content = read_members(in);
  declaration.person = read_person(in.object("person"));
  declaration.declarer = read_person(in.object("declarer"));
  declaration.declaring_organisation = read_organisation_ref(in.object("declaring_organisation"));
  declaration.declared_as = in.named<Role>("declared_as", role_from);
  for (const JsonReader& item : in.objects("chain")) declaration.chain.push_back(read_organisation_ref(item));
  declaration.level = read_level(in);
  for (const JsonReader& item : in.objects("history")) declaration.history.push_back(read_entry(item));
  declaration.created_at = in.text_or_empty("created_at");
  declaration.updated_at = in.text_or_empty("updated_at");
  declaration.copied_from = in.text_or_empty("copied_from");
  if (failure) return *std::move(failure);
  return declaration;
}

Result<DeclarationSummary> read_summary(const Json& json) {
  std::optional<Error> failure;
  JsonReader in(json, "", failure);
  DeclarationSummary summary;
  summary.id = in.text("id");
  summary.revision = in.integer("revision");
  summary.state = in.named<DeclarationState>("state", state_from);
  summary.study_form = in.text("study_form");
  summary.title = in.text_or_empty("title");
  summary.person = read_person(in.object("person"));
  summary.declared_as = in.named<Role>("declared_as", role_from);
  summary.declaring_organisation = read_organisation_ref(in.object("declaring_organisation"));
  summary.unit = in.text_or_empty("unit");
  summary.claimed_amount = in.number_or("claimed_amount", 0);
  const long long year = in.integer_or("credited_year", 0);
  summary.credited_year = year >= 0 && year <= 9999 ? static_cast<int>(year) : 0;
  summary.subject = subject_from(in.text_or_empty("subject")).value_or(Subject::kProfessional);
  summary.hours = in.number_or("hours", 0);
  summary.conversion = in.text_or_empty("conversion");
  summary.submitted_at = in.text_or_empty("submitted_at");
  summary.updated_at = in.text_or_empty("updated_at");
  if (in.has("next_auditor")) summary.next_auditor = read_organisation_ref(in.object("next_auditor"));
  if (failure) return *std::move(failure);
  return summary;
}

}  // namespace portal::model
