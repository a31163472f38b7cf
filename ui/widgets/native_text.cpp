// The desktop's text editing: Dear ImGui's InputText with nothing drawn but its text, exactly over the control.
//
// In the browser this is never reached: elements edit text there.
#include "ui/widgets/parts.h"

#ifdef __EMSCRIPTEN__

namespace portal::ui {

// Left out of the download.
FieldResult native_text_box(Frame&, const Rect&, const FieldSpec&, const std::string&, const std::string&) { return {}; }

}  // namespace portal::ui

#else

#include <imgui_internal.h>

namespace portal::ui {

namespace {

#if IMGUI_VERSION_NUM >= 19230
constexpr ImGuiInputTextFlags kWordWrap = ImGuiInputTextFlags_WordWrap;
#else
constexpr ImGuiInputTextFlags kWordWrap = ImGuiInputTextFlags_None;  // long lines scroll
#endif

int grow(ImGuiInputTextCallbackData* data) {
  if (data->EventFlag == ImGuiInputTextFlags_CallbackResize) {
    auto& text = *static_cast<std::string*>(data->UserData);
    text.resize(static_cast<std::size_t>(data->BufTextLen));
    data->Buf = text.data();
  }
  return 0;
}

}  // namespace

FieldResult native_text_box(Frame& frame, const Rect& rect, const FieldSpec& spec, const std::string& id, const std::string& text) {
  FieldResult result;
  const Rect place = frame.to_screen(rect);
  const std::string label = "##" + id;
  const ImGuiID item = ImGui::GetID(label.c_str());
  const bool active = ImGui::GetActiveID() == item;
  if (!frame.focused(id)) {
    if (active) ImGui::ClearActiveID();
    return result;
  }
  const Frame::TextStyle style = frame.style_text();
  const ImVec4 none{0, 0, 0, 0};
  ImGui::PushStyleColor(ImGuiCol_FrameBg, none);
  ImGui::PushStyleColor(ImGuiCol_ChildBg, none);
  ImGui::PushStyleColor(ImGuiCol_NavCursor, none);
  ImGui::PushStyleColor(ImGuiCol_Text, ImGui::ColorConvertU32ToFloat4(style.color));
  ImGui::PushStyleColor(ImGuiCol_InputTextCursor, ImGui::ColorConvertU32ToFloat4(style.color));
  ImGui::PushStyleColor(ImGuiCol_TextSelectedBg, ImGui::ColorConvertU32ToFloat4((frame.palette.focus_ring & 0xffffff) | 0x60000000));
  const Rect area = text_area_of(frame, {0, 0, rect.w, rect.h}, spec.multiline);
  const float top = spec.multiline ? area.y + (frame.line_height(style) - style.size) / 2 : (rect.h - style.size) / 2;
  ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2{frame.metrics.control_padding, top});
  ImGui::PushStyleVar(ImGuiStyleVar_FrameBorderSize, 0.0f);
  ImGui::PushFont(frame.fonts().regular, style.size);
  ImGui::SetCursorScreenPos({place.x, place.y});
  if (!active) ImGui::SetKeyboardFocusHere();
  std::string edited = text;
  const ImGuiInputTextFlags flags = ImGuiInputTextFlags_CallbackResize | (spec.password ? ImGuiInputTextFlags_Password : 0);
  bool changed = false;
  if (spec.multiline) {
    changed = ImGui::InputTextMultiline(label.c_str(), edited.data(), edited.capacity() + 1, {rect.w, rect.h},
                                        flags | kWordWrap, grow, &edited);
  } else {
    ImGui::SetNextItemWidth(rect.w);
    changed = ImGui::InputText(label.c_str(), edited.data(), edited.capacity() + 1, flags, grow, &edited);
  }
  if (changed) result.edited = edited;
  ImGui::PopFont();
  ImGui::PopStyleVar(2);
  ImGui::PopStyleColor(6);
  return result;
}

}  // namespace portal::ui

#endif
