// What the page reports. wasm/app implements EventSink once; platform calls it on the thread of the
// frame loop, never during gb_frame. Coordinates are CSS pixels of the canvas; strings are UTF-8
// and live for the call only. Node ids are those of the accessibility tree (wasm/ui/semantics.h).
#pragma once

#include <cstdint>
#include <string_view>

namespace genba::platform {

// What became of a file that the page was to keep. Numbers are shared with
// web/platform/contents.js.
enum class KeptOutcome : int {
  kKept = 0,
  kTooLarge = 1,
  kEmpty = 2,
  kQuota = 3,       // the device is nearly full
  kUnreadable = 4,  // or could not be stored
};

// A file that the page keeps on this device, under an id that it made; its bytes never come here.
struct KeptFile {
  KeptOutcome outcome = KeptOutcome::kKept;  // with any other, only name and size are told
  std::string_view id, name, media_type, sha256;
  std::int64_t size = 0;
};

enum class PointerKind : int { kMove = 0, kDown = 1, kUp = 2, kLeave = 3 };

struct SystemTheme {
  bool dark = false;
  bool high_contrast = false;
  bool forced = false;
  // In forced-colours mode the system's own, 0xAABBGGRR, in the order of ui::Palette; else zeros.
  std::uint32_t forced_colors[11] = {};
};

class EventSink {
 public:
  virtual ~EventSink() = default;
  // Size in device pixels; `text_scale` is the user's font size setting over 16 px.
  virtual void on_resize(int width, int height, float device_pixel_ratio, float text_scale) = 0;
  virtual void on_context_lost() = 0;
  virtual void on_context_restored() = 0;
  virtual void on_pointer(PointerKind kind, float x, float y, int button, bool touch) = 0;
  virtual void on_wheel(float x, float y, float delta_x, float delta_y) = 0;
  virtual void on_scroll(std::uint32_t window, float y_device) = 0;
  virtual void on_key(std::string_view key, bool in_field) = 0;
  virtual void on_activate(std::uint32_t node) = 0;
  virtual void on_focus(std::uint32_t node, bool ring_visible) = 0;
  virtual void on_blur(std::uint32_t node) = 0;
  virtual void on_edit(std::uint32_t node, std::string_view text) = 0;
  virtual void on_submit(std::uint32_t node) = 0;
  virtual void on_file(std::uint32_t node, std::string_view name, std::string_view media_type,
                       std::string_view bytes, std::int64_t size) = 0;
  // `target`: what the button of the file said (ui::kept_file_button).
  virtual void on_kept_file(std::string_view target, const KeptFile& file) = 0;
  virtual void on_theme(const SystemTheme& theme) = 0;
  // The path after "#", such as "/t/INC-000123"; "/" when there is none.
  virtual void on_route(std::string_view path) = 0;
  virtual void on_visibility(bool visible) = 0;
  virtual void on_online(bool online) = 0;
  // The page may be closed or frozen: the last moment to have everything committed.
  virtual void on_page_hide() = 0;
  // Draws one frame. Milliseconds until the next one that is wanted, 0 at once, negative none.
  virtual double frame(double now_ms) = 0;
  // Work while nothing happens, within `budget_ms`. True when there is more.
  virtual bool idle(double budget_ms) = 0;
};

// Starts the page's side: sizes the canvas, reports theme, route and state, runs frames. `sink`
// outlives the program.
void start(EventSink* sink);

}  // namespace genba::platform
