#include "shell/server/demo.h"

#include <algorithm>
#include <charconv>
#include <fstream>
#include <iterator>

#include "model/date.h"
#include "model/validation.h"
#include "shell/server/catalogue_files.h"
#include "shell/server/crypto.h"

namespace portal::server {
namespace {

using model::Error;
using model::Json;
using model::Result;

constexpr long long kDayMs = 86'400'000;

struct DemoFiles {
  Json organisations, people, accounts, declarations;
};

Result<DemoFiles> read_files(const std::filesystem::path& folder) {
  DemoFiles files;
  for (const auto& [name, target] : {std::pair("organisations.json", &files.organisations), std::pair("people.json", &files.people),
                                     std::pair("accounts.json", &files.accounts), std::pair("declarations.json", &files.declarations)}) {
    Result<Json> json = read_json_file(folder / name);
    if (!json) return json.error();
    *target = *std::move(json);
  }
  return files;
}

Error invalid_demo(std::string pointer, std::string reason) { return {"demo_invalid", std::move(pointer), {{"reason", std::move(reason)}}}; }

// "{date-40}" = the date 40 days ago, "{year-40}" = its year as a number; anything else as it stands.
Json resolved(const Json& value, long long now_ms) {
  const auto* text = value.get_ptr<const std::string*>();
  if (!text || !text->starts_with('{') || !text->ends_with('}')) return value;
  const bool is_date = text->starts_with("{date-");
  long long days = 0;
  std::from_chars(text->data() + 6, text->data() + text->size() - 1, days);
  if (is_date) return date_in_china(now_ms - days * kDayMs);
  return year_in_china(now_ms - days * kDayMs);
}

class Maker {
 public:
  Maker(Context& context, const std::filesystem::path& folder, const DemoFiles& files)
      : context_(context), folder_(folder), files_(files), now_ms_(context.clock()) {}

  std::optional<Error> make(Records& records, const std::string& password_hash) {
    if (auto error = add_organisations(records)) return error;
    for (const Json& row : files_.people)
      records.add_person({model::text_or(row, "id"), model::text_or(row, "name"), model::text_or(row, "number"),
                          model::text_or(row, "resident_id"), model::text_or(row, "mobile"), model::text_or(row, "organisation")});
    for (const Json& row : model::member(files_.accounts, "accounts"))
      records.add_account({model::text_or(row, "name"), model::text_or(row, "person"),
                           model::role_from(model::text_or(row, "role")).value_or(model::Role::kProfessional),
                           model::text_or(row, "organisation"), password_hash});
    int index = 0;
    for (const Json& row : files_.declarations)
      if (auto error = add_declaration(records, row, "/" + std::to_string(index++))) return error;
    return std::nullopt;
  }

 private:
  std::optional<Error> add_organisations(Records& records) {
    for (const Json& row : files_.organisations) {
      Result<model::Organisation> organisation = model::read_organisation(row);
      if (!organisation) return organisation.error();
      records.add_organisation(*organisation);
      tree_.organisations.push_back(*std::move(organisation));
    }
    return std::nullopt;
  }

  // Everyone who appears as "account" or "by": those with an account, and further auditors without.
  std::optional<model::Actor> actor(Records& records, const std::string& name) {
    for (const char* list : {"accounts", "further_actors"}) {
      for (const Json& row : model::member(files_.accounts, list)) {
        if (model::text_or(row, "name") != name) continue;
        const std::optional<Person> person = records.person(model::text_or(row, "person"));
        const model::Organisation* organisation = tree_.find(model::text_or(row, "organisation"));
        const std::optional<model::Role> role = model::role_from(model::text_or(row, "role"));
        if (!person || !organisation || !role) return std::nullopt;
        return model::Actor{{person->id, person->name, person->number}, *role, model::reference(*organisation)};
      }
    }
    return std::nullopt;
  }

  std::string time_of(const Json& row) const {
    const double days = model::number_or(row, "days_ago", 0);
    return rfc3339(now_ms_ - static_cast<long long>(days * static_cast<double>(kDayMs)));
  }

  std::optional<Error> add_attachments(Records& records, const Json& row, const model::Actor& declarer,
                                       model::DeclarationContent& content) {
    for (const Json& file : model::member(row, "files")) {
      const std::string name = model::text_or(file, "file");
      std::ifstream stream(folder_ / "files" / name, std::ios::binary);
      const std::string bytes(std::istreambuf_iterator<char>(stream), {});
      std::unique_ptr<Upload> upload = context_.attachments->start_upload();
      const bool written = stream && upload && upload->write(bytes);
      const std::shared_ptr<ReceivedFile> received = written ? upload->finish() : nullptr;
      const bool in_database = context_.storage->keeps_contents();
      if (!received || (!in_database && !context_.attachments->keep(*received))) return invalid_demo(name, "the file cannot be kept");
      const StoredAttachment stored{received->sha256(), std::string(model::sniff_media_type(received->head())), received->size_bytes()};
      records.add_attachment(stored, declarer.person.id);
      if (in_database) records.add_content(stored.sha256, bytes);
      content.attachments.push_back({model::text_or(file, "material"), stored.sha256, model::text_or(file, "name", name),
                                     stored.media_type, stored.size_bytes});
    }
    return std::nullopt;
  }

