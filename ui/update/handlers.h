// One handle() for each kind of event; update() chooses by type. Where each is written: one file per subject.
#pragma once

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/state.h"

namespace portal::ui {

// start.cpp
void handle(State& state, const Started& event, Effects& effects);
void handle(State& state, const EnvironmentChanged& event, Effects& effects);
// location.cpp
void handle(State& state, const LocationChanged& event, Effects& effects);
void handle(State& state, const LinkFollowed& event, Effects& effects);
void handle(State& state, const FocusRequested& event, Effects& effects);
// replies.cpp
void handle(State& state, const HttpReplied& event, Effects& effects);
// timers.cpp
void handle(State& state, const TimerFired& event, Effects& effects);
void handle(State& state, const RetryRequested& event, Effects& effects);
// session.cpp
void handle(State& state, const SignInEdited& event, Effects& effects);
void handle(State& state, const SignInRequested& event, Effects& effects);
void handle(State& state, const SignOutRequested& event, Effects& effects);
// declare.cpp
void handle(State& state, const StudyFormChosen& event, Effects& effects);
void handle(State& state, const FieldEdited& event, Effects& effects);
void handle(State& state, const FieldLeft& event, Effects& effects);
void handle(State& state, const DiscardEditsRequested& event, Effects& effects);
// declare_list.cpp
void handle(State& state, const ListItemAdded& event, Effects& effects);
void handle(State& state, const ListItemRemoved& event, Effects& effects);
// people.cpp
void handle(State& state, const PeopleSearched& event, Effects& effects);
void handle(State& state, const PersonChosen& event, Effects& effects);
void handle(State& state, const AllFoundPeopleChosen& event, Effects& effects);
void handle(State& state, const PeopleCleared& event, Effects& effects);
// save.cpp
void handle(State& state, const SaveDraftRequested& event, Effects& effects);
void handle(State& state, const SubmitRequested& event, Effects& effects);
void handle(State& state, const ConflictResolved& event, Effects& effects);
// uploads.cpp
void handle(State& state, const FilesChosen& event, Effects& effects);
void handle(State& state, const UploadProgressed& event, Effects& effects);
void handle(State& state, const UploadEnded& event, Effects& effects);
void handle(State& state, const CameraWanted& event, Effects& effects);
void handle(State& state, const AttachmentRemoved& event, Effects& effects);
void handle(State& state, const AttachmentRetried& event, Effects& effects);
// lists.cpp
void handle(State& state, const ListQueryChanged& event, Effects& effects);
void handle(State& state, const ListMoreWanted& event, Effects& effects);
void handle(State& state, const RowChosen& event, Effects& effects);
void handle(State& state, const AllRowsChosen& event, Effects& effects);
// year.cpp
void handle(State& state, const YearQueryChanged& event, Effects& effects);
// dialogs.cpp
void handle(State& state, const DialogOpened& event, Effects& effects);
void handle(State& state, const DialogDismissed& event, Effects& effects);
void handle(State& state, const ReasonEdited& event, Effects& effects);
void handle(State& state, const DialogConfirmed& event, Effects& effects);
void handle(State& state, const CalendarMoved& event, Effects& effects);
void handle(State& state, const CalendarDayWanted& event, Effects& effects);
// actions.cpp
void handle(State& state, const ActionRequested& event, Effects& effects);
void handle(State& state, const AttachmentOpened& event, Effects& effects);
void handle(State& state, const ReceiptWanted& event, Effects& effects);
// preferences.cpp
void handle(State& state, const PreferencesChanged& event, Effects& effects);
void handle(State& state, const TextsLoaded& event, Effects& effects);
// reading.cpp
void handle(State& state, const ReadingRequested& event, Effects& effects);
void handle(State& state, const ReadingStopped& event, Effects& effects);
void handle(State& state, const SpeechEnded& event, Effects& effects);
// staff.cpp
void handle(State& state, const StaffSearched& event, Effects& effects);
void handle(State& state, const StaffOrganisationChosen& event, Effects& effects);
void handle(State& state, const StaffMoreWanted& event, Effects& effects);
// forms.cpp
void handle(State& state, const FormOpened& event, Effects& effects);
void handle(State& state, const FormFieldEdited& event, Effects& effects);
void handle(State& state, const FormConfirmed& event, Effects& effects);
void handle(State& state, const FormDismissed& event, Effects& effects);
// import.cpp
void handle(State& state, const SheetRead& event, Effects& effects);
void handle(State& state, const ImportFormChosen& event, Effects& effects);
void handle(State& state, const ImportFilterChosen& event, Effects& effects);
void handle(State& state, const ImportRequested& event, Effects& effects);
// settings.cpp
void handle(State& state, const SettingEdited& event, Effects& effects);
void handle(State& state, const SettingRowAdded& event, Effects& effects);
void handle(State& state, const SettingRowRemoved& event, Effects& effects);
void handle(State& state, const SettingsSaveRequested& event, Effects& effects);
void handle(State& state, const SettingsReloadRequested& event, Effects& effects);
// export.cpp
void handle(State& state, const ExportRequested& event, Effects& effects);
void handle(State& state, const TemplateRequested& event, Effects& effects);
// kiosk.cpp
void handle(State& state, const UserActive& event, Effects& effects);
void handle(State& state, const VisitStarted& event, Effects& effects);
void handle(State& state, const VisitEnded& event, Effects& effects);
// notices.cpp
void handle(State& state, const NoticeDismissed& event, Effects& effects);

}  // namespace portal::ui
