#include "wasm/app/frame_loop.h"

#include <cstring>

#include "imgui.h"
#include "imgui_internal.h"
#include "wasm/platform/environment.h"
#include "wasm/platform/fonts.h"
#include "wasm/platform/graphics.h"
#include "wasm/platform/page.h"
#include "wasm/ui/mirror_buffer.h"
#include "wasm/ui/runtime.h"

namespace genba::app {

namespace {

static_assert(sizeof(ui::Palette) == sizeof(platform::SystemTheme::forced_colors));

// The window under a point that scrolls, for wheels over what the page does not scroll itself.
ImGuiWindow* scrollable_at(ImVec2 position) {
  ImGuiWindow* window = nullptr;
  ImGui::FindHoveredWindowEx(position, false, &window, nullptr);
  while (window != nullptr && window->ScrollMax.y <= 0 &&
         (window->Flags & ImGuiWindowFlags_ChildWindow) != 0) {
    window = window->ParentWindow;
  }
  return window != nullptr && window->ScrollMax.y > 0 ? window : nullptr;
}

}  // namespace

bool FrameLoop::start(FrameHandlers handlers) {
  handlers_ = std::move(handlers);
  IMGUI_CHECKVERSION();
  ImGui::CreateContext();
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = nullptr;
  io.LogFilename = nullptr;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors;
  if (!platform::start_graphics()) return false;
  ImGui::GetCurrentContext()->TestEngineHookItems = true;
  fonts_.regular = platform::add_font_face(ui::kInterfaceLine, 400);
  fonts_.bold = platform::add_font_face(ui::kInterfaceLine, 600);
  fonts_.body = platform::add_font_face(ui::kBodyLine, 400);
  ui::init(fonts_);
  platform::start(this);
  return true;
}

void FrameLoop::set_appearance(const Appearance& appearance) {
  appearance_ = appearance;
  apply_style();
}

void FrameLoop::prewarm(std::string text) {
  prewarm_text_ = std::move(text);
  prewarm_at_ = 0;
  prewarm_step_ = 0;
}

void FrameLoop::apply_style() {
  ui::set_scale(ratio_ * browser_text_scale_ * appearance_.text_scale);
  apply_theme();
  settle_frames_ = 3;
  prewarm_at_ = 0;
  prewarm_step_ = 0;
  platform::request_frame();
}

void FrameLoop::apply_theme() {
  ui::ThemeSettings settings;
  settings.mode = appearance_.mode;
  settings.system_dark = system_.dark;
  settings.high_contrast = appearance_.high_contrast || system_.high_contrast;
  std::memcpy(&forced_, system_.forced_colors, sizeof forced_);
  if (system_.forced) settings.forced = &forced_;
  ui::set_theme(settings);
  std::uint32_t page_colors[11];
  std::memcpy(page_colors, &ui::colors(), sizeof page_colors);
  platform::set_page_colors(page_colors, 11, ui::is_dark_theme());
  settle_frames_ = 2;
}

void FrameLoop::on_resize(int width, int height, float device_pixel_ratio, float text_scale) {
  const bool rescaled = ratio_ != device_pixel_ratio || browser_text_scale_ != text_scale;
  width_ = width;
  height_ = height;
  ratio_ = device_pixel_ratio;
  browser_text_scale_ = text_scale;
  ImGui::GetIO().DisplaySize = ImVec2(static_cast<float>(width), static_cast<float>(height));
  if (rescaled) apply_style();
  settle_frames_ = 3;
  ui::keep_focus_visible();
  if (handlers_.on_resize) handlers_.on_resize();
}

void FrameLoop::note_input() { last_input_ms_ = platform::monotonic_ms(); }

void FrameLoop::on_context_lost() { platform::lose_graphics(); }

void FrameLoop::on_context_restored() {
  platform::restore_graphics();
  settle_frames_ = 2;
}

void FrameLoop::on_pointer(platform::PointerKind kind, float x, float y, int button, bool touch) {
  note_input();
  ImGuiIO& io = ImGui::GetIO();
  io.AddMouseSourceEvent(touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
  if (kind == platform::PointerKind::kLeave) {
    io.AddMousePosEvent(-FLT_MAX, -FLT_MAX);
  } else {
    io.AddMousePosEvent(x * ratio_, y * ratio_);
  }
  if (kind == platform::PointerKind::kDown) io.AddMouseButtonEvent(button, true);
  if (kind == platform::PointerKind::kUp) io.AddMouseButtonEvent(button, false);
  settle_frames_ = ImMax(settle_frames_, kind == platform::PointerKind::kMove ? 1 : 2);
}

void FrameLoop::on_wheel(float x, float y, float, float delta_y) {
  note_input();
  ImGuiWindow* window = scrollable_at(ImVec2(x * ratio_, y * ratio_));
  if (window == nullptr) return;
  ImGui::SetScrollY(window,
                    ImClamp(window->Scroll.y + delta_y * ratio_, 0.0F, window->ScrollMax.y));
}

void FrameLoop::on_scroll(std::uint32_t window, float y_device) {
  note_input();
  ui::on_scroll(window, y_device);
}

void FrameLoop::on_key(std::string_view key, bool in_field) {
  note_input();
  ui::on_key(key, in_field);
  settle_frames_ = ImMax(settle_frames_, 1);
}

void FrameLoop::on_activate(std::uint32_t node) {
  note_input();
  ui::on_activate(node);
  settle_frames_ = ImMax(settle_frames_, 2);
}

void FrameLoop::on_focus(std::uint32_t node, bool ring_visible) {
  ui::on_focus(node, ring_visible);
}

void FrameLoop::on_blur(std::uint32_t node) { ui::on_blur(node); }
void FrameLoop::on_edit(std::uint32_t node, std::string_view text) {
  note_input();
  ui::on_edit(node, text);
}

void FrameLoop::on_submit(std::uint32_t node) {
  ui::on_submit(node);
  settle_frames_ = ImMax(settle_frames_, 1);
}

void FrameLoop::on_file(std::uint32_t node, std::string_view name, std::string_view media_type,
                        std::string_view bytes, std::int64_t size) {
  ui::on_file(node, name, media_type, bytes, size);
}

void FrameLoop::on_kept_file(std::string_view target, const platform::KeptFile& file) {
  if (handlers_.on_kept_file) handlers_.on_kept_file(target, file);
}

void FrameLoop::on_theme(const platform::SystemTheme& theme) {
  system_ = theme;
  apply_theme();
}

void FrameLoop::on_route(std::string_view path) {
  if (handlers_.on_route) handlers_.on_route(path);
  settle_frames_ = 2;
}

void FrameLoop::on_visibility(bool visible) {
  if (handlers_.on_visibility) handlers_.on_visibility(visible);
}

void FrameLoop::on_online(bool online) {
  if (handlers_.on_online) handlers_.on_online(online);
}

void FrameLoop::on_page_hide() {
  if (handlers_.on_page_hide) handlers_.on_page_hide();
}

double FrameLoop::frame(double now_ms) {
  ImGuiIO& io = ImGui::GetIO();
  io.DeltaTime = static_cast<float>(ImClamp((now_ms - last_ms_) / 1000.0, 0.001, 0.1));
  last_ms_ = now_ms;
  platform::begin_graphics_frame();
  if (platform::recycle_font_atlas()) settle_frames_ = 2;
  ui::begin_frame(now_ms);
  ImGui::NewFrame();
  if (handlers_.draw) handlers_.draw();
  ui::end_frame();
  ImGui::Render();
  platform::draw_graphics(width_, height_, ui::colors().background);
  const auto& changes = ui::mirror_changes();
  if (!changes.empty()) platform::update_mirror(changes);
  if (const ImGuiID node = ui::take_focus_request()) platform::focus_node(node);
  const int cursor = ImGui::GetMouseCursor();
  if (cursor != cursor_) {
    cursor_ = cursor;
    platform::set_cursor(cursor);
  }
  const double wake = next_wake();
  if (settle_frames_ > 0) settle_frames_--;
  return wake;
}

double FrameLoop::next_wake() const {
  const ImGuiContext& imgui = *ImGui::GetCurrentContext();
  const bool dimming = imgui.DimBgRatio > 0 && imgui.DimBgRatio < 1;
  if (settle_frames_ > 0 || imgui.InputEventsQueue.Size > 0 || dimming) return 0;
  double wake = ui::next_frame_in_ms();
  const bool tooltip_pending =
      imgui.HoverItemDelayId != 0 &&
      imgui.HoverItemDelayTimer < imgui.Style.HoverDelayNormal + imgui.Style.HoverStationaryDelay;
  if (tooltip_pending && (wake < 0 || wake > 60)) wake = 60;
  return wake;
}

bool FrameLoop::idle(double budget_ms) {
  // The sizes that screens use most; the rest is loaded when it is first seen.
  struct Step {
    ImFont* face;
    float em, ratio;
  };
  const Step steps[] = {
      {fonts_.regular, 15, ui::kInterfaceLine}, {fonts_.bold, 15, ui::kInterfaceLine},
      {fonts_.regular, 13, ui::kInterfaceLine}, {fonts_.bold, 13, ui::kInterfaceLine},
      {fonts_.regular, 16, ui::kInterfaceLine}, {fonts_.body, 15, ui::kBodyLine},
  };
  constexpr int kSteps = sizeof steps / sizeof steps[0];
  if (prewarm_step_ >= kSteps || prewarm_text_.empty() || !platform::graphics_ready()) return false;
  const Step& step = steps[prewarm_step_];
  const std::string_view rest = std::string_view(prewarm_text_).substr(prewarm_at_);
  const std::size_t done =
      platform::prewarm_glyphs(step.face, ui::px(step.em * step.ratio), rest, budget_ms);
  prewarm_at_ += done;
  if (done >= rest.size()) {
    prewarm_at_ = 0;
    prewarm_step_++;
  } else if (done == 0) {
    prewarm_step_ = kSteps;
  }
  return prewarm_step_ < kSteps;
}

}  // namespace genba::app
