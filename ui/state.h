// All that the page knows. Changed by update() alone; views read it.
#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "model/catalogue.h"
#include "model/declaration.h"
#include "model/hours.h"
#include "model/organisation.h"
#include "model/query.h"
#include "model/sheet.h"
#include "model/summary_table.h"
#include "model/todo.h"
#include "model/warnings.h"
#include "ui/effect.h"
#include "ui/environment.h"
#include "ui/event.h"
#include "ui/preferences.h"
#include "ui/route.h"

namespace portal::ui {

// ---- requests: what an answer is for --------------------------------------------------------------------

enum class Purpose {
  kLoadSession, kSignIn, kSignOut, kLoadCatalogue, kLoadList, kLoadMore, kLoadDeclaration, kLoadForEdit, kLoadSummary, kLoadYears, kLoadPeopleOfYear, kLoadToDo,
  kFindPeople, kCheck, kCreateDraft, kDeclareForMany, kSaveDraft, kSubmit, kDelete, kWithdraw, kApprove, kReject, kRevoke, kCopy, kAuditMany,
  kLoadStaff, kLoadMoreStaff, kLoadPerson, kLoadOrganisations, kSaveForm, kSaveFile, kImport, kLoadSettings, kSaveSettings,
};

// Kept until answered for good: on no answer or 503 it is sent again with the same key (update/requests.h);
// on 401 it waits for the user to sign in again.
struct PendingRequest {
  HttpRequest request;
  Purpose purpose = Purpose::kLoadSession;
  std::string subject;  // declaration id, list cursor, …
  unsigned editing = 0;  // DeclareState::editing that it belongs to; 0 = none
  int attempts = 0;      // answers so far that were none for good
  int last_status = 0;   // of the last such answer
  bool waits_for_sign_in = false;
  bool waits_for_server = false;
};

struct Connection {
  bool lost = false;
  long long retry_at_ms = 0;  // Environment::now_ms of the next try
};

// ---- session ---------------------------------------------------------------------------------------------

struct SignedIn {
  model::PersonRef person;
  model::Role role = model::Role::kProfessional;
  model::OrganisationRef organisation;
  int current_year = 0;
  bool must_change_password = false;  // it was given; nothing else can be done before
};

struct SignInState {
  std::string name;
  std::string password;
  bool busy = false;
  std::optional<model::Error> error;  // wrong_credentials, too_many_attempts (retry_after_s), unavailable
};

struct SessionState {
  enum class Phase { kUnknown, kSignedOut, kSignedIn, kExpired } phase = Phase::kUnknown;
  std::optional<SignedIn> who;  // also while kExpired: to see whether the same person comes back
};

// ---- declaring -------------------------------------------------------------------------------------------

struct Upload {
  enum class Phase { kRefused, kSending, kFailed, kDone } phase = Phase::kSending;
  model::Attachment attachment;
  FileHandle file = 0;  // 0 for one that came from the server
  RequestId request = 0;
  double fraction = 0;
  int attempts = 0;  // failed ones; the first few are repeated without being asked
  std::optional<model::Error> error;
};

// One of many that was not done, and why.
struct Refusal {
  std::string id;    // of the person or declaration
  std::string name;  // what it is called on the page
  model::Error error;
};

// What the server knows beside what is typed. A subject names what a question was about (check_subject).
struct CheckState {
  std::string wanted, asked, answered;
  RequestId request = 0;
  model::CheckFacts facts;  // of `answered`
};

struct DeclareState {
  unsigned editing = 0;  // names this stretch of editing: an answer to an earlier one does not touch this one
  std::string study_form;         // "" = none chosen
  std::string declaration;        // id once stored, else ""
  long long revision = 0;
  std::string catalogue_version;  // of the stored declaration, else the current one
  model::Json values = model::Json::object();
  std::vector<model::PersonRef> people;  // for whom an organisation declares; one once it is stored
  std::vector<Refusal> refused;          // of the last try for many people
  std::map<std::string, std::string> typed;  // field -> the text as it stands in its element
  std::map<unsigned, Upload> uploads;        // in order of choosing
  unsigned next_upload = 1;
  // What the study form now chosen does not ask for, kept in case the user changes back.
  model::Json values_set_aside = model::Json::object();
  std::map<unsigned, Upload> uploads_set_aside;
  std::set<std::string> left;  // fields the user has left: their errors may be shown
  bool tried_to_submit = false;
  bool dirty = false;  // differs from what the server has
  enum class Busy { kNo, kLoading, kSaving, kSubmitting } busy = Busy::kNo;
  bool submit_after_save = false;
  bool waits_for_uploads = false;  // a save or submit goes on once they have ended
  bool restored = false;           // shows what was typed before a reload or an absence
  // Idempotency key and body of a create that has no answer yet: sent again as they are, even after a reload,
  // so that one declaration is made, not two.
  std::optional<std::string> key_of_create;
  std::string body_of_create;
  bool creates_for_many = false;
  model::Errors server_errors;                  // of a 422
  std::optional<model::Declaration> conflict;   // 412: what the server has now
  std::optional<model::Error> failure;          // load failed: not_found, …
  std::string saved_at;                         // of the last save, RFC 3339
  CheckState check;
};

// Whom an organisation can declare for, by name or number.
struct FoundPerson {
  model::PersonRef person;
  std::string organisation;
};
struct PeopleState {
  std::string search;
  std::vector<FoundPerson> found;
  bool loaded = false;
  bool loading = false;
  RequestId request = 0;  // the one whose answer counts
  std::optional<model::Error> failure;
};

// ---- people and organisations, for who manages them ------------------------------------------------------

struct StaffAccount {
  std::string name;
  model::Role role = model::Role::kProfessional;
  long long revision = 0;
  bool closed = false;
  std::string password;  // "none", "initial" (given, not changed yet), "own"
};
struct StaffMember {
  model::PersonRef person;
  long long revision = 0;
  std::string resident_id, mobile;  // masked
  model::OrganisationRef organisation;
  std::vector<StaffAccount> accounts;
};
struct StaffState {
  std::string organisation;  // whose people an administrator wants to see; "" = anybody's
  std::string search;
  std::vector<StaffMember> rows;
  std::string next_cursor;
  bool loading = false;
  bool loaded = false;
  RequestId request = 0;  // the one whose answer counts
  std::optional<model::Error> failure;
  std::optional<StaffMember> person;  // the one of the route
  RequestId person_request = 0;
  std::optional<model::Error> person_failure;
};
struct OrganisationsState {
  model::OrganisationTree tree;
  bool loaded = false;
  RequestId request = 0;
  std::optional<model::Error> failure;
};

// A form in a dialog (update/forms.h). Its fields are the members of what is sent.
struct FormState {
  FormKind kind = FormKind::kOwnPassword;
  std::string subject;  // organisation id, account name
  long long revision = 0;
  std::map<std::string, std::string> fields;
  model::Errors errors;
  RequestId request = 0;         // under way; 0 = none
  std::string opener;            // node that gets the focus back
  std::string initial_password;  // told once
};

// ---- lists and detail ------------------------------------------------------------------------------------

struct ListState {
  model::DeclarationQuery query;
  model::SummaryTable records;      // loaded
  std::vector<std::uint32_t> rows;  // positions in `records` of what the query finds, in its order
  bool whole = false;  // `records` is all there is, the last changed first: filters and orders need no answer
  model::StateCounts counts;
  long long total = 0;
  std::string next_cursor;
  bool loading = false;
  bool loaded = false;
  RequestId request = 0;  // the one whose answer counts; answers to earlier ones are ignored
  std::optional<model::Error> failure;
  std::set<std::string> chosen;   // rows to be audited together
  std::vector<Refusal> refused;   // of the last verdict on many

