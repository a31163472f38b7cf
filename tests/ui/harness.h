// The whole client in a test, without a browser: a test reads like what a user does and sees.
//
//   Page page;
//   page.start("#/progress");
//   page.reply("GET", "/session", 401, "{}");
//   page.type(NodeRole::kTextBox, "用户名", "professional");
//   page.press(NodeRole::kButton, "登录");
//
// Every call draws the frames that it causes; every frame is checked for what no page may break (find.h, layout_problems).
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "shell/runtime/runtime.h"
#include "tests/ui/find.h"
#include "tests/ui/screen.h"

namespace portal::test {

using ui::NodeRole;

class Page {
 public:
  Page();
  explicit Page(const ui::Environment& environment);

  // ---- from outside
  void start(std::string fragment = "#/", std::map<std::string, std::string> stored = {});
  void post(const ui::Event& event);
  void set_environment(const ui::Environment& environment);
  // Answers the oldest request that waits with this method and a path that begins so; fails the test when there is none.
  void reply(std::string_view method, std::string_view path_prefix, int status, const std::string& body = "{}",
             const std::string& etag = "");
  bool answers_languages = true;  // LoadTexts gets the real texts, at once
  void fire(const std::string& timer) { post(ui::TimerFired{timer}); }

  // ---- what the user does
  void press(NodeRole role, std::string_view name);
  void type(NodeRole role, std::string_view name, const std::string& text);  // the whole text, as the element holds it
  void leave(NodeRole role, std::string_view name);
  void choose(NodeRole role, std::string_view name, std::string_view option_label);  // combo box, or radio group
  void move(std::string_view name);  // a key that moves (ui::Move), in what has the focus
  void dismiss();  // Escape in the open dialog

  // ---- what is to be seen
  const ui::Node& find(NodeRole role, std::string_view name) const { return test::find(runtime_.tree(), role, name); }
  bool has(NodeRole role, std::string_view name) const { return !find_all(runtime_.tree(), role, name).empty(); }
  std::vector<const ui::Node*> all(NodeRole role) const { return find_all(runtime_.tree(), role); }
  std::vector<std::string> names(NodeRole role) const;
  std::string error_of(NodeRole role, std::string_view name) const;  // the sentence at the control; "" = none
  std::string visible_text() const { return test::visible_text(runtime_.tree()); }
  bool says(std::string_view sentence) const { return visible_text().find(sentence) != std::string::npos; }
  std::string outline() const { return test::outline(runtime_.tree()); }
  const ui::SemanticsTree& tree() const { return runtime_.tree(); }
  const ui::State& state() const { return runtime_.state(); }
  const std::string& fragment() const { return fragment_; }  // as the address bar has it
  const std::string& focused() const { return focused_; }    // node that the application last gave the focus to

  // ---- what was asked of the outside, since the start
  template <class T>
  std::vector<T> effects() const {
    std::vector<T> found;
    for (const ui::Effect& effect : effects_) {
      if (const T* one = std::get_if<T>(&effect)) found.push_back(*one);
    }
    return found;
  }
  void forget_effects() { effects_.clear(); }
  // Requests without an answer, oldest first.
  std::vector<ui::HttpRequest> waiting() const { return waiting_; }
  const ui::HttpRequest* waiting(std::string_view method, std::string_view path_prefix) const;

  shell::Runtime& runtime() { return runtime_; }
  void draw();  // frames until none is wanted

 private:
  void act(ui::UserAction::Kind kind, std::string node, std::string value = {});
  void take_effects();

  Screen screen_;
  FewInitials initials_;
  shell::Runtime runtime_;
  ui::Effects effects_;
  std::vector<ui::HttpRequest> waiting_;
  std::string fragment_;
  std::string focused_;
};

}  // namespace portal::test
