// 单位管理: the tree as a table with level and the one above; and one of it.
#include <algorithm>
#include <map>

#include "ui/views/format.h"
#include "ui/views/management.h"
#include "ui/views/views.h"

namespace portal::ui {

namespace {

enum ColumnIndex { kName, kLevel, kRole, kParent, kCode, kOpen, kColumnCount };

struct CellContext {
  const Frame& frame;
  const std::vector<PlacedOrganisation>& rows;
  const std::vector<int>& columns;
};

std::string name_of(const model::OrganisationTree& tree, const std::string& id) {
  const model::Organisation* found = tree.find(id);
  return found ? found->name : id;
}

TableCell cell_at(const void* context, long long row, int column) {
  const CellContext& at = *static_cast<const CellContext*>(context);
  const auto& [organisation, level] = at.rows[static_cast<std::size_t>(row)];
  const Texts& texts = at.frame.texts;
  TableCell cell;
  switch (at.columns[static_cast<std::size_t>(column)]) {
    case kName: cell.text = organisation->name; break;
    case kLevel: cell.text = texts("organisations.level_of", {{"level", std::to_string(level)}}); break;
    case kRole: cell.text = role_text(texts, organisation->role); break;
    case kParent: cell.text = organisation->parent.empty() ? texts("common.none") : name_of(at.frame.state.organisations.tree, organisation->parent); break;
    case kCode: cell.text = organisation->credit_code; break;
    default:
      cell.text = texts("staff.open");
      cell.href = "#/organisations/" + organisation->id;
      cell.accessible_name = texts("staff.open_of", {{"name", organisation->name}});
  }
  return cell;
}

void table(Frame& frame, Column& column) {
  const std::vector<PlacedOrganisation> rows = in_tree_order(frame.state.organisations.tree);
  struct Info {
    std::string_view text_key;
    float weight, width_min;
  };
  constexpr Info kInfos[kColumnCount] = {{"organisations.name", 3, 220}, {"organisations.level", 0.7f, 90}, {"organisations.role", 1, 130},
                                         {"organisations.parent", 2, 200}, {"organisations.credit_code", 1.4f, 200}, {"table.actions", 0.6f, 80}};
  std::vector<int> kinds;
  std::vector<TableColumn> columns;
  for (int i = 0; i < kColumnCount; ++i) {
    if (frame.env.care_mode && i == kCode) continue;
    kinds.push_back(i);
    columns.push_back({kInfos[i].text_key, frame.texts(kInfos[i].text_key), kInfos[i].weight, kInfos[i].width_min, false, false});
  }
  const std::string name = frame.texts("organisations.title");
  TableSpec spec{.id = "table", .name = name, .columns = columns, .rows = static_cast<long long>(rows.size())};
  spec.loaded = spec.rows;
  const CellContext context{frame, rows, kinds};
  data_table(frame, column, spec, &context, cell_at);
}

void one(Frame& frame, Column& column, const model::Organisation& organisation) {
  const model::OrganisationTree& tree = frame.state.organisations.tree;
  Card card = begin_card(frame, column);
  const Pair shown[] = {{frame.texts("organisations.role"), role_text(frame.texts, organisation.role)},
                        {frame.texts("organisations.parent"), organisation.parent.empty() ? frame.texts("common.none") : name_of(tree, organisation.parent)},
                        {frame.texts("organisations.credit_code"), organisation.credit_code}};
  pairs(frame, card.content, "details", shown);
  card.content.skip(frame.metrics.gap_small);
  // Who audits what its people declare, in order: what a change of place changes.
  const auto chain = model::audit_chain(tree, organisation.id, model::Role::kProfessional);
  std::string names;
  if (chain)
    for (const model::OrganisationRef& level : *chain) names += (names.empty() ? "" : " → ") + level.name;
  if (chain) paragraph(frame, card.content, "chain", frame.texts("organisations.chain", {{"chain", names}}));
  else notice_bar(frame, card.content, "chain", frame.texts.error(chain.error()), Tone::kDanger, false);
  end_card(frame, column, card);
  column.skip(frame.metrics.gap);
  const bool may_have_below = organisation.role == model::Role::kDepartment || organisation.role == model::Role::kAuthority;
  const ButtonSpec buttons[] = {{.id = "edit", .label = frame.texts("organisations.edit"), .kind = ButtonKind::kPrimary, .popup = "dialog"},
                                {.id = "add", .label = frame.texts("organisations.add_below"), .popup = "dialog"}};
  const int pressed = button_row(frame, column, std::span(buttons).first(may_have_below ? 2 : 1));
  if (pressed == 0) frame.emit(FormOpened{FormKind::kOrganisationEdit, organisation.id, frame.id("edit")});
  if (pressed == 1) frame.emit(FormOpened{FormKind::kOrganisationAdd, organisation.id, frame.id("add")});
}

}  // namespace

std::vector<PlacedOrganisation> in_tree_order(const model::OrganisationTree& tree) {
  std::map<std::string_view, const model::Organisation*> by_id;
  std::map<std::string_view, std::vector<const model::Organisation*>> below;
  for (const model::Organisation& organisation : tree.organisations) by_id[organisation.id] = &organisation;
  for (const model::Organisation& organisation : tree.organisations)
    below[by_id.contains(organisation.parent) ? std::string_view(organisation.parent) : std::string_view()].push_back(&organisation);
  std::vector<PlacedOrganisation> rows, waiting;
  std::map<std::string_view, bool> placed;
  const auto wait = [&](std::string_view parent, int level) {
    const auto found = below.find(parent);
    if (found == below.end()) return;
    for (auto one = found->second.rbegin(); one != found->second.rend(); ++one) waiting.push_back({*one, level});
  };
  for (wait("", 1); !waiting.empty();) {
    const PlacedOrganisation next = waiting.back();
    waiting.pop_back();
    if (std::exchange(placed[next.organisation->id], true)) continue;
    rows.push_back(next);
    wait(next.organisation->id, next.level + 1);
  }
  for (const model::Organisation& organisation : tree.organisations)
    if (!placed[organisation.id]) rows.push_back({&organisation, 1});
  return rows;
}

std::vector<Option> organisation_options(const Frame& frame) {
  std::vector<Option> options;
  for (const auto& [organisation, level] : in_tree_order(frame.state.organisations.tree)) options.push_back({organisation->id, organisation->name});
  return options;
}

std::string account_text(const Texts& texts, const StaffAccount& account) {
  const char* standing = account.closed ? "staff.account_closed" : account.password == "none" ? "staff.account_new" : account.password == "initial" ? "staff.account_initial" : "";
  const std::string& role = role_text(texts, account.role);
  if (!*standing) return texts("staff.account_text", {{"name", account.name}, {"role", role}});
  return texts("staff.account_text_with", {{"name", account.name}, {"role", role}, {"standing", texts(standing)}});
}

void back_link(Frame& frame, Column& column, std::string_view text_key, std::string href) {
  const std::string& label = frame.texts(text_key);
  const float width = std::min(frame.text_width(label, frame.style_text()) + 2, column.width);
  const Rect line = column.take(link_height(frame, label, width));
  link(frame, {line.x, line.y, width, line.h}, {.id = "back", .label = label, .href = std::move(href), .wraps = true});
}

void organisations_view(Frame& frame, Column& column) {
  const OrganisationsState& organisations = frame.state.organisations;
  const std::string& subject = frame.state.route.subject;
  const model::Organisation* shown = organisations.tree.find(subject);
  if (!subject.empty()) back_link(frame, column, "organisations.back", "#/organisations");
  heading(frame, column, 1, "heading", shown ? shown->name : frame.texts("organisations.title"));
  column.skip(frame.metrics.gap);
  Scope scope(frame, "organisations");
  if (organisations.failure) return notice_bar(frame, column, "failure", frame.texts.error(*organisations.failure), Tone::kDanger, true);
  if (!organisations.loaded) return empty_state(frame, column, "loading", frame.texts("common.loading"), {});
  if (shown) return one(frame, column, *shown);
  if (!subject.empty()) return empty_state(frame, column, "none", frame.texts("error.not_found"), {});
  const ButtonSpec add[] = {{.id = "add", .label = frame.texts("organisations.add"), .kind = ButtonKind::kPrimary, .popup = "dialog"}};
  if (button_row(frame, column, add) == 0) frame.emit(FormOpened{FormKind::kOrganisationAdd, "", frame.id("add")});
  column.skip(frame.metrics.gap);
  table(frame, column);
}

}  // namespace portal::ui
