// How Dear ImGui is compiled, for every target (IMGUI_USER_CONFIG).
#pragma once

#define ImDrawIdx unsigned int           // WebGL 2 has no base vertex: one list may hold more than 65,535 of them
#define IMGUI_USE_WCHAR32               // characters beyond the BMP: 𬭎 is U+2CB4E
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_FONT      // glyphs come from the browser or the system (shell/render)
#define IMGUI_DISABLE_DEFAULT_SHELL_FUNCTIONS
