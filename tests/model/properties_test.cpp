// Properties, checked on random input that shrinks to the smallest that breaks them (rapidcheck). A failure prints what
// to put into RC_PARAMS to see it again; RC_PARAMS="max_success=100000" looks longer.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "model/attachments.h"
#include "model/hours.h"
#include "model/query.h"
#include "model/schema.h"
#include "tests/model/arbitrary_json.h"
#include "tests/model/sample.h"

namespace portal::model {
namespace {

constexpr const char* kNow = "2026-11-23T08:00:00Z";
constexpr Role kOrganisationRoles[] = {Role::kEmployer, Role::kDepartment, Role::kAuthority, Role::kBase};
constexpr Role kRoles[] = {Role::kProfessional, Role::kEmployer, Role::kDepartment, Role::kAuthority, Role::kBase, Role::kAdmin};
constexpr Action kActions[] = {Action::kSave, Action::kDelete, Action::kSubmit, Action::kWithdraw, Action::kApprove, Action::kReject, Action::kCopy, Action::kRevoke};

template <class List>
auto one_of(const List& list) {
  return *rc::gen::elementOf(std::vector(std::begin(list), std::end(list)));
}

std::string id_of(int number) { return "o" + std::to_string(number); }

// Any graph of organisations, loops and missing parents included.
OrganisationTree any_graph() {
  const int count = *rc::gen::inRange(1, 9);
  OrganisationTree tree;
  for (int i = 0; i < count; ++i) {
    const int parent = *rc::gen::inRange(-1, count + 1);  // -1: none; count: one that is not there
    tree.organisations.push_back({id_of(i), id_of(i), one_of(kOrganisationRoles), parent < 0 ? "" : id_of(parent), ""});
  }
  return tree;
}

RC_GTEST_PROP(AuditChainProperty, EndsAtTheFirstAuthorityAboveOrSaysWhyNot, ()) {
  const OrganisationTree tree = any_graph();
  const std::string start = id_of(*rc::gen::inRange(0, static_cast<int>(tree.organisations.size()) + 1));
  const Role declared_as = one_of(kRoles);
  const Result<std::vector<OrganisationRef>> chain = audit_chain(tree, start, declared_as);
  if (!chain) {
    const std::set<std::string> reasons{"unknown_organisation", "no_authority_above", "organisation_loop"};
    RC_ASSERT(reasons.contains(chain.error().code));
    return;
  }
  RC_ASSERT(!chain->empty());
  RC_ASSERT(chain->back().role == Role::kAuthority);
  std::set<std::string> ids;
  std::string below = start;
  for (std::size_t i = 0; i < chain->size(); ++i) {
    const OrganisationRef& level = (*chain)[i];
    RC_ASSERT(ids.insert(level.id).second);
    RC_ASSERT((level.role == Role::kAuthority) == (i + 1 == chain->size()));
    RC_ASSERT(level.role != Role::kBase);
    for (std::size_t steps = 0; below != level.id || (i == 0 && level.id == start && declared_as != Role::kProfessional); ++steps) {
      RC_ASSERT(steps < tree.organisations.size());  // every level stands above the one before
      below = tree.find(below)->parent;
      if (below == level.id) break;
    }
  }
  RC_ASSERT((declared_as == Role::kProfessional) || !ids.contains(start));
}

// ---- The life of a declaration among organisations that change while it waits. ----

struct World {
  OrganisationTree tree;
  std::vector<Actor> actors;
  Declaration declaration;
};

World any_world() {
  World world;
  const int count = *rc::gen::inRange(2, 7);
  for (int i = 0; i < count; ++i)  // each stands under one before it; the first is an authority
    world.tree.organisations.push_back({id_of(i), id_of(i), i == 0 ? Role::kAuthority : one_of(kOrganisationRoles), i == 0 ? "" : id_of(*rc::gen::inRange(0, i)), ""});
  for (const Organisation& organisation : world.tree.organisations) {
    const OrganisationRef place = reference(organisation);
    world.actors.push_back({{"clerk of " + place.id, "", ""}, place.role, place});
    world.actors.push_back({{"person of " + place.id, "", ""}, Role::kProfessional, place});
  }
  const Actor declarer = *rc::gen::suchThat(rc::gen::elementOf(world.actors), [](const Actor& actor) { return may_declare(actor.role); });
  world.declaration.id = "1";
  world.declaration.revision = 1;
  world.declaration.content = sample::training();
  world.declaration.declarer = declarer.person;
  world.declaration.person = declarer.role == Role::kProfessional ? declarer.person : PersonRef{"somebody", "", ""};
  world.declaration.declaring_organisation = declarer.organisation;
  world.declaration.declared_as = declarer.role;
  return world;
}

// What the history says, without the code under test: state, and who has approved since the last submit.
struct Told {
  DeclarationState state = DeclarationState::kDraft;
  std::vector<std::string> approvals;
};

Told told_by(const std::vector<HistoryEntry>& history, std::size_t levels) {
  Told told;
  for (const HistoryEntry& entry : history) {
    if (entry.action == Action::kSubmit) told = {DeclarationState::kPending, {}};
    if (entry.action == Action::kWithdraw) told.state = DeclarationState::kDraft;
    if (entry.action == Action::kReject || entry.action == Action::kRevoke) told.state = DeclarationState::kRejected;
    if (entry.action == Action::kApprove) told.approvals.push_back(entry.organisation.id);
    if (entry.action == Action::kApprove && told.approvals.size() == levels) told.state = DeclarationState::kApproved;
  }
  return told;
}

void check_possible(const World& world) {
  const Declaration& declaration = world.declaration;
  const bool pending = declaration.state == DeclarationState::kPending;
  const Told told = told_by(declaration.history, declaration.chain.size());
  RC_ASSERT(declaration.state == told.state);
  RC_ASSERT(declaration.revision == 1 + static_cast<long long>(declaration.history.size()));
  RC_ASSERT((next_auditor(declaration) != nullptr) == pending);
  for (std::size_t i = 0; i < told.approvals.size(); ++i) RC_ASSERT(told.approvals[i] == declaration.chain[i].id);
  if (pending) RC_ASSERT(static_cast<std::size_t>(declaration.level) == told.approvals.size());
  if (pending || declaration.state == DeclarationState::kApproved) {
    RC_ASSERT(!declaration.chain.empty());
    RC_ASSERT(declaration.chain.back().role == Role::kAuthority);
  }
  if (!declaration.history.empty()) RC_ASSERT(declaration.history.back().to == declaration.state);
  if (declaration.state == DeclarationState::kRejected) RC_ASSERT(!declaration.history.back().reason.empty());
}

// Whose turn it is: of one organisation while pending, of the declarer before and after; nobody else can do a thing.
void check_turns(const World& world) {
  std::set<std::string> approvers;
  for (const Actor& actor : world.actors)
    for (const Action action : allowed_actions(actor, world.declaration)) {
      if (action == Action::kApprove || action == Action::kReject) approvers.insert(actor.organisation.id);
      if (action == Action::kRevoke) RC_ASSERT(actor.role == Role::kAuthority && world.declaration.state == DeclarationState::kApproved);
      if (action == Action::kSave || action == Action::kDelete || action == Action::kSubmit) RC_ASSERT(world.declaration.state == DeclarationState::kDraft);
    }
  const OrganisationRef* next = next_auditor(world.declaration);
  RC_ASSERT(approvers == (next ? std::set<std::string>{next->id} : std::set<std::string>{}));
}

RC_GTEST_PROP(WorkflowProperty, NeverReachesAnImpossibleState, ()) {
  World world = any_world();
  const int steps = *rc::gen::inRange(0, 40);
  int approved_once = 0;
  for (int i = 0; i < steps; ++i) {
    const OrganisationRef* next_turn = next_auditor(world.declaration);
    const bool go_on = next_turn && *rc::gen::inRange(0, 3) > 0;  // else lives would end at the first level
    const Actor actor = go_on ? Actor{{"clerk of " + next_turn->id, "", ""}, next_turn->role, *next_turn} : *rc::gen::elementOf(world.actors);
    const Action action = go_on ? Action::kApprove : one_of(kActions);
    const std::string reason = *rc::gen::element<std::string>("", "\u3000", "扫描件看不清");
    const Result<bool> allowed = may(actor, action, world.declaration);
    const Result<Declaration> next = apply(actor, world.declaration, {action, reason, kNow}, world.tree);
    RC_ASSERT(!next || allowed);  // nothing is done that is not allowed
    if (next) {
      RC_ASSERT(next->content.values == world.declaration.content.values);
      world.declaration = *next;
    }
    check_possible(world);
    check_turns(world);
    approved_once += world.declaration.state == DeclarationState::kApproved;
    if (*rc::gen::inRange(0, 10) == 0) {  // an organisation moves under another that stands before it; a chain that waits is not touched
      const int moved = *rc::gen::inRange(1, static_cast<int>(world.tree.organisations.size()));
      world.tree.organisations[static_cast<std::size_t>(moved)].parent = id_of(*rc::gen::inRange(0, moved));
    }
  }
  RC_CLASSIFY(approved_once > 0, "approved");
}

// ---- Whatever comes from outside is read or refused; nothing crashes on it. ----

void use(const Catalogue& catalogue, const Json& json) {
  for (const StudyForm& form : catalogue.study_forms) {
    (void)dump_json(json_schema(catalogue, form));
    (void)dump_json(without_hidden_values(catalogue, form, json));
    const Json first = initial_values(catalogue, form, sample::kYear);
    for (const Field* field : fields_of(catalogue, form)) (void)value_from_text(*field, text_from_value(member(first, field->id)));
    for (const Role role : kRoles)
      for (const Strictness strictness : {Strictness::kDraft, Strictness::kSubmit})
        for (const Error& error : validate(catalogue, {form.id, catalogue.version, json, {}}, {role, sample::kYear, strictness})) {
          RC_ASSERT(!error.code.empty());
          RC_ASSERT(error.pointer.empty() || error.pointer[0] == '/');
        }
  }
}

// As it comes over the wire: no numbers beyond JSON, no nesting beyond our limit.
Json as_sent(const Json& json) {
  Result<Json> sent = parse_json(dump_json(json));
  return sent ? *std::move(sent) : Json();
}

template <class T>
void check_round_trip(Result<T> (*read)(const Json&), const Json& json) {
  const Result<T> first = read(json);
  if (!first) {
    RC_ASSERT(!first.error().code.empty());
    return;
  }
  const Result<T> second = read(as_sent(to_json(*first)));
  RC_ASSERT(static_cast<bool>(second));
  RC_ASSERT(dump_json(to_json(*second)) == dump_json(to_json(*first)));
}

void read_everything(const Json& any) {
  const Json json = as_sent(any);
  check_round_trip(read_content, json);
  check_round_trip(read_declaration, json);
  check_round_trip(read_summary, json);
  check_round_trip(read_organisation, json);
  check_round_trip(read_year_summary, json);
  (void)read_counts(json);
  if (const Result<Catalogue> catalogue = read_catalogue(json)) use(*catalogue, json);
  if (const Result<Declaration> declaration = read_declaration(json)) {
    const DeclarationSummary summary = summarise(*declaration, sample::catalogue());
    (void)summarise_year(sample::catalogue(), std::vector{summary}, summary.credited_year);
    (void)validate(sample::catalogue(), declaration->content, {declaration->declared_as, sample::kYear, Strictness::kSubmit});
    for (const Role role : kRoles) (void)allowed_actions(sample::actor(role, "p", "employer"), *declaration);
  }
}

RC_GTEST_PROP(JsonProperty, AnythingIsReadOrRefused, ()) {
  const Json json = *arbitrary::json();
  read_everything(json);
  use(sample::catalogue(), json);
}

RC_GTEST_PROP(JsonProperty, AChangedDeclarationIsReadOrRefused, ()) {
  Declaration declaration;
  declaration.id = "1";
  declaration.content = sample::publication("paper");
  declaration.declared_as = Role::kEmployer;
  declaration.declaring_organisation = sample::organisation("employer");
  declaration.chain = {sample::organisation("department"), sample::organisation("authority")};
  declaration.history = {{kNow, Action::kSubmit, {"p", "张三", "1"}, sample::organisation("employer"), DeclarationState::kPending, ""}};
  const Json json = *arbitrary::changed(to_json(declaration));
  read_everything(json);
  use(sample::catalogue(), member(json, "values"));
}

RC_GTEST_PROP(JsonProperty, AChangedCatalogueIsReadOrRefused, ()) {
  const Result<Catalogue> catalogue = read_catalogue(*arbitrary::changed(sample::catalogue_document()));
  RC_CLASSIFY(static_cast<bool>(catalogue), "read");
  if (catalogue) use(*catalogue, *arbitrary::changed(sample::conference(true).values));
}

RC_GTEST_PROP(JsonProperty, AnyBytesAreParsedOrRefused, (const std::string& bytes)) {
  const Result<Json> json = parse_json(bytes);
  if (json) RC_ASSERT(static_cast<bool>(parse_json(dump_json(*json))));
}

RC_GTEST_PROP(ValidationProperty, JudgesWhatItShowsAgainAsBefore, ()) {
  const std::vector<StudyForm>& forms = sample::catalogue().study_forms;
  const StudyForm& form = forms[*rc::gen::inRange<std::size_t>(0, forms.size())];
  Json values = Json::object();
  for (const Field* field : fields_of(sample::catalogue(), form)) values[field->id] = value_from_text(*field, text_from_value(*arbitrary::json()));
  Json again = Json::object();
  for (const Field* field : fields_of(sample::catalogue(), form)) again[field->id] = value_from_text(*field, text_from_value(values[field->id]));
  const ValidationContext context{Role::kProfessional, sample::kYear, Strictness::kSubmit};
  RC_ASSERT(validate(sample::catalogue(), {form.id, "", values, {}}, context) == validate(sample::catalogue(), {form.id, "", again, {}}, context));
}

}  // namespace
}  // namespace portal::model
