#include "ui/frame.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstdio>
#include <unordered_set>
#include <utility>

namespace portal::ui {

namespace {

// The user's text size enlarges what holds text; spaces between things stay, so that a narrow page keeps its room.
// Headings grow only as far as a long word still fits the page.
Metrics scaled(Metrics metrics, float text_scale, float page_width) {
  const auto scale = [text_scale](float& value) { value = std::round(value * text_scale); };
  for (float* value : {&metrics.text, &metrics.text_small, &metrics.text_large, &metrics.heading1, &metrics.heading2,
                       &metrics.heading3, &metrics.control_height, &metrics.column_width_max}) {
    scale(*value);
  }
  constexpr float kHeading1Ems = 7.5f, kHeading2Ems = 8.5f;  // a page has room for so many of their letters at least
  metrics.heading1 = std::min(metrics.heading1, std::max(metrics.text, std::floor(page_width / kHeading1Ems)));
  metrics.heading2 = std::min(metrics.heading2, std::max(metrics.text, std::floor(page_width / kHeading2Ems)));
  return metrics;
}

}  // namespace

Frame::Frame(const State& state_in, const Resources& resources, const Interaction& interaction_in,
             std::vector<UserAction> actions)
    : state(state_in),
      texts(resources.texts),
      metrics(scaled(resources.theme.metrics, state_in.environment.text_scale, state_in.environment.width)),
      palette(palette_of(resources.theme, state_in.environment)),
      env(state_in.environment),
      interaction(interaction_in),
      resources_(resources),
      actions_(std::move(actions)),
      scroll_y_(state_in.environment.scroll_y) {
  tree_.language = texts.language();
  tree_.theme = theme_name(env);
  tree_.text_scale = env.text_scale;
  begin_window("page", ImGuiWindowFlags_NoBringToFrontOnFocus);
  fill(clip(), palette.page);
}

// ---- semantics --------------------------------------------------------------------------------------------

std::string Frame::id(std::string_view local) const {
  std::string joined = scope_;
  if (!joined.empty()) joined += '/';
  joined += local;
  return joined;
}

Node& Frame::add(Node node) {
  if (node.language.empty() && language_ != texts.language()) node.language = language_;
  if (node.parent.empty()) node.parent = open_.empty() ? last_parent_ : tree_.nodes[open_.back()].id;
  return tree_.nodes.emplace_back(std::move(node));
}

void Frame::open(Node container) {
  if (container.role == NodeRole::kDialog) tree_.dialog = container.id;
  add(std::move(container));
  open_.push_back(tree_.nodes.size() - 1);
}

void Frame::close(float height) {
  assert(!open_.empty());
  if (height >= 0) tree_.nodes[open_.back()].rect.h = height;
  open_.pop_back();
}

void Frame::close_at(float bottom) { close(bottom - tree_.nodes[open_.back()].rect.y); }

SemanticsTree Frame::take_tree() {
  assert(open_.empty() && scope_.empty() && !in_dialog_);
  draw_what_comes_last();
  end_window();
  for (const Node& node : tree_.nodes) {
    if (title_.empty() && node.role == NodeRole::kHeading && node.level == 1) {
      title_ = texts("app.title_of", {{"page", node.name}});
    }
    if (node.parent.empty()) tree_.page_height = node.rect.h;
  }
  tree_.title = title_.empty() ? texts("app.title") : title_;
#ifndef NDEBUG
  std::unordered_set<std::string_view> ids;
  for (const Node& node : tree_.nodes) {
    const bool is_new = ids.insert(node.id).second;
    if (!is_new || node.id.empty()) std::fprintf(stderr, "node id \"%s\" is empty or used twice\n", node.id.c_str());
    assert(is_new && !node.id.empty());
  }
#endif
  return std::move(tree_);
}

// ---- what the user did -------------------------------------------------------------------------------------

namespace {

const UserAction* last_action(const std::vector<UserAction>& actions, UserAction::Kind kind, const std::string& node) {
  const auto found = std::find_if(actions.rbegin(), actions.rend(), [&](const UserAction& action) {
    return action.kind == kind && action.node == node;
  });
  return found == actions.rend() ? nullptr : &*found;
}

}  // namespace

bool Frame::pressed(const std::string& node) { return last_action(actions_, UserAction::Kind::kPress, node); }

std::optional<std::string> Frame::value_set(const std::string& node) {
  const UserAction* action = last_action(actions_, UserAction::Kind::kSetValue, node);
  return action ? std::optional(action->value) : std::nullopt;
}

bool Frame::left(const std::string& node) { return last_action(actions_, UserAction::Kind::kBlur, node); }
bool Frame::dismissed(const std::string& node) { return last_action(actions_, UserAction::Kind::kDismiss, node); }
bool Frame::focused(const std::string& node) const { return interaction.focused == node; }
bool Frame::hovered(const std::string& node) const { return interaction.hovered == node; }
void Frame::emit(Event event) { events_.push_back(std::move(event)); }
Events Frame::take_events() { return std::move(events_); }

// ---- moves ---------------------------------------------------------------------------------------------------

std::optional<Move> Frame::moved(const std::string& node) {
  const UserAction* action = last_action(actions_, UserAction::Kind::kMove, node);
  return action ? move_from(action->value) : std::nullopt;
}

std::optional<Frame::MoveInside> Frame::moved_inside(std::string_view container) {
  const std::string prefix = std::string(container) + "/";
  for (const UserAction& action : actions_) {
    if (action.kind != UserAction::Kind::kMove || !action.node.starts_with(prefix)) continue;
    if (const std::optional<Move> move = move_from(action.value)) return MoveInside{action.node, *move};
  }
  return std::nullopt;
}

// ---- what is drawn last ----------------------------------------------------------------------------------------

namespace {

bool is_landmark(NodeRole role) { return role == NodeRole::kMain || role == NodeRole::kBanner || role == NodeRole::kDialog; }

}  // namespace

void Frame::draw_last(std::function<void(Frame&)> body) {
  const auto landmark = std::find_if(open_.rbegin(), open_.rend(), [&](std::size_t index) { return is_landmark(tree_.nodes[index].role); });
  last_.push_back({std::move(body), scroll_y_, landmark == open_.rend() ? std::string() : tree_.nodes[*landmark].id});
}

void Frame::draw_what_comes_last() {
  const float scroll_y = scroll_y_;
  const std::vector<std::size_t> open = std::exchange(open_, {});  // the page is open around a dialog: what comes last is not in it
  const std::string outermost = in_dialog_ ? tree_.dialog : tree_.nodes.empty() ? std::string() : tree_.nodes.front().id;
  draw_on_top(true);
  for (const Last& last : std::exchange(last_, {})) {
    scroll_y_ = last.scroll_y;
    last_parent_ = last.landmark.empty() ? outermost : last.landmark;
    last.body(*this);
  }
  draw_on_top(false);
  open_ = open;
  last_parent_.clear();
  scroll_y_ = scroll_y;
}

bool Frame::settle(Interaction& settled) {
  bool again = false;
  if (list_wish_ && *list_wish_ != settled.list) {
    settled.list = *std::exchange(list_wish_, std::nullopt);
    again = true;
  }
  if (tooltip_off_wish_ && *tooltip_off_wish_ != settled.tooltip_off) {
    settled.tooltip_off = *std::exchange(tooltip_off_wish_, std::nullopt);
    again = true;
  }
  // A dialog stands in the middle once it is known how high it is.
  return std::exchange(settled.dialog_height, dialog_height) != dialog_height || again;
}

// ---- scopes -------------------------------------------------------------------------------------------------

void Frame::push_scope(std::string_view local) {
  scope_lengths_.push_back(scope_.size());
  scope_ = id(local);
}

void Frame::pop_scope() {
  scope_.resize(scope_lengths_.back());
  scope_lengths_.pop_back();
}

void Frame::begin_dialog_layer() {
  assert(!in_dialog_);
  in_dialog_ = true;
  scroll_y_ = 0;
  page_layer_ = layer_;
  begin_window("dialog", ImGuiWindowFlags_None);
}

void Frame::end_dialog_layer() {
  assert(in_dialog_);
  draw_what_comes_last();
  end_window();
  in_dialog_ = false;
  scroll_y_ = env.scroll_y;
  layer_ = page_layer_;
}

}  // namespace portal::ui
