// The functions that web/platform calls. Each one hands over to the event sink and asks for a
// frame.
#include <emscripten.h>

#include <cstdlib>
#include <cstring>

#include "wasm/platform/events.h"
#include "wasm/platform/page.h"
#include "wasm/ui/runtime.h"

#define GENBA_EXPORT extern "C" EMSCRIPTEN_KEEPALIVE

EM_JS(void, gb_js_start, (), { Module["genba"]["start"](); });

namespace genba::platform {

namespace {
EventSink* sink = nullptr;
}

void start(EventSink* event_sink) {
  sink = event_sink;
  gb_js_start();
}

}  // namespace genba::platform

using genba::platform::PointerKind;
using genba::platform::request_frame;
using genba::platform::sink;

namespace {
std::string_view view(const char* text, int length) {
  return std::string_view(text, static_cast<std::size_t>(length));
}
}  // namespace

GENBA_EXPORT void* gb_malloc(int size) { return std::malloc(static_cast<std::size_t>(size)); }
GENBA_EXPORT void gb_free(void* memory) { std::free(memory); }

GENBA_EXPORT double gb_frame(double now_ms) { return sink->frame(now_ms); }
GENBA_EXPORT int gb_idle(double budget_ms) { return sink->idle(budget_ms) ? 1 : 0; }

GENBA_EXPORT void gb_resize(int width, int height, float ratio, float text_scale) {
  sink->on_resize(width, height, ratio, text_scale);
  request_frame();
}

GENBA_EXPORT void gb_context(int lost) {
  if (lost != 0) {
    sink->on_context_lost();
  } else {
    sink->on_context_restored();
    request_frame();
  }
}

GENBA_EXPORT void gb_pointer(int kind, float x, float y, int button, int touch) {
  sink->on_pointer(static_cast<PointerKind>(kind), x, y, button, touch != 0);
  request_frame();
}

GENBA_EXPORT void gb_wheel(float x, float y, float delta_x, float delta_y) {
  sink->on_wheel(x, y, delta_x, delta_y);
  request_frame();
}

GENBA_EXPORT void gb_scroll(std::uint32_t window, float y_device) {
  sink->on_scroll(window, y_device);
  request_frame();
}

GENBA_EXPORT void gb_key(const char* key, int length, int in_field) {
  sink->on_key(view(key, length), in_field != 0);
  request_frame();
}

GENBA_EXPORT void gb_activate(std::uint32_t node) {
  sink->on_activate(node);
  request_frame();
}

GENBA_EXPORT void gb_focus(std::uint32_t node, int ring_visible) {
  sink->on_focus(node, ring_visible != 0);
  request_frame();
}

GENBA_EXPORT void gb_blur(std::uint32_t node) {
  sink->on_blur(node);
  request_frame();
}

GENBA_EXPORT void gb_edit(std::uint32_t node, const char* text, int length) {
  sink->on_edit(node, view(text, length));
  request_frame();
}

GENBA_EXPORT void gb_submit(std::uint32_t node) {
  sink->on_submit(node);
  request_frame();
}

GENBA_EXPORT void gb_file(std::uint32_t node, const char* name, int name_length,
                          const char* media_type, int media_type_length, const char* bytes,
                          int length, double size) {
  sink->on_file(node, view(name, name_length), view(media_type, media_type_length),
                view(bytes, length), static_cast<std::int64_t>(size));
  request_frame();
}

// facts: target, id, name, media type and SHA-256, each ended by U+001F
GENBA_EXPORT void gb_kept_file(int outcome, const char* facts, int length, double size) {
  std::string_view rest = view(facts, length), target;
  genba::platform::KeptFile file;
  file.outcome = static_cast<genba::platform::KeptOutcome>(outcome);
  file.size = static_cast<std::int64_t>(size);
  for (std::string_view* part : {&target, &file.id, &file.name, &file.media_type, &file.sha256}) {
    const std::size_t end = rest.find('\x1f');
    if (end == std::string_view::npos) return;
    *part = rest.substr(0, end);
    rest.remove_prefix(end + 1);
  }
  sink->on_kept_file(target, file);
  request_frame();
}

GENBA_EXPORT void gb_theme(int dark, int high_contrast, const std::uint32_t* forced_colors) {
  genba::platform::SystemTheme theme;
  theme.dark = dark != 0;
  theme.high_contrast = high_contrast != 0;
  theme.forced = forced_colors != nullptr;
  if (theme.forced) {
    std::memcpy(theme.forced_colors, forced_colors, sizeof theme.forced_colors);
  }
  sink->on_theme(theme);
  request_frame();
}

GENBA_EXPORT void gb_route(const char* path, int length) {
  sink->on_route(view(path, length));
  request_frame();
}

GENBA_EXPORT void gb_visibility(int visible) {
  sink->on_visibility(visible != 0);
  if (visible != 0) request_frame();
}

GENBA_EXPORT void gb_online(int online) {
  sink->on_online(online != 0);
  request_frame();
}

GENBA_EXPORT const char* gb_cut_lines() { return genba::ui::cut_lines().c_str(); }
GENBA_EXPORT void gb_page_hide() { sink->on_page_hide(); }
