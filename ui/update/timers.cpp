// Timers that came due, and the user who does not want to wait for them.
#include <algorithm>
#include <cstdlib>
#include <string_view>

#include "ui/update/check.h"
#include "ui/update/detail.h"
#include "ui/update/drafts.h"
#include "ui/update/handlers.h"
#include "ui/update/kiosk.h"
#include "ui/update/lists.h"
#include "ui/update/location.h"
#include "ui/update/people.h"
#include "ui/update/requests.h"
#include "ui/update/session.h"
#include "ui/update/staff.h"
#include "ui/update/uploads.h"
#include "ui/update/year.h"

namespace portal::ui {
namespace {

constexpr std::string_view kRetryPrefix = "retry/";
constexpr std::string_view kUploadPrefix = "upload/";

unsigned number_behind(const std::string& name, std::string_view prefix) {
  return static_cast<unsigned>(std::strtoul(name.c_str() + prefix.size(), nullptr, 10));
}

}  // namespace

void handle(State& state, const TimerFired& event, Effects& effects) {
  if (event.name == kIdleTimer) return nobody_was_active(state, effects);
  if (event.name == kCountdownTimer) return count_down(state, effects);
  if (event.name == kEndTimer) return end_session_again(state, effects);
  if (event.name == kAutosaveTimer) return store_draft(state, effects);
  if (event.name == kCheckTimer) return check_now(state, effects);
  if (event.name == kPeopleTimer) return find_people_now(state, effects);
  if (event.name == kStaffTimer) return find_staff_now(state, effects);
  if (event.name == kSearchTimer) return search_now(state, effects);
  if (event.name == kYearSearchTimer) return search_people_of_year(state, effects);
  if (event.name.starts_with(kRetryPrefix)) return resend(state, number_behind(event.name, kRetryPrefix), effects);
  if (event.name.starts_with(kUploadPrefix)) return retry_upload(state, number_behind(event.name, kUploadPrefix), effects);
}

void handle(State& state, const RetryRequested&, Effects& effects) {
  resend_all_waiting_for_server(state, effects);
  retry_failed_uploads(state, effects);
  if (state.catalogue_failure) load_catalogue(state, effects);
  const bool a_list_failed = std::ranges::any_of(lists_of(state), [](const ListState* list) { return list->failure.has_value(); });
  const bool failed = a_list_failed || state.year.failure || state.detail.failure || state.declare.failure || state.staff.failure || state.staff.person_failure || state.organisations.failure;
  if (failed) enter_route(state, effects);
}

}  // namespace portal::ui
