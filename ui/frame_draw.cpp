// Drawing with Dear ImGui's draw lists: one for the page, one above it for a dialog.
#include <algorithm>
#include <cmath>

#include "ui/frame.h"

namespace portal::ui {

namespace {

// Layers of one window (channels of its draw list): cards lie in cards at most this deep; the last one is on top of all.
constexpr int kLayers = 6;
constexpr int kTopLayer = kLayers - 1;
constexpr float kRingGap = 2;

ImVec2 top_left(const Rect& r) { return {r.x, r.y}; }
ImVec2 bottom_right(const Rect& r) { return {r.right(), r.bottom()}; }

}  // namespace

// Dear ImGui's own text editing (on the desktop) needs windows, and their input. Elsewhere the elements over the canvas have all input, and
// a draw list is all that is wanted: the page's lies below all windows, the dialog's above.
void Frame::begin_window(const char* name, int flags) {
  if (env.native_text) {
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize({env.width, env.height});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2{0, 0});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.0f);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0.0f);
    ImGui::Begin(name, nullptr,
                 flags | ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoBackground |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse |
                     ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::PopStyleVar(3);
  }
  draw_list()->_FringeScale = 1 / env.pixel_ratio;  // edges soften over one device pixel, not over one CSS pixel
  draw_list()->ChannelsSplit(kLayers);
  layer_ = 0;
}

void Frame::end_window() {
  draw_list()->ChannelsMerge();
  if (env.native_text) ImGui::End();
}

ImDrawList* Frame::draw_list() {
  if (env.native_text) return ImGui::GetWindowDrawList();
  return in_dialog_ ? ImGui::GetForegroundDrawList() : ImGui::GetBackgroundDrawList();
}

int Frame::raise() {
  const int below = layer_;
  drop_to(std::min(layer_ + 1, kTopLayer - 1));
  return below;
}

void Frame::drop_to(int layer) {
  layer_ = layer;
  draw_list()->ChannelsSetCurrent(layer);
}

void Frame::draw_on_top(bool on) { draw_list()->ChannelsSetCurrent(on ? kTopLayer : layer_); }

Rect Frame::clip() const { return {0, scroll_y_, env.width, env.height}; }

bool Frame::visible(const Rect& rect) const { return rect.intersects(clip()); }

float Frame::snapped(float v) const { return std::floor(v * env.pixel_ratio + 0.5f) / env.pixel_ratio; }

Rect Frame::to_screen(const Rect& rect) const {
  return {rect.x, rect.y - snapped(scroll_y_), rect.w, rect.h};
}

void Frame::begin_scrolled(const Rect& within, float scroll_y) {
  draw_list()->PushClipRect(top_left(within), bottom_right(within), true);
  scrolls_before_.push_back(scroll_y_);
  scroll_y_ += scroll_y;
}

void Frame::end_scrolled() {
  draw_list()->PopClipRect();
  scroll_y_ = scrolls_before_.back();
  scrolls_before_.pop_back();
}

Rect Frame::to_pixels(const Rect& rect) const {
  const Rect r = to_screen(rect);
  const float x = snapped(r.x);
  const float y = snapped(r.y);
  return {x, y, snapped(r.right()) - x, snapped(r.bottom()) - y};
}

void Frame::fill(const Rect& rect, Color color, float radius) {
  if (!visible(rect)) return;
  const Rect r = to_pixels(rect);
  draw_list()->AddRectFilled(top_left(r), bottom_right(r), color, radius);
}

// The border lies inside the rect, in whole device pixels.
void Frame::stroke(const Rect& rect, Color color, float radius, float thickness) {
  if (!visible(rect)) return;
  const Rect r = to_pixels(rect);
  const float t = std::max(1.0f, std::floor(thickness * env.pixel_ratio + 0.5f)) / env.pixel_ratio;
  if (radius <= 0) {
    ImDrawList* list = draw_list();
    list->AddRectFilled({r.x, r.y}, {r.right(), r.y + t}, color);
    list->AddRectFilled({r.x, r.bottom() - t}, {r.right(), r.bottom()}, color);
    list->AddRectFilled({r.x, r.y + t}, {r.x + t, r.bottom() - t}, color);
    list->AddRectFilled({r.right() - t, r.y + t}, {r.right(), r.bottom() - t}, color);
    return;
  }
  const Rect middle = r.inset(t / 2, t / 2);
  draw_list()->PathRect(top_left(middle), bottom_right(middle), radius - t / 2);
  draw_list()->PathStroke(color, ImDrawFlags_Closed, t);
}

void Frame::line(Point a, Point b, Color color, float thickness) {
  const float x = std::min(a.x, b.x);
  const float y = std::min(a.y, b.y);
  if (a.y == b.y) return fill({x, y, std::abs(b.x - a.x), thickness}, color);
  if (a.x == b.x) return fill({x, y, thickness, std::abs(b.y - a.y)}, color);
  const Rect box{x, y, std::abs(b.x - a.x), std::abs(b.y - a.y)};
  if (!visible(box)) return;
  const float scroll = box.y - to_screen(box).y;
  draw_list()->AddLine({a.x, a.y - scroll}, {b.x, b.y - scroll}, color, thickness);
}

void Frame::triangle(Point a, Point b, Point c, Color color) {
  const float scroll = a.y - to_screen({a.x, a.y, 0, 0}).y;
  draw_list()->AddTriangleFilled({a.x, a.y - scroll}, {b.x, b.y - scroll}, {c.x, c.y - scroll}, color);
}

void Frame::focus_ring(const std::string& node, const Rect& rect, float radius) {
  if (!focused(node) || !interaction.focus_visible) return;
  const float out = kRingGap + metrics.focus_ring;
  draw_on_top(true);
  stroke(rect.inset(-out, -out), palette.focus_ring, radius > 0 ? radius + out : 0, metrics.focus_ring);
  draw_on_top(false);
}

}  // namespace portal::ui
