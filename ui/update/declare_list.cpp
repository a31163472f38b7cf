// Items of a field that repeats: added and taken away.
#include <algorithm>

#include "model/field_path.h"
#include "model/validation.h"
#include "ui/update/drafts.h"
#include "ui/update/handlers.h"
#include "ui/update/notices.h"

namespace portal::ui {
namespace {

// The list that may be changed now; null when there is none of that id.
const model::Field* open_list(const State& state, const std::string& id) {
  const DeclareState& declare = state.declare;
  const model::StudyForm* form = study_form_of(state);
  const model::Field* field = form ? model::find_field(*state.catalogue, *form, id) : nullptr;
  const bool open = declare.busy == DeclareState::Busy::kNo || declare.busy == DeclareState::Busy::kSaving;
  return field && field->kind == model::FieldKind::kList && open && !declare.failure ? field : nullptr;
}

// Paths of later items move down with them.
std::set<std::string> without_item(const std::set<std::string>& paths, const std::string& list, int item) {
  std::set<std::string> kept;
  for (const std::string& path : paths) {
    const int at = model::item_of(path, list);
    if (at == item) continue;
    kept.insert(at < item ? path : list + "/" + std::to_string(at - 1) + path.substr(path.rfind('/')));
  }
  return kept;
}

void list_changed(DeclareState& declare, const std::string& list, Effects& effects) {
  std::erase_if(declare.typed, [&](const auto& entry) { return model::item_of(entry.first, list) >= 0; });
  for (auto& [path, text] : model::texts_of(declare.values))
    if (model::item_of(path, list) >= 0) declare.typed[path] = text;
  std::erase_if(declare.server_errors, [&](const auto& error) { return error.pointer.starts_with("/values/" + list); });
  declare.dirty = true;
  store_draft_soon(effects);
}

}  // namespace

void handle(State& state, const ListItemAdded& event, Effects& effects) {
  const model::Field* list = open_list(state, event.field);
  if (!list) return;
  DeclareState& declare = state.declare;
  model::Json& items = declare.values[list->id];
  if (!items.is_array()) items = model::Json::array();
  if (std::cmp_greater_equal(items.size(), list->items_max)) return;
  items.push_back(model::initial_item(*list, state.session.who ? state.session.who->current_year : 0));
  const std::string item = list->id + "/" + std::to_string(items.size() - 1);
  list_changed(declare, list->id, effects);
  if (!list->fields.empty()) focus(node_of("/values/" + item + "/" + list->fields.front().id), effects);
}

void handle(State& state, const ListItemRemoved& event, Effects& effects) {
  const model::Field* list = open_list(state, event.field);
  if (!list) return;
  DeclareState& declare = state.declare;
  const auto found = declare.values.find(list->id);
  if (found == declare.values.end() || !found->is_array() || event.item >= found->size()) return;
  found->erase(event.item);
  const std::size_t left = found->size();
  declare.left = without_item(declare.left, list->id, static_cast<int>(event.item));
  declare.left.insert(list->id);
  list_changed(declare, list->id, effects);
  announce("list.removed", effects, {{"number", std::to_string(event.item + 1)}, {"count", std::to_string(left)}});
  const std::string list_node = node_of("/values/" + list->id);
  focus(left == 0 ? list_node : list_node + "/" + std::to_string(std::min<std::size_t>(event.item, left - 1)) + "/remove", effects);
}

}  // namespace portal::ui
