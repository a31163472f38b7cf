// 从表格导入, of declarations and of people, each with an ImportState of its own: a spreadsheet is chosen; its rows are judged as the server will judge them; the server is asked about the people of those
// without a fault, and nothing is done yet; then they are sent.
//
// Asked and sent in parts, one after the other, each with its own idempotency key; a row that is sent again makes no second
// declaration (POST /declarations/import), nor a second person (POST /people/import). It goes on when the user looks at another page.
#pragma once

#include "ui/effect.h"
#include "ui/event.h"
#include "ui/state.h"

namespace portal::ui {

inline constexpr const char* kImportFileNode = "import/file";
inline constexpr const char* kPeopleFileNode = "import_people/file";

void enter_import(State& state, Effects& effects);  // with the route's study form, where it names one
void enter_people_import(State& state, Effects& effects);
void choose_sheet(State& state, const FilesChosen& event, Effects& effects);
void import_answered(State& state, const PendingRequest& pending, const HttpReplied& reply, Effects& effects);

}  // namespace portal::ui