  model::DeclarationSummary at(std::size_t row) const { return records.at(rows[row]); }
  std::string_view id(std::size_t row) const { return records.id(rows[row]); }
};

// 年度完成情况: a professional's own years, or how far an organisation's people have come in one.
struct YearState {
  std::vector<model::YearSummary> years;  // own, the latest first
  YearQuery query;                        // from here on: of people
  std::vector<model::PersonStanding> people;
  model::ReachedCounts counts;
  std::vector<std::pair<model::OrganisationRef, model::ReachedCounts>> organisations;
  bool has_targets = true;
  long long total = 0;
  std::string next_cursor;
  bool loading = false;
  bool loaded = false;
  RequestId request = 0;  // the one whose answer counts
  std::optional<model::Error> failure;
};

struct DetailState {
  std::string id;
  std::optional<model::Declaration> declaration;
  std::vector<model::Action> allowed;
  double credited_hours = 0;
  std::optional<model::CheckFacts> check;  // once it is known, for auditors
  RequestId check_request = 0;
  bool loading = false;
  RequestId request = 0;
  bool acting = false;  // an action is on its way, from here, a list or a dialog
  std::optional<model::Error> failure;
};

// ---- 从表格导入: the rows of a spreadsheet become declarations of one study form, or people ----------------------

// One line of what is shown: a row without a fault, or one fault of a row.
struct ImportLine {
  std::optional<std::size_t> item, fault;  // one of the two: index into the reading
};
struct ImportOutcome {  // of an item
  enum class Kind { kWaiting, kDone, kRepeated, kUpdated, kRefused } kind = Kind::kWaiting;
  model::Error error;  // of kRefused: the first that the server told
};
struct ImportState {
  enum class Rows { kDeclarations, kPeople } of = Rows::kDeclarations;
  enum class Phase { kChoosing, kReading, kChecking, kRead, kSending, kSent } phase = Phase::kChoosing;
  std::string study_form = {};  // of declarations
  std::string file_name = {};
  FileHandle file = 0;  // being read
  std::vector<model::SheetRow> rows = {};
  model::SheetReading reading = {};
  std::optional<model::Error> failure = {};  // of the file as a whole, or of what was sent
  std::vector<ImportOutcome> outcomes = {};  // of reading.items
  std::size_t answered = 0;             // of them, in order
  bool submits = false;                 // what was sent
  bool only_problems = false;
  std::vector<ImportLine> lines = {};
  RequestId request = 0;  // the one whose answer counts
};

// ---- 目录设置: what an administrator may change of the catalogue ---------------------------------------------------

struct CatalogueChange {
  std::string version, at, by, reason;
};
struct SettingsState {
  // The tables that can be edited, as the server's answer has them; what was edited is text as it stands in its element.
  model::Json draft;
  std::string reason;
  std::string version;     // of what was loaded
  long long revision = 0;  // for If-Match
  std::vector<CatalogueChange> changes;  // the latest first
  bool loaded = false;
  bool dirty = false;
  RequestId request = 0;  // under way: to load or to save
  bool saving = false;
  model::Errors errors;  // of a 422: pointers into the draft, or "/reason"
  std::optional<model::Error> failure;
};

struct Dialog {
  DialogOpened::Kind kind = DialogOpened::Kind::kDelete;
  std::string subject;
  std::string reason;
  model::Errors errors;
  std::string return_focus;  // node that gets the focus back
  int calendar_year = 0, calendar_month = 0, calendar_day = 0;  // the day that the keyboard is at
};

// A sentence for the user at the top of the page: text key and parameters (assets/texts/).
struct Notice {
  enum class Kind { kInfo, kSuccess, kProblem } kind = Kind::kInfo;
  std::string text_key;
  std::map<std::string, std::string> params;
};

// A machine for everyone: a start screen, visits that end by themselves and leave nothing behind (update/kiosk.h).
struct KioskState {
  enum class Phase { kOff, kStart, kVisit, kLeaving } phase = Phase::kOff;
  KioskSettings settings;
  int seconds_left = 0;  // > 0: nobody has touched anything for a while, and this is shown
};

struct State {
  Environment platform;     // as the shell says
  Environment environment;  // what holds: the platform and the preferences together (update/preferences.h)
  Preferences preferences;
  std::string texts_language = "zh-CN";  // of the texts in use
  std::string language_wanted;           // its texts are on their way; "" = none
  bool reading_aloud = false;
  std::string seed;
  unsigned next_id = 1;  // requests and keys
  std::map<std::string, std::string> stored;

