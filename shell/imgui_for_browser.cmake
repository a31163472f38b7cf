# Dear ImGui's source for the page, without what the page cannot reach: functions that return before they begin.
#
# In the browser Dear ImGui gets no input and has no window (Frame::begin_window): it lays out text and fills draw lists. But from NewFrame, which
# begins a window of its own, and EndFrame it can be got to windows, tables, menus, navigation by keys, tooltips and settings in files, which a
# linker must keep. Measured with 1.92.2b: more than half of its code.
#
# imgui_for_browser(OUT): OUT is the list of files, copies in the build folder. A function that another version has under another name stays as it
# is, and is said: the page is then larger and works the same.
set(imgui_unreached
  "imgui.cpp|void ImGui::ErrorRecoveryTryToRecoverState(const ImGuiErrorRecoveryState* state_in)"
  "imgui.cpp|void    ImGui::ErrorRecoveryTryToRecoverWindowState(const ImGuiErrorRecoveryState* state_in)"
  "imgui.cpp|void ImGui::ErrorCheckEndFrameFinalizeErrorTooltip()"
  "imgui.cpp|bool ImGui::Begin(const char* name, bool* p_open, ImGuiWindowFlags flags)"
  "imgui.cpp|void ImGui::End()"
  "imgui.cpp|static void ImGui::NavUpdate()"
  "imgui.cpp|static void ImGui::NavEndFrame()"
  "imgui.cpp|static void ImGui::NavProcessItem()"
  "imgui.cpp|void ImGui::RenderNavCursor(const ImRect& bb, ImGuiID id, ImGuiNavRenderCursorFlags flags)"
  "imgui.cpp|void ImGui::UpdateSettings()"
  "imgui.cpp|void ImGui::SaveIniSettingsToDisk(const char* ini_filename)"
  "imgui.cpp|static void WindowSettingsHandler_ClearAll(ImGuiContext* ctx, ImGuiSettingsHandler*)"
  "imgui.cpp|static void* WindowSettingsHandler_ReadOpen(ImGuiContext*, ImGuiSettingsHandler*, const char* name)"
  "imgui.cpp|static void WindowSettingsHandler_ReadLine(ImGuiContext*, ImGuiSettingsHandler*, void* entry, const char* line)"
  "imgui.cpp|static void WindowSettingsHandler_ApplyAll(ImGuiContext* ctx, ImGuiSettingsHandler*)"
  "imgui.cpp|static void WindowSettingsHandler_WriteAll(ImGuiContext* ctx, ImGuiSettingsHandler* handler, ImGuiTextBuffer* buf)"
  "imgui.cpp|static void ImGui::RenderDimmedBackgrounds()"
  "imgui.cpp|static void ImGui::UpdateKeyboardInputs()"
  "imgui.cpp|static void ImGui::UpdateMouseInputs()"
  "imgui.cpp|void ImGui::UpdateMouseWheel()"
  "imgui.cpp|void ImGui::UpdateInputEvents(bool trickle_fast_inputs)"
  "imgui.cpp|void ImGui::UpdateHoveredWindowAndCaptureFlags(const ImVec2& mouse_pos)"
  "imgui.cpp|void ImGui::UpdateMouseMovingWindowNewFrame()"
  "imgui.cpp|void ImGui::UpdateMouseMovingWindowEndFrame()"
  "imgui.cpp|void ImGui::RenderMouseCursor(ImVec2 base_pos, float base_scale, ImGuiMouseCursor mouse_cursor, ImU32 col_fill, ImU32 col_border, ImU32 col_shadow)"
  "imgui.cpp|void ImGui::RenderWindowTitleBarContents(ImGuiWindow* window, const ImRect& title_bar_rect, const char* name, bool* p_open)"
  "imgui.cpp|ImVec2 ImGui::FindBestWindowPosForPopup(ImGuiWindow* window)"
  "imgui.cpp|void ImGui::ClosePopupsOverWindow(ImGuiWindow* ref_window, bool restore_focus_to_window_under_popup)"
  "imgui.cpp|void ImGui::LogRenderedText(const ImVec2* ref_pos, const char* text, const char* text_end)"
  "imgui.cpp|void ImGui::LogFinish()"
  "imgui.cpp|void ImGui::EndChild()"
  "imgui.cpp|bool ImGui::BeginTooltipEx(ImGuiTooltipFlags tooltip_flags, ImGuiWindowFlags extra_window_flags)"
  "imgui_widgets.cpp|void ImGui::Scrollbar(ImGuiAxis axis)"
  "imgui_tables.cpp|void    ImGui::EndTable()"
  "imgui_tables.cpp|void ImGui::EndColumns()"
  "imgui_tables.cpp|void ImGui::TableSettingsAddSettingsHandler()")

function(imgui_for_browser out)
  set(folder ${CMAKE_BINARY_DIR}/imgui)
  set(files "")
  foreach(name IN ITEMS imgui.cpp imgui_draw.cpp imgui_tables.cpp imgui_widgets.cpp)
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS ${IMGUI_SOURCE_DIR}/${name})
    file(READ ${IMGUI_SOURCE_DIR}/${name} text)
    foreach(entry IN LISTS imgui_unreached)
      string(REPLACE "|" ";" entry "${entry}")
      list(GET entry 0 file)
      list(GET entry 1 signature)
      if(file STREQUAL name)
        string(FIND "${text}" "\n${signature}\n{" at)
        if(at EQUAL -1)
          message(STATUS "Dear ImGui: ${signature} is not in this version, and what is meant by it stays in the page")
        endif()
        set(return "return {};")
        if(signature MATCHES "^(static )?void +[A-Za-z]")
          set(return "return;")
        endif()
        string(REPLACE "\n${signature}\n{" "\n${signature}\n{ ${return}" text "${text}")
      endif()
    endforeach()
    file(WRITE ${folder}/${name}.new "${text}")
    file(COPY_FILE ${folder}/${name}.new ${folder}/${name} ONLY_IF_DIFFERENT)
    list(APPEND files ${folder}/${name})
  endforeach()
  set(${out} ${files} PARENT_SCOPE)
endfunction()
