// What the widgets share. Only files of wasm/ui include this header.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "imgui.h"
#include "imgui_internal.h"
#include "wasm/ui/keys.h"
#include "wasm/ui/layout.h"
#include "wasm/ui/runtime.h"
#include "wasm/ui/semantics.h"
#include "wasm/ui/style.h"
#include "wasm/ui/text.h"
#include "wasm/ui/words.h"

namespace genba::ui {

// State of one Row; a null entry of the stack is a Column, which stops an outer row.
struct RowState {
  ImVec2 origin;
  float x, y, right, spacing;
  float line_height = 0;   // of the line so far
  float known_height = 0;  // tallest item of the last frame, to centre smaller ones
  float tallest = 0, widest = 0;
  bool first = true;
};

struct PickedFile {
  ImGuiID id;
  std::string name, media_type, bytes;
  std::int64_t size;
};

struct KeyPress {
  std::string key;
  bool in_field;
};

struct Context {
  Fonts fonts;
  float scale = 1;
  Palette palette = {};
  bool dark = false, high_contrast = false;
  double now_ms = 0, wake_ms = -1;
  ImGuiID focus = 0, activated = 0, activate_next = 0, submitted = 0, submit_next = 0;
  ImGuiID blurred = 0, blur_next = 0, focus_request = 0, scroll_to = 0;
  bool ring_visible = false;
  std::unordered_map<ImGuiID, std::string> edits;
  std::unordered_map<ImGuiID, float> scrolls;
  std::vector<KeyPress> keys, keys_next;
  std::vector<Shortcut> shortcuts, shortcuts_next;
  std::vector<Offer> offers, offers_next;
  std::string taken_offer, taken_next;
  bool in_page = false;       // between a Page's beginning and end
  bool wants_search = false;  // the next search field takes the focus
  std::vector<PickedFile> files;
  std::vector<RowState*> rows;
  float cell_min_height = 0;  // of the grid cell that is being filled, device pixels
  float cell_stretch = 0, cell_top = 0;
  float bottom_inset = 0;  // height of the bottom bar, device pixels
  std::string cut;         // the lines of this frame that had no room, each ended by a line feed
  Words words;
};

Context& context();

// Reserves a place in the current row or column (device pixels) and tells ImGui about it.
ImRect place(ImVec2 size);
// Width of the current column, device pixels.
float column_width();

ImGuiID make_id(std::string_view text);
inline const char* text_begin(std::string_view text) { return text.data(); }
inline const char* text_end(std::string_view text) { return text.data() + text.size(); }

// One press-able rectangle: mouse, touch, keyboard and assistive technology.
struct Press {
  bool pressed = false, hovered = false, held = false, visible = false;
};
Press press(ImGuiID id, const ImRect& rect, bool disabled = false);

void draw_text(ImDrawList* list, ImVec2 position, Color color, std::string_view text);
// A soft shadow and a surface with a hairline.
void draw_card(ImDrawList* list, const ImRect& rect, float radius);
void draw_shadow(ImDrawList* list, const ImRect& rect, float radius, float depth);
// The border of fields: darker than the hairline, so that the field can be seen.
Color field_border();
// The border of buttons and chips, which their words make visible enough.
Color quiet_border();
Color graphic_color(Tone tone);
Color tint(Tone tone, std::uint32_t alpha_light, std::uint32_t alpha_dark);

// Remembers a number of one widget from frame to frame; asks for a frame when it changes.
float remembered(ImGuiID id, float fallback);
void remember(ImGuiID id, float value);

// A tooltip for a pointer that rests on the last item.
void tooltip(std::string_view text);
// The same without waiting, for marks of charts.
void tooltip_now(std::string_view text);

// Draws what lies above everything: focus ring, toasts.
void draw_toasts();
void draw_focus_ring();

}  // namespace genba::ui
