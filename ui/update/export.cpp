#include "ui/update/export.h"

#include "ui/update/handlers.h"
#include "ui/update/kiosk.h"
#include "ui/update/lists.h"
#include "ui/update/location.h"
#include "ui/update/notices.h"
#include "ui/update/requests.h"
#include "ui/update/staff.h"
#include "ui/update/url.h"
#include "ui/update/year.h"

namespace portal::ui {
namespace {

// Of the list on the page, without its pages; "" where there is none.
std::string address_of_list(State& state) {
  switch (place_of(state)) {
    case Route::Place::kProgress:
    case Route::Place::kAudit:
    case Route::Place::kRecords: return list_address(state);
    case Route::Place::kYear: return people_of_year_address(state);
    case Route::Place::kStaff: return staff_address(state);
    default: return {};
  }
}

// address: "/declarations?view=own" or without a query.
void save(State& state, std::string address, std::string_view what, TableFormat format, Effects& effects) {
  if (address.empty() || is_kiosk(state) || has_pending(state, Purpose::kSaveFile)) return;
  const std::size_t question = std::min(address.find('?'), address.size());
  const bool first = question == address.size();
  address.insert(question, what);
  address += std::string(first ? "?" : "&") + "format=" + (format == TableFormat::kCsv ? "csv" : "xlsx") + "&lang=" + state.texts_language;
  send(state, {.purpose = Purpose::kSaveFile, .path = std::move(address), .to_file = true}, effects);
}

}  // namespace

void handle(State& state, const ExportRequested& event, Effects& effects) {
  if (state.session.who) save(state, address_of_list(state), "/export", event.format, effects);
}

void handle(State& state, const TemplateRequested& event, Effects& effects) {
  if (place_of(state) == Route::Place::kImportPeople) return save(state, "/people", "/template", event.format, effects);
  const std::string& form = state.import.study_form;
  if (!form.empty()) save(state, "/study-forms/" + percent_encoded(form), "/template", event.format, effects);
}

void file_answered(State& state, const HttpReplied& reply, Effects& effects) {
  if (reply.status == 200) return announce("export.done", effects);
  const Problem problem = problem_of(reply);
  show_problem(state, problem.errors.empty() ? problem.error : problem.errors.front(), effects);
}

}  // namespace portal::ui
