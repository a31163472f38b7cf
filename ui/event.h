// Everything that can happen: from the outside (shell) and from the user (views). update() takes nothing else.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/csv.h"
#include "model/date.h"
#include "model/declaration.h"
#include "model/query.h"
#include "ui/effect.h"
#include "ui/environment.h"
#include "ui/preferences.h"
#include "ui/route.h"

namespace portal::ui {

// ---- from the shell -------------------------------------------------------------------------------------

// A machine for everyone (ui/update/kiosk.h).
struct KioskSettings {
  int idle_s = 60;       // without a touch or a key, until the countdown is shown
  int countdown_s = 20;  // from then on, until the visit ends
};

struct Started {
  std::string seed;      // random, ≥ 16 characters [A-Za-z0-9]: idempotency keys are made from it
  std::string fragment;  // "#/declare/06"
  std::map<std::string, std::string> stored;  // texts kept by StoreText
  std::string preferences = {};               // as last kept by KeepPreferences; "" = never
  std::string texts_language = "zh-CN";       // of the texts that the page starts with
  std::optional<KioskSettings> kiosk = {};
};
struct EnvironmentChanged { Environment environment; };
struct LocationChanged { std::string fragment; };

struct HttpReplied {
  RequestId id = 0;
  int status = 0;  // 0 = no answer
  std::string etag;
  int retry_after_s = 0;
  std::string body;
};

struct ChosenFile {
  FileHandle file = 0;
  std::string name;
  long long size_bytes = 0;
  std::string head;  // its first bytes (≤ 64), raw: the type is judged from them by model/
};
struct FilesChosen {
  std::string node;  // id of the kFileInput node: "declare/material/cover"
  std::vector<ChosenFile> files;
};
struct UploadProgressed {
  RequestId id = 0;
  long long sent_bytes = 0;
  long long total_bytes = 0;
};
struct UploadEnded {
  RequestId id = 0;
  int status = 0;  // 0 = no answer
  std::string sha256;
  int retry_after_s = 0;
  std::string body;
};
struct SheetRead {
  FileHandle file = 0;
  std::string error;  // code: sheet_too_large, sheet_unreadable, sheet_of_old_format; "" = none
  std::vector<model::SheetRow> rows;
};
struct TimerFired { std::string name; };
struct UserActive {};  // in kiosk mode: a touch or a key, whatever it was for
struct TextsLoaded {
  std::string language;
  bool loaded = true;  // false: they cannot be had
};
struct SpeechEnded {
  enum class Outcome { kFinished, kNoVoice, kUnavailable, kFailed } outcome = Outcome::kFinished;
};

// ---- from views: what the user did ------------------------------------------------------------------------

struct SignInRequested {};  // with what State::sign_in holds
struct SignInEdited {
  std::string name;
  std::string password;
};
struct SignOutRequested {};
struct LinkFollowed { std::string fragment; };
struct FocusRequested {  // a link of the error summary: go to that control; an arrow key in a grid
  std::string node;
  Reveal reveal = Reveal::kCentre;
};
struct RetryRequested {};  // send what waits for the server now

struct StudyFormChosen { std::string study_form; };
struct FieldEdited {
  std::string field;  // its path (model/field_path.h): "title", "courses/0/grade"
  std::string text;
};
struct FieldLeft { std::string field; };
struct ListItemAdded { std::string field; };
struct ListItemRemoved {
  std::string field;
  unsigned item = 0;
};
struct PeopleSearched { std::string text; };
struct PersonChosen {  // to declare for, or no longer
  std::string person;
  bool chosen = true;
};
struct AllFoundPeopleChosen {};
struct PeopleCleared {};
struct SaveDraftRequested {};
struct SubmitRequested {};
struct DiscardEditsRequested {};
struct AttachmentRemoved { unsigned upload = 0; };  // DeclareState::uploads key
struct AttachmentRetried { unsigned upload = 0; };
struct ConflictResolved { bool keep_mine = false; };  // two tabs: take theirs, or put mine over it

struct ListQueryChanged { model::DeclarationQuery query; };
struct RowChosen {  // of the audit list, to be audited with others
  std::string declaration;
  bool chosen = true;
};
struct AllRowsChosen { bool chosen = true; };
struct YearQueryChanged { YearQuery query; };
struct ListMoreWanted {};  // the end of what is loaded came into sight

struct DialogOpened {
  enum class Kind { kDelete, kWithdraw, kApprove, kReject, kRevoke, kApproveMany, kRejectMany, kCalendar, kDisplay, kNoCamera } kind = Kind::kDelete;
  std::string subject;  // declaration id; kCalendar: field id; kNoCamera: material id; …Many: ""
};
struct DialogDismissed {};
struct ReasonEdited { std::string text; };
struct DialogConfirmed {};
struct CalendarMoved { int months = 0; };
struct CalendarDayWanted { model::Date day; };  // the keyboard goes to that day, also of another month
struct ActionRequested {  // without a dialog: copy
  model::Action action = model::Action::kCopy;
  std::string declaration;
};
struct StaffSearched { std::string text; };
struct StaffOrganisationChosen { std::string organisation; };
struct StaffMoreWanted {};
enum class TableFormat { kXlsx, kCsv };
struct ExportRequested { TableFormat format = TableFormat::kXlsx; };  // of the list on the page, as it is filtered
struct TemplateRequested { TableFormat format = TableFormat::kXlsx; };
struct ImportFormChosen { std::string study_form; };
struct ImportFilterChosen { bool only_problems = false; };
struct ImportRequested { bool submit = false; };  // the rows without a fault

// 目录设置. Pointers into SettingsState::draft: "/targets/0/total_hours"; "/reason".
struct SettingEdited {
  std::string pointer;
  std::string text;
};
struct SettingRowAdded {
  std::string table;                  // "targets"
  std::optional<std::size_t> like = {};  // as this row, from another year on
};
struct SettingRowRemoved {
  std::string table;
  std::size_t row = 0;
};
struct SettingsSaveRequested {};
struct SettingsReloadRequested {};  // what was edited is thrown away

enum class FormKind {
  kPersonAdd, kPersonEdit, kPersonMove, kPersonLeave, kNumbersShow, kAccountAdd, kAccountChange, kPasswordGive, kOrganisationAdd, kOrganisationEdit, kOwnPassword,
};
struct FormOpened {
  FormKind kind = FormKind::kOwnPassword;
  std::string subject;  // account name, organisation id (of kOrganisationAdd: of the one above)
  std::string opener;   // node that gets the focus back
};
struct FormFieldEdited {
  std::string field;
  std::string text;
};
struct FormConfirmed {};
struct FormDismissed {};
struct NoticeDismissed {};
struct CameraWanted { std::string node; };   // of the material's field
struct ReceiptWanted { Receipt receipt; };  // 打印回执
struct VisitStarted { std::string language; };  // 开始, Start
struct VisitEnded {};
struct PreferencesChanged { Preferences preferences; };
struct ReadingRequested { std::string text; };  // 朗读
struct ReadingStopped {};
struct AttachmentOpened {
  std::string declaration;
  std::string sha256;
  std::string name;
};

using Event = std::variant<Started, EnvironmentChanged, LocationChanged, HttpReplied, FilesChosen, UploadProgressed,
                           UploadEnded, SheetRead, TimerFired, SignInRequested, SignInEdited, SignOutRequested, LinkFollowed,
                           FocusRequested, RetryRequested, StudyFormChosen, FieldEdited, FieldLeft, ListItemAdded, ListItemRemoved, PeopleSearched, PersonChosen,
                           AllFoundPeopleChosen, PeopleCleared, RowChosen, AllRowsChosen, SaveDraftRequested, SubmitRequested,
                           DiscardEditsRequested, AttachmentRemoved, AttachmentRetried, ConflictResolved,
                           ListQueryChanged, YearQueryChanged, ListMoreWanted, DialogOpened, DialogDismissed, ReasonEdited,
                           DialogConfirmed, CalendarMoved, CalendarDayWanted, ActionRequested, NoticeDismissed, AttachmentOpened,
                           StaffSearched, StaffOrganisationChosen, StaffMoreWanted, FormOpened, FormFieldEdited, FormConfirmed, FormDismissed,
                           ExportRequested, TemplateRequested, ImportFormChosen, ImportFilterChosen, ImportRequested,
                           SettingEdited, SettingRowAdded, SettingRowRemoved, SettingsSaveRequested, SettingsReloadRequested,
                           TextsLoaded, SpeechEnded, PreferencesChanged, ReadingRequested, ReadingStopped,
                           UserActive, VisitStarted, VisitEnded, CameraWanted, ReceiptWanted>;
using Events = std::vector<Event>;

}  // namespace portal::ui
