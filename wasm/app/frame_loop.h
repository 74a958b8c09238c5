// The frame loop: joins the page (wasm/platform), ImGui and the design system (wasm/ui).
//
// A frame is drawn only when something happened or somebody asked for one; a page at rest draws
// none. Everything runs on the page's main thread.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "wasm/platform/events.h"
#include "wasm/ui/style.h"
#include "wasm/ui/theme.h"

namespace genba::app {

// What the application adds to the frame loop. Unset functions are skipped.
struct FrameHandlers {
  std::function<void()> draw;       // the screen, between ImGui::NewFrame and Render
  std::function<void()> on_resize;  // outside of a frame
  std::function<void(std::string_view path)> on_route;
  std::function<void(bool visible)> on_visibility;
  std::function<void(bool online)> on_online;
  std::function<void()> on_page_hide;
  std::function<void(std::string_view target, const platform::KeptFile& file)> on_kept_file;
};

// The user's choices; the rest follows the system.
struct Appearance {
  ui::ThemeMode mode = ui::ThemeMode::kSystem;
  bool high_contrast = false;
  float text_scale = 1;  // 1, 1.5, 2 …; multiplies the browser's own setting
};

class FrameLoop final : public platform::EventSink {
 public:
  // False when the browser gives no WebGL 2; nothing else works then.
  bool start(FrameHandlers handlers);

  const Appearance& appearance() const { return appearance_; }
  void set_appearance(const Appearance& appearance);

  // When somebody last touched the page: pointer, key, scroll or text (monotonic_ms).
  double last_input_ms() const { return last_input_ms_; }

  // Glyphs of this text are drawn into the atlas while nothing else happens.
  void prewarm(std::string text);

  void on_resize(int width, int height, float device_pixel_ratio, float text_scale) override;
  void on_context_lost() override;
  void on_context_restored() override;
  void on_pointer(platform::PointerKind kind, float x, float y, int button, bool touch) override;
  void on_wheel(float x, float y, float delta_x, float delta_y) override;
  void on_scroll(std::uint32_t window, float y_device) override;
  void on_key(std::string_view key, bool in_field) override;
  void on_activate(std::uint32_t node) override;
  void on_focus(std::uint32_t node, bool ring_visible) override;
  void on_blur(std::uint32_t node) override;
  void on_edit(std::uint32_t node, std::string_view text) override;
  void on_submit(std::uint32_t node) override;
  void on_file(std::uint32_t node, std::string_view name, std::string_view media_type,
               std::string_view bytes, std::int64_t size) override;
  void on_kept_file(std::string_view target, const platform::KeptFile& file) override;
  void on_theme(const platform::SystemTheme& theme) override;
  void on_route(std::string_view path) override;
  void on_visibility(bool visible) override;
  void on_online(bool online) override;
  void on_page_hide() override;
  double frame(double now_ms) override;
  bool idle(double budget_ms) override;

 private:
  void note_input();
  void apply_style();
  void apply_theme();
  double next_wake() const;

  FrameHandlers handlers_;
  Appearance appearance_;
  platform::SystemTheme system_;
  ui::Palette forced_ = {};
  int width_ = 1, height_ = 1;
  float ratio_ = 0, browser_text_scale_ = 0;  // 0: not told yet
  double last_ms_ = 0;
  double last_input_ms_ = 0;
  int settle_frames_ = 0;  // frames still owed after an input: hover and layout settle
  int cursor_ = -2;
  ui::Fonts fonts_;
  std::string prewarm_text_;
  std::size_t prewarm_at_ = 0;
  int prewarm_step_ = 0;
};

}  // namespace genba::app
