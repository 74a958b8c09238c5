// One frame of the design system: what comes in from the page, what goes out to it. Only wasm/app
// uses this header (views: wake_in). Everything runs on the thread of the frame loop.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "imgui.h"
#include "wasm/ui/style.h"

namespace genba::ui {

// Once, after ImGui's context and the fonts exist.
void init(const Fonts& fonts);

// Device pixels per design pixel and the theme; both may change between any two frames.
void set_scale(float device_pixels_per_design_pixel);
void set_theme(const ThemeSettings& settings);

// Between begin_frame and end_frame lies ImGui::NewFrame … the views. now_ms is monotonic.
void begin_frame(double now_ms);
void end_frame();

// ---- from the page
void on_activate(ImGuiID id);  // a click without a pointer
void on_focus(ImGuiID id, bool ring_visible);
void on_blur(ImGuiID id);
void on_edit(ImGuiID id, std::string_view text);
void on_submit(ImGuiID id);
void on_key(std::string_view key, bool in_field);
void on_file(ImGuiID id, std::string_view name, std::string_view media_type, std::string_view bytes,
             std::int64_t size);
// The window changed: what is being edited scrolls back into sight (a soft keyboard opened).
void keep_focus_visible();
// A scroll position (device pixels) that the page's own scrolling reached.
void on_scroll(ImGuiID window, float y);

// ---- to the page
// Asks for another frame in `ms` (0: at once).
void wake_in(double ms = 0);
// Milliseconds until the next frame that is wanted; negative: none.
double next_frame_in_ms();
// Set by request_focus(); 0: none. Reading clears it.
ImGuiID take_focus_request();
// The lines of the last frame that were drawn with … for want of room, each ended by a line feed:
// for tests that look for labels among them.
const std::string& cut_lines();

}  // namespace genba::ui
