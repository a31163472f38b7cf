#include "tests/ui/harness.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace portal::test {

namespace {

constexpr int kFramesMax = 20;
constexpr long long kNow = 1'772'600'000'000;  // 2026-03-04

ui::Environment ordinary() {
  ui::Environment environment;
  environment.now_ms = kNow;
  return environment;
}

bool is(const ui::HttpRequest& request, std::string_view method, std::string_view path_prefix) {
  return request.method == method && request.path.starts_with(path_prefix);
}

}  // namespace

Page::Page() : Page(ordinary()) {}

Page::Page(const ui::Environment& environment) : runtime_(real_theme(), real_texts(), screen_.fonts(), &initials_) {
  set_environment(environment);
}

void Page::start(std::string fragment, std::map<std::string, std::string> stored) {
  fragment_ = fragment;
  post(ui::Started{"seedseedseedseed1234", std::move(fragment), std::move(stored)});
}

void Page::set_environment(const ui::Environment& environment) {
  screen_.resize(environment.width, environment.height, environment.pixel_ratio);
  post(ui::EnvironmentChanged{environment});
}

void Page::post(const ui::Event& event) {
  runtime_.post(event);
  draw();
}

void Page::act(ui::UserAction::Kind kind, std::string node, std::string value) {
  if (node.empty()) return;  // find() has failed the test
  runtime_.act({kind, std::move(node), std::move(value)});
  draw();
}

void Page::draw() {
  take_effects();
  for (int frame = 0; runtime_.wants_frame(); ++frame) {
    if (frame == kFramesMax) {
      ADD_FAILURE() << "the page does not come to rest";
      return;
    }
    if (runtime_.interaction().focused != focused_) runtime_.interaction().focus(focused_, true);
    runtime_.frame();
    screen_.finish_textures();
    take_effects();
    expect_no_layout_problems(runtime_.tree(), runtime_.state().environment.width);
  }
}

void Page::take_effects() {
  for (ui::Effect& effect : runtime_.take_effects()) {
    if (const auto* request = std::get_if<ui::HttpRequest>(&effect)) waiting_.push_back(*request);
    if (const auto* navigate = std::get_if<ui::Navigate>(&effect)) fragment_ = navigate->fragment;
    if (const auto* focus = std::get_if<ui::FocusNode>(&effect)) focused_ = focus->id;
    if (const auto* texts = std::get_if<ui::LoadTexts>(&effect); texts && answers_languages) {
      runtime_.take_texts(texts->language, real_texts(texts->language.c_str()));
    }
    effects_.push_back(std::move(effect));
  }
}

void Page::reply(std::string_view method, std::string_view path_prefix, int status, const std::string& body,
                 const std::string& etag) {
  const auto found = std::find_if(waiting_.begin(), waiting_.end(),
                                  [&](const ui::HttpRequest& request) { return is(request, method, path_prefix); });
  if (found == waiting_.end()) {
    std::string others;
    for (const ui::HttpRequest& request : waiting_) others += "\n  " + request.method + " " + request.path;
    ADD_FAILURE() << "no request waits that is " << method << " " << path_prefix << "…; there are:" << others;
    return;
  }
  ui::HttpReplied replied;
  replied.id = found->id;
  replied.status = status;
  replied.body = body;
  replied.etag = etag;
  waiting_.erase(found);
  post(replied);
}

const ui::HttpRequest* Page::waiting(std::string_view method, std::string_view path_prefix) const {
  for (const ui::HttpRequest& request : waiting_) {
    if (is(request, method, path_prefix)) return &request;
  }
  return nullptr;
}

void Page::press(NodeRole role, std::string_view name) {
  const ui::Node& node = find(role, name);
  EXPECT_FALSE(node.disabled) << name << " is disabled";
  act(ui::UserAction::Kind::kPress, node.id);
}

void Page::type(NodeRole role, std::string_view name, const std::string& text) {
  const ui::Node& node = find(role, name);
  EXPECT_FALSE(node.disabled) << name << " is disabled";
  focused_ = node.id;
  act(ui::UserAction::Kind::kSetValue, node.id, text);
}

void Page::leave(NodeRole role, std::string_view name) {
  const std::string node = find(role, name).id;
  if (focused_ == node) focused_.clear();
  act(ui::UserAction::Kind::kBlur, node);
}

void Page::choose(NodeRole role, std::string_view name, std::string_view option_label) {
  const ui::Node& node = find(role, name);
  EXPECT_FALSE(node.disabled) << name << " is disabled";
  if (role == NodeRole::kRadioGroup) {
    for (const ui::Node& option : tree().nodes) {
      if (option.group == node.id && option.name == option_label) return act(ui::UserAction::Kind::kPress, option.id);
    }
  }
  const std::string combo = node.id;
  focused_ = combo;
  act(ui::UserAction::Kind::kPress, combo);
  for (const ui::Node& option : tree().nodes) {
    if (option.role == NodeRole::kOption && option.name == option_label) return act(ui::UserAction::Kind::kPress, option.id);
  }
  ADD_FAILURE() << name << " has no option " << option_label;
}

void Page::move(std::string_view name) { act(ui::UserAction::Kind::kMove, focused_, std::string(name)); }

void Page::dismiss() {
  EXPECT_NE(tree().dialog, "") << "no dialog is open";
  act(ui::UserAction::Kind::kDismiss, tree().dialog);
}

std::vector<std::string> Page::names(NodeRole role) const {
  std::vector<std::string> names;
  for (const ui::Node* node : all(role)) names.push_back(node->name);
  return names;
}

std::string Page::error_of(NodeRole role, std::string_view name) const {
  const ui::Node& node = find(role, name);
  const ui::Node* error = describing(tree(), NodeRole::kError, node.id);
  EXPECT_EQ(node.invalid, error != nullptr);
  return error ? error->name : std::string();
}

}  // namespace portal::test
