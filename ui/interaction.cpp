#include "ui/interaction.h"

#include <algorithm>
#include <array>
#include <utility>

namespace portal::ui {

namespace {

constexpr std::size_t kRecentMax = 64;

}  // namespace

std::optional<Move> move_from(std::string_view name) {
  static constexpr std::array<std::pair<std::string_view, Move>, 13> kMoves{{{"up", Move::kUp},
                                                                             {"down", Move::kDown},
                                                                             {"left", Move::kLeft},
                                                                             {"right", Move::kRight},
                                                                             {"home", Move::kHome},
                                                                             {"end", Move::kEnd},
                                                                             {"page_up", Move::kPageUp},
                                                                             {"page_down", Move::kPageDown},
                                                                             {"far_up", Move::kFarUp},
                                                                             {"far_down", Move::kFarDown},
                                                                             {"first", Move::kFirst},
                                                                             {"last", Move::kLast},
                                                                             {"take", Move::kTake}}};
  for (const auto& [known, move] : kMoves) {
    if (name == known) return move;
  }
  return std::nullopt;
}

void Interaction::focus(std::string node, bool visible) {
  if (node != focused) tooltip_off.clear();
  focused = std::move(node);
  focus_visible = visible;
  if (focused.empty()) return;
  wanted.clear();
  std::erase(recent, focused);
  if (recent.size() == kRecentMax) recent.erase(recent.begin());
  recent.push_back(focused);
}

void Interaction::hover(std::string node) {
  if (node != hovered) tooltip_off.clear();
  hovered = std::move(node);
}

float Interaction::scroll_of(std::string_view node) const {
  const auto found = scrolled.find(node);
  return found == scrolled.end() ? 0 : found->second;
}

}  // namespace portal::ui
