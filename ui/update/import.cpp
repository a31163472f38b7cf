#include "ui/update/import.h"

#include <algorithm>

#include "model/people_sheet.h"
#include "model/workflow.h"
#include "ui/update/handlers.h"
#include "ui/update/location.h"
#include "ui/update/many.h"
#include "ui/update/notices.h"
#include "ui/update/requests.h"
#include "ui/update/staff.h"
#include "ui/update/url.h"

namespace portal::ui {
namespace {

using Phase = ImportState::Phase;
using Rows = ImportState::Rows;
using Outcome = ImportOutcome::Kind;

constexpr std::size_t kPartRowsMax = 200;
constexpr std::size_t kPartBytesMax = 200'000;  // the contract lets a body have 256 KiB
constexpr std::size_t kNameBytesMax = 255;

// The one that the page shows.
ImportState& import_on_page(State& state) { return place_of(state) == Route::Place::kImportPeople ? state.people_import : state.import; }

bool is_busy(const ImportState& import) {
  return import.phase == Phase::kReading || import.phase == Phase::kChecking || import.phase == Phase::kSending;
}

void list_lines(ImportState& import) {
  import.lines.clear();
  const model::SheetReading& reading = import.reading;
  std::size_t item = 0;
  const auto list_items_before = [&](std::size_t row) {
    for (; item < reading.items.size() && reading.items[item].row < row; ++item)
      if (!import.only_problems || import.outcomes[item].kind == Outcome::kRefused) import.lines.push_back({item, std::nullopt});
  };
  for (std::size_t fault = 0; fault < reading.faults.size(); ++fault) {
    list_items_before(reading.faults[fault].row);
    import.lines.push_back({std::nullopt, fault});
  }
  list_items_before(static_cast<std::size_t>(-1));
}

model::Json row_of(const ImportState& import, const model::SheetItem& item) {
  if (import.of == Rows::kPeople) return item.values;
  return {{"person", {{"number", item.person_number}, {"name", item.person_name}}}, {"values", item.values}};
}

void send_part(State& state, ImportState& import, Effects& effects) {
  model::Json rows = model::Json::array();
  std::size_t bytes = 0;
  for (std::size_t i = import.answered; i < import.reading.items.size() && rows.size() < kPartRowsMax; ++i) {
    model::Json row = row_of(import, import.reading.items[i]);
    bytes += model::dump_json(row).size() + 1;
    if (bytes > kPartBytesMax && !rows.empty()) break;
    rows.push_back(std::move(row));
  }
  model::Json body;
  if (import.of == Rows::kDeclarations) {
    body["study_form"] = import.study_form;
    body["catalogue_version"] = state.catalogue->version;
    body["submit"] = import.submits;
  }
  body["check"] = import.phase == Phase::kChecking;
  body["rows"] = std::move(rows);
  const char* path = import.of == Rows::kPeople ? "/people/import" : "/declarations/import";
  import.request = send(state, {.purpose = Purpose::kImport, .method = "POST", .path = path, .body = model::dump_json(body)}, effects);
}

// The cell that the server's error is about; that of the staff number where no column is named.
std::size_t cell_of(const model::SheetReading& reading, const model::Error& error) {
  auto place = reading.places.find(error.pointer);
  if (place == reading.places.end()) place = reading.places.find("/person/number");
  return place == reading.places.end() ? 0 : place->second;
}

// All that is known before anything is done: the rows that the server refused are rows with a fault.
void show_judged(ImportState& import, Effects& effects) {
  model::SheetReading& reading = import.reading;
  std::vector<model::SheetItem> good;
  for (std::size_t i = 0; i < reading.items.size(); ++i) {
    ImportOutcome& outcome = import.outcomes[i];
    if (outcome.kind != Outcome::kRefused) good.push_back(std::move(reading.items[i]));
    else reading.faults.push_back({reading.items[i].row, cell_of(reading, outcome.error), std::move(outcome.error)});
  }
  reading.items = std::move(good);
  std::erase_if(import.outcomes, [](const ImportOutcome& outcome) { return outcome.kind == Outcome::kRefused; });
  std::ranges::stable_sort(reading.faults, {}, &model::SheetFault::row);
  import.phase = Phase::kRead;
  import.only_problems = !reading.faults.empty();
  list_lines(import);
  announce("import.counts", effects, {{"rows", std::to_string(reading.rows)},
                                      {"good", std::to_string(reading.items.size())},
                                      {"faulty", std::to_string(reading.rows - reading.items.size())}});
}

// What rows of people may name: an administrator any organisation, others their own.
std::vector<model::OrganisationRef> organisations_of_people(const State& state) {
  const SignedIn& who = *state.session.who;
  if (who.role != model::Role::kAdmin) return {who.organisation};
  std::vector<model::OrganisationRef> all;
  for (const model::Organisation& organisation : state.organisations.tree.organisations) all.push_back(model::reference(organisation));
  return all;
}

bool can_judge(const State& state, const ImportState& import) {
  if (!state.session.who || import.rows.empty()) return false;
  if (import.of == Rows::kPeople) return state.session.who->role != model::Role::kAdmin || state.organisations.loaded;
  return state.catalogue && state.catalogue->find_form(import.study_form);
}

model::Result<model::SheetReading> read_rows(const State& state, const ImportState& import) {
  if (import.of == Rows::kPeople) return model::read_people_sheet(organisations_of_people(state), import.rows);
  const model::ValidationContext context{state.session.who->role, state.session.who->current_year, model::Strictness::kSubmit};
  return model::read_sheet(*state.catalogue, *state.catalogue->find_form(import.study_form), import.rows, context);
}

void judge(State& state, ImportState& import, Effects& effects) {
  import.reading = {};
  import.outcomes.clear();
  import.lines.clear();
  import.failure.reset();
  import.answered = 0;
  if (!can_judge(state, import)) return;
  model::Result<model::SheetReading> reading = read_rows(state, import);
  if (!reading) {
    import.phase = Phase::kChoosing;
    import.failure = reading.error();
    return announce("import.announce_refused", effects);
  }
  import.reading = *std::move(reading);
  import.outcomes.resize(import.reading.items.size());
  if (import.reading.items.empty()) return show_judged(import, effects);
  import.phase = Phase::kChecking;
  import.submits = false;
  send_part(state, import, effects);
}

// False when the answer does not speak of every row that was sent, in order.
bool take_results(ImportState& import, const model::Json& answer, std::size_t count) {
  const model::Json& results = model::member(answer, "results");
  if (!results.is_array() || results.size() != count || count > import.outcomes.size() - import.answered) return false;
  for (std::size_t i = 0; i < count; ++i) {
    const model::Json& result = results[i];
    if (model::integer_or(result, "row", -1) != static_cast<long long>(i)) return false;
    ImportOutcome& outcome = import.outcomes[import.answered + i];
    const Outcome fine = import.phase == Phase::kChecking ? Outcome::kWaiting : Outcome::kDone;
    const bool repeated = model::flag_or(result, "repeated", false), updated = model::flag_or(result, "updated", false);
    outcome = {repeated ? Outcome::kRepeated : updated ? Outcome::kUpdated : fine, {}};
    if (auto refusal = refusal_in(result)) outcome = {Outcome::kRefused, std::move(refusal->error)};
  }
  import.answered += count;
  return true;
}

void stop(ImportState& import, const model::Error& error, Effects& effects) {
  import.phase = Phase::kRead;
  import.failure = error;
  list_lines(import);
  announce("error." + error.code, effects, error.params);
}

void finish(State& state, ImportState& import, Effects& effects) {
  import.phase = Phase::kSent;
  const auto count = [&](Outcome kind) { return std::to_string(std::ranges::count(import.outcomes, kind, &ImportOutcome::kind)); };
  const NoticeParams params = {{"done", count(Outcome::kDone)}, {"repeated", count(Outcome::kRepeated)}, {"updated", count(Outcome::kUpdated)}, {"refused", count(Outcome::kRefused)}};
  const std::string text = import.of == Rows::kPeople ? "notice.people_imported" : "notice.imported";
  const bool all_done = params.at("refused") == "0";
  import.only_problems = !all_done;
  list_lines(import);
  focus("heading", effects);
  if (all_done) return show_success(state, text, effects, params);
  state.notice = Notice{Notice::Kind::kProblem, text + "_partly", params};
  effects.push_back(Announce{text + "_partly", true, params});
}

}  // namespace

void enter_import(State& state, Effects& effects) {
  ImportState& import = state.import;
  if (!state.route.study_form.empty() && state.route.study_form != import.study_form) handle(state, ImportFormChosen{state.route.study_form}, effects);
}

void enter_people_import(State& state, Effects& effects) {
  const bool names_them = state.session.who && state.session.who->role == model::Role::kAdmin;
  if (names_them && !state.organisations.loaded && state.organisations.request == 0) enter_organisations(state, effects);
}

void handle(State& state, const ImportFormChosen& event, Effects& effects) {
  ImportState& import = state.import;
  if (is_busy(import) || !state.catalogue || !state.catalogue->find_form(event.study_form)) return;
  import.study_form = event.study_form;
  judge(state, import, effects);
}

void choose_sheet(State& state, const FilesChosen& event, Effects& effects) {
  ImportState& import = event.node == kPeopleFileNode ? state.people_import : state.import;
  const bool takes = !is_busy(import) && (import.of == Rows::kPeople || !import.study_form.empty());
  for (std::size_t i = takes ? 1 : 0; i < event.files.size(); ++i) effects.push_back(ReleaseFile{event.files[i].file});
  if (!takes || event.files.empty()) return;
  import = ImportState{.of = import.of, .study_form = import.study_form};
  import.phase = Phase::kReading;
  import.file = event.files[0].file;
  import.file_name = bounded(event.files[0].name, kNameBytesMax);
  state.notice.reset();
  effects.push_back(ReadSheet{import.file});
}

void handle(State& state, const SheetRead& event, Effects& effects) {
  ImportState& import = event.file == state.people_import.file ? state.people_import : state.import;
  effects.push_back(ReleaseFile{event.file});
  if (event.file != import.file || import.phase != Phase::kReading) return;
  import.file = 0;
  import.phase = Phase::kChoosing;
  import.rows = event.rows;
  judge(state, import, effects);
  if (event.error.empty() && !import.rows.empty()) return;
  import.failure = model::Error{event.error.empty() ? "sheet_empty" : event.error, "", {}};
  announce("error." + import.failure->code, effects);
}

void handle(State& state, const ImportFilterChosen& event, Effects&) {
  ImportState& import = import_on_page(state);
  import.only_problems = event.only_problems;
  list_lines(import);
}

void handle(State& state, const ImportRequested& event, Effects& effects) {
  ImportState& import = import_on_page(state);
  if (import.phase != Phase::kRead || import.reading.items.empty() || !state.session.who || !state.catalogue) return;
  import.phase = Phase::kSending;
  import.submits = event.submit;
  import.failure.reset();
  import.answered = 0;
  std::ranges::fill(import.outcomes, ImportOutcome());
  state.notice.reset();
  send_part(state, import, effects);
}

void import_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects) {
  ImportState& import = pending.request.id == state.people_import.request ? state.people_import : state.import;
  if (pending.request.id != import.request) return;
  import.request = 0;
  if (reply.status != 200) return stop(import, problem_of(reply).error, effects);
  const auto sent = model::parse_json(pending.request.body);
  const auto body = object_of(reply);
  if (!sent || !body || !take_results(import, *body, model::member(*sent, "rows").size())) return stop(import, {"malformed_answer", "", {}}, effects);
  if (import.answered < import.reading.items.size()) return send_part(state, import, effects);
  if (import.phase == Phase::kChecking) return show_judged(import, effects);
  finish(state, import, effects);
}

}  // namespace portal::ui