  std::optional<Error> add_declaration(Records& records, const Json& row, const std::string& pointer) {
    const Json& steps = model::member(row, "steps");
    const std::optional<model::Actor> declarer = actor(records, model::text_or(row, "declarer"));
    const std::optional<Person> person = declarer ? records.person(model::text_or(row, "person", declarer->person.id)) : std::nullopt;
    if (!person || !steps.is_array() || steps.empty()) return invalid_demo(pointer, "declarer, person or steps");

    model::Declaration declaration;
    declaration.content.study_form = model::text_or(row, "study_form");
    declaration.content.catalogue_version = context_.catalogue->now()->catalogue.version;
    for (const auto& [field, value] : model::member(row, "values").items()) declaration.content.values[field] = resolved(value, now_ms_);
    if (auto error = add_attachments(records, row, *declarer, declaration.content)) return error;
    declaration.created_at = declaration.updated_at = time_of(steps[0]);
    declaration.id = new_record_id(now_ms_ - static_cast<long long>(model::number_or(steps[0], "days_ago", 0) * static_cast<double>(kDayMs)));
    declaration.revision = 1;
    declaration.person = {person->id, person->name, person->number};
    declaration.declarer = declarer->person;
    declaration.declaring_organisation = declarer->organisation;
    declaration.declared_as = declarer->role;
    declaration.history.push_back({declaration.created_at, model::Action::kSave, declarer->person, declarer->organisation,
                                   model::DeclarationState::kDraft, ""});
    if (!save(records, declaration)) return invalid_demo(pointer, "not saved");
    for (std::size_t i = 1; i < steps.size(); ++i)
      if (auto error = take_step(records, declaration, steps[i], pointer + "/steps/" + std::to_string(i))) return error;
    return std::nullopt;
  }

  std::optional<Error> take_step(Records& records, model::Declaration& declaration, const Json& row, const std::string& pointer) {
    const std::optional<model::Action> action = model::action_from(model::text_or(row, "action"));
    const std::optional<model::Actor> by = actor(records, model::text_or(row, "by"));
    if (!action || !by) return invalid_demo(pointer, "action or by");
    if (*action == model::Action::kSubmit) {
      const int year = year_in_china(now_ms_);
      const model::Errors errors = model::validate(context_.catalogue->now()->catalogue, declaration.content,
                                                   {declaration.declared_as, year, model::Strictness::kSubmit});
      if (!errors.empty()) return invalid_demo(pointer, errors.front().code + " " + errors.front().pointer);
    }
    Result<model::Declaration> next = *action == model::Action::kCopy
                                          ? model::copy_to_draft(*by, declaration, time_of(row))
                                          : model::apply(*by, declaration, {*action, model::text_or(row, "reason"), time_of(row)}, tree_);
    if (!next) return invalid_demo(pointer, next.error().code);
    if (*action == model::Action::kCopy) {
      next->id = new_record_id(now_ms_ - static_cast<long long>(model::number_or(row, "days_ago", 0) * static_cast<double>(kDayMs)));
      next->revision = 1;
    }
    declaration = *std::move(next);
    return save(records, declaration) ? std::nullopt : std::optional(invalid_demo(pointer, "not saved"));
  }

  bool save(Records& records, const model::Declaration& declaration) {
    if (!records.save_declaration(declaration, model::summarise(declaration, context_.catalogue->now()->catalogue))) return false;
    const model::HistoryEntry& last = declaration.history.back();
    records.audit({last.at, last.by.id, last.organisation.id, std::string(model::name_of(last.action)), declaration.id, "demo"});
    return true;
  }

  Context& context_;
  const std::filesystem::path& folder_;
  const DemoFiles& files_;
  long long now_ms_;
  model::OrganisationTree tree_;
};

std::string name_in(const Json& rows, std::string_view id) {
  for (const Json& row : rows)
    if (model::text_or(row, "id") == id) return model::text_or(row, "name");
  return {};
}

DemoTable table_of(const DemoFiles& files, const std::string& password) {
  DemoTable table;
  for (const Json& row : model::member(files.accounts, "accounts"))
    table.push_back({model::text_or(row, "name"), password, model::text_or(row, "role"),
                     name_in(files.people, model::text_or(row, "person")),
                     name_in(files.organisations, model::text_or(row, "organisation"))});
  return table;
}

}  // namespace

Result<DemoTable> create_demo(Context& context, const std::filesystem::path& folder) {
  const Result<DemoFiles> files = read_files(folder);
  if (!files) return files.error();
  const std::string password = model::text_or(files->accounts, "password");
  DemoTable table = table_of(*files, password);
  bool exists = false;
  const Outcome looked = context.storage->transact([&exists](Records& records) {
    exists = records.has_accounts();
    return Verdict::kCommit;
  });
  if (looked == Outcome::kUnavailable) return Error{"unavailable", "", {}};
  if (exists) return table;

  const std::string password_hash = context.passwords->hash(password);  // once: it is slow on purpose
  std::optional<Error> error;
  const Outcome made = context.storage->transact([&](Records& records) {
    error = Maker(context, folder, *files).make(records, password_hash);
    return error ? Verdict::kRollBack : Verdict::kCommit;
  });
  if (error) return *error;
  if (made == Outcome::kUnavailable) return Error{"unavailable", "", {}};
  return table;
}

std::string to_text(const DemoTable& table) {
  std::size_t width = 0;
  for (const DemoAccount& account : table) width = std::max(width, account.name.size());
  std::string text = "demo accounts (all with the password " + (table.empty() ? std::string() : table.front().password) + "):\n";
  for (const DemoAccount& account : table)
    text += "  " + account.name + std::string(width - account.name.size() + 2, ' ') + account.person + " · " + account.organisation + "\n";
  return text;
}

}  // namespace portal::server
