// 为谁申报: an organisation finds people by name or number, and chooses one or many.
#include <algorithm>
#include <cmath>
#include <string>

#include "ui/views/declare_parts.h"
#include "ui/views/record_table.h"
#include "ui/widgets/widgets.h"

namespace portal::ui {

namespace {

constexpr std::size_t kShown = 10;

bool is_chosen(const DeclareState& declare, const std::string& person) {
  return std::ranges::find(declare.people, person, &model::PersonRef::id) != declare.people.end();
}

std::string names_of(const Frame& frame, const DeclareState& declare) {
  std::string names;
  for (const model::PersonRef& person : declare.people) names += (names.empty() ? "" : frame.texts("people.separator")) + person.name;
  return names;
}

void search(Frame& frame, Column& column, bool disabled) {
  const std::string error = error_at(frame, "/people");
  FieldSpec spec;
  spec.id = "search";
  spec.label = frame.texts("people.search");
  spec.hint = frame.texts(frame.state.session.who->role == model::Role::kDepartment ? "people.search_hint_below" : "people.search_hint");
  spec.error = error;
  spec.input_mode = "search";
  spec.length_max = 100;
  spec.disabled = disabled;
  const FieldResult result = text_field(frame, column, spec, frame.state.people.search);
  if (result.edited) frame.emit(PeopleSearched{*result.edited});
}

void found(Frame& frame, Column& column, bool disabled) {
  const PeopleState& people = frame.state.people;
  if (people.failure) {
    notice_bar(frame, column, "failure", frame.texts.error(*people.failure), Tone::kDanger, true);
    return;
  }
  if (people.found.empty()) {
    const bool asked = !people.search.empty();
    if (people.loading || asked) paragraph(frame, column, "none", frame.texts(people.loading ? "common.loading" : "people.none"), frame.style_muted());
    return;
  }
  const std::string& label = frame.texts("people.found");
  Node group;
  group.id = frame.id("found");
  group.role = NodeRole::kGroup;
  group.name = label;
  group.rect = {column.x, column.y, column.width, 0};
  const float top = column.y;
  frame.open(std::move(group));
  for (std::size_t i = 0; i < std::min(people.found.size(), kShown); ++i) {
    const FoundPerson& one = people.found[i];
    const std::string id = "person/" + one.person.id;
    const bool own = one.organisation == frame.state.session.who->organisation.name;
    const std::string row = frame.texts(own ? "people.row_own" : "people.row", {{"name", one.person.name}, {"number", one.person.number}, {"organisation", one.organisation}});
    FieldSpec spec;
    spec.id = id;
    spec.label = row;
    spec.disabled = disabled;
    const FieldResult result = check_box(frame, column, spec, is_chosen(frame.state.declare, one.person.id));
    if (result.edited) frame.emit(PersonChosen{one.person.id, *result.edited == "true"});
  }
  frame.close(column.y - top);
  if (people.found.size() > kShown) {
    paragraph(frame, column, "more",
              frame.texts("people.more", {{"shown", std::to_string(kShown)}, {"count", std::to_string(people.found.size())}}), frame.style_muted());
  }
}

void buttons(Frame& frame, Column& column, bool disabled) {
  const std::string all = frame.texts("people.choose_all", {{"count", std::to_string(frame.state.people.found.size())}});
  const bool some_found = !frame.state.people.found.empty(), some_chosen = !frame.state.declare.people.empty();
  if (!some_found && !some_chosen) return;
  const ButtonSpec specs[] = {{.id = "choose_all", .label = all, .disabled = disabled || frame.state.people.loading},
                              {.id = "clear", .label = frame.texts("people.clear"), .kind = ButtonKind::kQuiet, .disabled = disabled}};
  const std::size_t first = some_found ? 0 : 1;
  column.skip(frame.metrics.gap_small);
  const int pressed = button_row(frame, column, std::span(specs).subspan(first, (some_chosen ? 2 : 1) - first));
  if (pressed < 0) return;
  if (pressed + static_cast<int>(first) == 0) return frame.emit(AllFoundPeopleChosen{});
  frame.emit(PeopleCleared{});
}

// Many with values of their own come from a spreadsheet.
void import_link(Frame& frame, Column& column) {
  if (frame.env.kiosk) return;
  const std::string& label = frame.texts("import.link");
  const float width = std::min(std::ceil(frame.text_width(label, frame.style_text())) + 2, column.width);
  column.skip(frame.metrics.gap_small);
  const Rect line = column.take(link_height(frame, label, width));
  link(frame, {line.x, line.y, width, line.h}, {.id = "import", .label = label, .href = fragment_of({.place = Route::Place::kImport, .study_form = frame.state.declare.study_form, .declaration = {}, .query = {}}), .wraps = true});
}

}  // namespace

void declare_people(Frame& frame, Column& column) {
  const DeclareState& declare = frame.state.declare;
  if (frame.state.session.who->role == model::Role::kProfessional) return;
  Scope scope(frame, "people");
  refusals(frame, column, frame.texts("people.refused"), declare.refused);
  Card card = begin_card(frame, column);
  Column& content = card.content;
  heading(frame, content, 2, "title", frame.texts("people.title"));
  if (asks_for_people(frame.state)) {
    import_link(frame, content);
    const bool disabled = declare.busy != DeclareState::Busy::kNo || declare.key_of_create.has_value();
    content.skip(frame.metrics.gap_small);
    search(frame, content, disabled);
    found(frame, content, disabled);
    buttons(frame, content, disabled);
  }
  if (!declare.people.empty()) {
    content.skip(frame.metrics.gap_small);
    paragraph(frame, content, "chosen",
              frame.texts("people.chosen", {{"count", std::to_string(declare.people.size())}, {"names", names_of(frame, declare)}}));
  }
  end_card(frame, column, card);
  column.skip(frame.metrics.gap);
}

}  // namespace portal::ui
