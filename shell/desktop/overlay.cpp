#include "shell/desktop/overlay.h"

#include <imgui_internal.h>

#include <algorithm>

namespace portal::shell {

namespace {

constexpr float kThumbInset = 2;
constexpr ui::Color kHalf = 0x80ffffff;  // its alpha: what lies under the thumb shows through

}  // namespace

Overlay::Overlay(Client& client, Page& page, Pictures& pictures, const ui::Theme& theme, const ui::Fonts& fonts)
    : client_(client), page_(page), pictures_(pictures), theme_(theme), fonts_(fonts) {
  ImGuiContextHook hook;
  hook.Type = ImGuiContextHookType_EndFramePre;
  hook.UserData = this;
  hook.Callback = [](ImGuiContext*, ImGuiContextHook* called) { static_cast<Overlay*>(called->UserData)->draw(); };
  hook_ = ImGui::AddContextHook(ImGui::GetCurrentContext(), &hook);
}

Overlay::~Overlay() { ImGui::RemoveContextHook(ImGui::GetCurrentContext(), hook_); }

void Overlay::draw() {
  ImDrawList& list = *ImGui::GetForegroundDrawList();
  pictures_.draw(list, client_.runtime().tree(), client_.environment().scroll_y);
  draw_thumb(list);
  draw_sentence(list);
}

void Overlay::draw_thumb(ImDrawList& list) const {
  const ui::Rect thumb = page_.scroll_thumb();
  if (thumb.h <= 0) return;
  const ui::Palette& palette = client_.runtime().palette();
  const ui::Rect bar = thumb.inset(kThumbInset, kThumbInset);
  list.AddRectFilled({bar.x, bar.y}, {bar.right(), bar.bottom()}, palette.border_strong & kHalf, bar.w / 2);
}

void Overlay::draw_sentence(ImDrawList& list) const {
  if (sentence_.empty()) return;
  const ui::Environment& environment = client_.environment();
  const ui::Palette& palette = client_.runtime().palette();
  const ui::Metrics& metrics = theme_.metrics;
  const float wrap = environment.width - 2 * (metrics.page_margin + metrics.gap);
  const char* end = sentence_.data() + sentence_.size();
  const ImVec2 size = fonts_.regular->CalcTextSizeA(metrics.text, wrap, wrap, sentence_.data(), end);
  const ImVec2 bottom_right{std::min(environment.width - metrics.page_margin, metrics.page_margin + size.x + 2 * metrics.gap),
                            environment.height - metrics.page_margin};
  const ImVec2 top_left{metrics.page_margin, bottom_right.y - size.y - 2 * metrics.gap_small};
  list.AddRectFilled(top_left, bottom_right, palette.text, metrics.radius);
  list.AddText(fonts_.regular, metrics.text, {top_left.x + metrics.gap, top_left.y + metrics.gap_small}, palette.page,
               sentence_.data(), end, wrap);
}

}  // namespace portal::shell
