#include "tests/ui/sheet.h"

#include <gtest/gtest.h>

namespace portal::test {

Sheet::Sheet() {
  state.environment.width = 1280;
  state.environment.height = 800;
}

void Sheet::act(ui::UserAction::Kind kind, std::string node, std::string value) {
  actions_.push_back({kind, std::move(node), std::move(value)});
}

const ui::SemanticsTree& Sheet::draw_until_settled(const Draw& content) {
  ui::Events events;
  do {
    draw(content);
    events.insert(events.end(), events_.begin(), events_.end());
  } while (wants_more_);
  events_ = std::move(events);
  return tree_;
}

const ui::SemanticsTree& Sheet::draw(const Draw& content) {
  const ui::Environment& env = state.environment;
  screen_.resize(env.width, env.height, env.pixel_ratio);
  ImGui::NewFrame();
  const ui::Resources resources{theme_, texts_, screen_.fonts(), &initials_};
  ui::Frame frame(state, resources, interaction, std::exchange(actions_, {}));
  ui::Node page;
  page.id = "page";
  page.role = ui::NodeRole::kPage;
  page.rect = {0, 0, env.width, env.height};
  frame.open(std::move(page));
  ui::Column column{margin, margin, env.width - 2 * margin};
  content(frame, column);
  frame.close(std::max(column.y + margin, env.height));
  events_ = frame.take_events();
  tree_ = frame.take_tree();
  wants_more_ = frame.settle(interaction);
  ImGui::Render();
  screen_.finish_textures();
  expect_no_layout_problems(tree_, env.width);
  return tree_;
}

}  // namespace portal::test
