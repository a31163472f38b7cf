// 人员管理: the people of an organisation, found by name or number.
#include <algorithm>
#include <cmath>

#include "ui/views/exports.h"
#include "ui/views/format.h"
#include "ui/views/management.h"
#include "ui/views/views.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

constexpr float kFieldWidth = 420;
constexpr const char* kAnybody = "*";

enum class ColumnKind { kName, kNumber, kResidentId, kMobile, kOrganisation, kAccounts, kOpen };

struct CellContext {
  const Frame& frame;
  const std::vector<ColumnKind>& columns;
};

std::string accounts_text(const Texts& texts, const StaffMember& member) {
  std::string all;
  for (const StaffAccount& account : member.accounts) all += (all.empty() ? "" : texts("common.separator")) + account_text(texts, account);
  return all.empty() ? texts("staff.no_account") : all;
}

TableCell cell_at(const void* context, long long row, int column) {
  const CellContext& at = *static_cast<const CellContext*>(context);
  const StaffMember& member = at.frame.state.staff.rows[static_cast<std::size_t>(row)];
  TableCell cell;
  switch (at.columns[static_cast<std::size_t>(column)]) {
    case ColumnKind::kName: cell.text = member.person.name; break;
    case ColumnKind::kNumber: cell.text = member.person.number; break;
    case ColumnKind::kResidentId: cell.text = member.resident_id; break;
    case ColumnKind::kMobile: cell.text = member.mobile; break;
    case ColumnKind::kOrganisation: cell.text = member.organisation.name; break;
    case ColumnKind::kAccounts: cell.text = accounts_text(at.frame.texts, member); break;
    case ColumnKind::kOpen:
      cell.text = at.frame.texts("staff.open");
      cell.href = "#/people/" + member.person.id;
      cell.accessible_name = at.frame.texts("staff.open_of", {{"name", member.person.name}});
      break;
  }
  return cell;
}

void table(Frame& frame, Column& column, bool of_any) {
  struct Info {
    ColumnKind kind;
    std::string_view text_key;
    float weight, width_min;
  };
  std::vector<Info> infos = {{ColumnKind::kName, "staff.name", 1, 110},          {ColumnKind::kNumber, "staff.number", 1, 110},
                             {ColumnKind::kResidentId, "staff.resident_id", 1.4f, 190}, {ColumnKind::kMobile, "staff.mobile", 1, 130},
                             {ColumnKind::kOrganisation, "staff.organisation", 2, 180}, {ColumnKind::kAccounts, "staff.accounts", 2, 180},
                             {ColumnKind::kOpen, "table.actions", 0.6f, 80}};
  std::erase_if(infos, [&](const Info& info) {
    if (info.kind == ColumnKind::kOrganisation) return !of_any;
    return frame.env.care_mode && (info.kind == ColumnKind::kResidentId || info.kind == ColumnKind::kMobile);
  });
  std::vector<ColumnKind> kinds;
  std::vector<TableColumn> columns;
  for (const Info& info : infos) {
    kinds.push_back(info.kind);
    columns.push_back({info.text_key, frame.texts(info.text_key), info.weight, info.width_min, false, false});
  }
  const StaffState& staff = frame.state.staff;
  const std::string name = frame.texts("staff.title");
  TableSpec spec{.id = "table", .name = name, .columns = columns, .rows = static_cast<long long>(staff.rows.size())};
  spec.loaded = spec.rows;
  const CellContext context{frame, kinds};
  const TableResult result = data_table(frame, column, spec, &context, cell_at);
  if (result.end_in_sight && !staff.next_cursor.empty() && !staff.loading) frame.emit(StaffMoreWanted{});
}

// Whose people: an administrator's choice among all organisations.
void organisation_filter(Frame& frame, Column& column) {
  std::vector<Option> options{{kAnybody, frame.texts("staff.any_organisation")}};
  for (Option& option : organisation_options(frame)) options.push_back(std::move(option));
  const std::string& label = frame.texts("staff.organisation");
  const std::string& chosen = frame.state.staff.organisation;
  const FieldResult result = combo_box(frame, column, {.id = "organisation", .label = label}, options, chosen.empty() ? kAnybody : chosen);
  if (result.edited) frame.emit(StaffOrganisationChosen{*result.edited == kAnybody ? "" : *result.edited});
  column.skip(frame.metrics.gap);
}

void search(Frame& frame, Column& column) {
  const std::string &label = frame.texts("staff.search"), &placeholder = frame.texts("staff.search_placeholder");
  FieldSpec spec{.id = "search", .label = label, .placeholder = placeholder, .search = true, .length_max = 100, .input_mode = "search"};
  const FieldResult result = text_field(frame, column, spec, frame.state.staff.search);
  if (result.edited) frame.emit(StaffSearched{*result.edited});
  column.skip(frame.metrics.gap);
}

// Many at once come from a spreadsheet.
void import_link(Frame& frame, Column& column) {
  if (frame.env.kiosk) return;
  const std::string& label = frame.texts("import_people.link");
  const float width = std::min(std::ceil(frame.text_width(label, frame.style_text())) + 2, column.width);
  column.skip(frame.metrics.gap_small);
  const Rect line = column.take(link_height(frame, label, width));
  link(frame, {line.x, line.y, width, line.h}, {.id = "import", .label = label, .href = "#/import-people", .wraps = true});
}

}  // namespace

void staff_view(Frame& frame, Column& column) {
  if (!frame.state.route.subject.empty()) return person_view(frame, column);
  const StaffState& staff = frame.state.staff;
  const bool chooses = frame.state.session.who->role == model::Role::kAdmin;
  heading(frame, column, 1, "heading", frame.texts("staff.title"));
  secondary(frame, column, "staff_intro", frame.texts(chooses ? "staff.intro_of_all" : "staff.intro"));
  column.skip(frame.metrics.gap);
  Scope scope(frame, "staff");
  const ButtonSpec add[] = {{.id = "add", .label = frame.texts("staff.add"), .kind = ButtonKind::kPrimary, .popup = "dialog"}};
  if (button_row(frame, column, add) == 0) frame.emit(FormOpened{FormKind::kPersonAdd, "", frame.id("add")});
  import_link(frame, column);
  column.skip(frame.metrics.gap);
  Column narrow = column;
  narrow.width = std::min(column.width, kFieldWidth * frame.env.text_scale);
  if (chooses) organisation_filter(frame, narrow);
  search(frame, narrow);
  column.y = narrow.y;
  if (staff.failure) return notice_bar(frame, column, "failure", frame.texts.error(*staff.failure), Tone::kDanger, true);
  if (!staff.loaded) return empty_state(frame, column, "loading", frame.texts("common.loading"), {});
  const std::string count = std::to_string(staff.rows.size());
  const bool cut = chooses && staff.organisation.empty() && staff.rows.size() >= 50;
  paragraph(frame, column, "count", frame.texts(cut ? "staff.count_cut" : "staff.count", {{"count", count}}), frame.style_muted());
  column.skip(frame.metrics.gap_small);
  if (staff.rows.empty()) return empty_state(frame, column, "empty", frame.texts("staff.empty"), {});
  export_buttons(frame, column);
  table(frame, column, chooses && staff.organisation.empty());
  if (staff.next_cursor.empty()) return;
  column.skip(frame.metrics.gap);
  const ButtonSpec more[] = {{.id = "more", .label = frame.texts(staff.loading ? "progress.loading_more" : "progress.more"), .disabled = staff.loading}};
  if (button_row(frame, column, more, 0.5f) == 0) frame.emit(StaffMoreWanted{});
}

}  // namespace portal::ui
