// A page of widgets alone, for tests of widgets: drawn by a function of the test, with what the user did to it.
#pragma once

#include <functional>

#include "tests/ui/find.h"
#include "tests/ui/screen.h"
#include "ui/widgets/widgets.h"

namespace portal::test {

class Sheet {
 public:
  using Draw = std::function<void(ui::Frame&, ui::Column&)>;

  Sheet();

  ui::State state;  // its environment is what the page is drawn in
  ui::Interaction interaction;

  // Draws one frame with the actions that were given since the last; asserts what no page may break.
  const ui::SemanticsTree& draw(const Draw& content);
  // As the runtime does: once more while a widget wants it; events() are those of all frames.
  const ui::SemanticsTree& draw_until_settled(const Draw& content);
  void act(ui::UserAction::Kind kind, std::string node, std::string value = {});
  void press(std::string node) { act(ui::UserAction::Kind::kPress, std::move(node)); }
  void set(std::string node, std::string value) { act(ui::UserAction::Kind::kSetValue, std::move(node), std::move(value)); }
  void move(std::string node, std::string name) { act(ui::UserAction::Kind::kMove, std::move(node), std::move(name)); }
  void leave(std::string node) { act(ui::UserAction::Kind::kBlur, std::move(node)); }

  const ui::SemanticsTree& tree() const { return tree_; }
  const ui::Events& events() const { return events_; }  // of the last frame
  float margin = 16;

 private:
  Screen screen_;
  ui::Theme theme_ = real_theme();
  ui::Texts texts_ = real_texts();
  FewInitials initials_;
  bool wants_more_ = false;
  std::vector<ui::UserAction> actions_;
  ui::SemanticsTree tree_;
  ui::Events events_;
};

}  // namespace portal::test
