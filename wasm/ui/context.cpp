#include <utility>

#include "wasm/ui/internal.h"

namespace genba::ui {

Context& context() {
  static Context instance;
  return instance;
}

void init(const Fonts& fonts) { context().fonts = fonts; }

void set_scale(float device_pixels_per_design_pixel) {
  context().scale = device_pixels_per_design_pixel;
  ImGuiStyle& style = ImGui::GetStyle();
  style = ImGuiStyle();
  style.WindowPadding = ImVec2(0, 0);
  style.WindowBorderSize = 0;
  style.ChildBorderSize = 0;
  style.PopupBorderSize = 0;
  style.WindowMinSize = ImVec2(1, 1);
  style.PopupRounding = px(kRadiusCard);
  style.ItemSpacing = ImVec2(px(kSpace8), px(kSpace8));
  style.ScrollbarSize = px(10);
  style.ScrollbarRounding = px(5);
  style.FontSizeBase = px(15 * kInterfaceLine);
  style.FontScaleMain = 1;
  style.FontScaleDpi = 1;
  ImGui::GetIO().MouseDragThreshold = px(6);
}

void set_theme(const ThemeSettings& settings) {
  Context& c = context();
  c.palette = select_palette(settings);
  c.dark = is_dark(settings);
  c.high_contrast = settings.high_contrast || settings.forced != nullptr;
  ImVec4* target = ImGui::GetStyle().Colors;
  const auto set = [&](ImGuiCol slot, Color color) {
    target[slot] = ImGui::ColorConvertU32ToFloat4(color);
  };
  set(ImGuiCol_WindowBg, 0);  // the canvas has been cleared to it
  set(ImGuiCol_ChildBg, 0);
  set(ImGuiCol_PopupBg, c.palette.surface);
  set(ImGuiCol_Border, c.palette.border);
  set(ImGuiCol_Text, c.palette.text);
  set(ImGuiCol_TextDisabled, c.palette.muted);
  set(ImGuiCol_ScrollbarBg, 0);
  set(ImGuiCol_ScrollbarGrab, mix(c.palette.border, c.palette.muted, 0.25F));
  set(ImGuiCol_ScrollbarGrabHovered, mix(c.palette.border, c.palette.muted, 0.6F));
  set(ImGuiCol_ScrollbarGrabActive, c.palette.muted);
  set(ImGuiCol_ModalWindowDimBg, with_alpha(rgb(0x0A0D14), c.dark ? 150 : 96));
}

void begin_frame(double now_ms) {
  Context& c = context();
  c.now_ms = now_ms;
  c.wake_ms = -1;
  c.cut.clear();
  c.activated = std::exchange(c.activate_next, 0);
  c.submitted = std::exchange(c.submit_next, 0);
  c.blurred = std::exchange(c.blur_next, 0);
  c.keys.swap(c.keys_next);
  c.keys_next.clear();
  c.shortcuts.swap(c.shortcuts_next);
  c.shortcuts_next.clear();
  c.offers.swap(c.offers_next);
  c.offers_next.clear();
  c.taken_offer = std::exchange(c.taken_next, {});
  for (const auto& [id, y] : c.scrolls) {
    if (ImGuiWindow* window = ImGui::FindWindowByID(id)) ImGui::SetScrollY(window, y);
  }
  c.scrolls.clear();
  // An edit whose field is no longer drawn must not reach a later field of the same id.
  if (c.edits.size() > 64) c.edits.clear();
}

void end_frame() {
  draw_toasts();
  draw_focus_ring();
  Context& c = context();
  c.files.clear();
  if (c.activate_next != 0 || c.submit_next != 0 || !c.keys_next.empty() || !c.taken_next.empty()) {
    wake_in();
  }
}

void on_activate(ImGuiID id) { context().activate_next = id; }

void on_focus(ImGuiID id, bool ring_visible) {
  Context& c = context();
  c.focus = id;
  c.ring_visible = ring_visible;
  c.scroll_to = ring_visible ? id : 0;
}

void on_blur(ImGuiID id) {
  Context& c = context();
  c.blur_next = id;
  if (c.focus == id) c.focus = 0;
}

void on_edit(ImGuiID id, std::string_view text) { context().edits[id] = std::string(text); }
void on_submit(ImGuiID id) { context().submit_next = id; }

void on_key(std::string_view key, bool in_field) {
  context().keys_next.push_back({std::string(key), in_field});
}

void on_file(ImGuiID id, std::string_view name, std::string_view media_type, std::string_view bytes,
             std::int64_t size) {
  context().files.push_back(
      {id, std::string(name), std::string(media_type), std::string(bytes), size});
}

void keep_focus_visible() { context().scroll_to = context().focus; }

void on_scroll(ImGuiID window, float y) { context().scrolls[window] = y; }

void wake_in(double ms) {
  Context& c = context();
  if (c.wake_ms < 0 || ms < c.wake_ms) c.wake_ms = ms;
}

const std::string& cut_lines() { return context().cut; }
double next_frame_in_ms() { return context().wake_ms; }
ImGuiID take_focus_request() { return std::exchange(context().focus_request, 0); }

void set_words(Words words) { context().words = std::move(words); }
const Words& words() { return context().words; }

bool activated(ImGuiID id) { return id != 0 && context().activated == id; }
bool has_focus(ImGuiID id) { return id != 0 && context().focus == id; }
void request_focus(ImGuiID id) { context().focus_request = id; }

float remembered(ImGuiID id, float fallback) {
  return ImGui::GetStateStorage()->GetFloat(id, fallback);
}

void remember(ImGuiID id, float value) {
  float* slot = ImGui::GetStateStorage()->GetFloatRef(id, -1.0F);
  if (*slot == value) return;
  *slot = value;
  wake_in();
}

}  // namespace genba::ui