  Route route;
  SessionState session;
  SignInState sign_in;
  std::optional<model::Catalogue> catalogue;
  std::optional<model::Error> catalogue_failure;

  DeclareState declare;
  PeopleState people;
  ListState progress;  // own records
  ListState audit;     // what waits for the organisation
  ListState records;   // what the organisation declared; the authority: all of its region
  DetailState detail;
  std::optional<model::YearSummary> summary;  // of the current year, above the own records
  YearState year;
  std::optional<model::ToDo> todo;
  StaffState staff;
  OrganisationsState organisations;
  ImportState import;
  ImportState people_import{.of = ImportState::Rows::kPeople};
  SettingsState settings;
  std::optional<FormState> form;
  std::optional<Dialog> dialog;
  std::optional<Dialog> dialog_put_away;  // closed with a reason typed: comes back when opened for the same again
  std::optional<Notice> notice;

  std::map<RequestId, PendingRequest> requests;
  Connection connection;
  KioskState kiosk;
};

// What is wrong with the declaration as it stands and may be shown now: after a try to submit everything,
// before that only what the user has left. Client and server errors together, in the order of the form.
// An error of one attachment points to its material: "/materials/cover".
model::Errors visible_errors(const State& state);
model::Errors all_errors(const State& state);

// The form's content as it would be stored: values, and the attachments that have arrived.
// Whether the declaration being edited still asks for whom it is.
bool asks_for_people(const State& state);

model::DeclarationContent content_of(const DeclareState& declare);
// Whom the declaration being edited is about and what names it, for the rule check; "" = nothing can be asked yet.
std::string check_subject(const State& state);
// What is known for the rule check of what is typed now.
model::CheckFacts check_facts_of(const State& state);
const model::StudyForm* study_form_of(const State& state);  // of the declaration being edited; null = none or unknown

// Where the declaration of the detail view is listed: what one goes back to.
Route::Place list_of_detail(const State& state);

// Where a record stands in the waiting list as far as that is loaded; position 0 = nowhere.
struct AuditPlace {
  std::string previous, next;  // "" = none
  long long position = 0;      // 1-based
};
AuditPlace audit_place_of(const State& state, const std::string& declaration);

// The lists that there are, for what concerns each of them.
std::array<ListState*, 3> lists_of(State& state);

model::Date today_in_china(const State& state);

// The node that an error sends the focus to: "/values/title" -> "declare/field/title"; of a list: its button to add an item.
std::string node_of(std::string_view pointer);

}  // namespace portal::ui
