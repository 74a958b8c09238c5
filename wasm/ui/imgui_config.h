// Build configuration of Dear ImGui for Genba; every translation unit that includes imgui.h gets it
// through IMGUI_USER_CONFIG.
#pragma once

// 𠮷, 𩸽 and emoji lie beyond the 16-bit plane.
#define IMGUI_USE_WCHAR32
// WebGL 2 has no base vertex; long lists exceed 65,535 vertices.
#define ImDrawIdx unsigned int
#define IMGUI_DISABLE_OBSOLETE_FUNCTIONS
#define IMGUI_DISABLE_DEMO_WINDOWS
#define IMGUI_DISABLE_DEBUG_TOOLS
#define IMGUI_DISABLE_DEFAULT_FONT
#define IMGUI_DISABLE_FILE_FUNCTIONS
// Not FreeType, but in its place: the loader of wasm/platform/fonts.cpp, without stb_truetype.
#define IMGUI_ENABLE_FREETYPE
// Its four hooks are implemented in semantics_hooks.cpp: every item reaches the accessibility tree.
#define IMGUI_ENABLE_TEST_ENGINE
#define IMGUI_DEFINE_MATH_OPERATORS
