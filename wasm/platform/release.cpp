#include "wasm/platform/release.h"

#include <emscripten.h>

#include <utility>

EM_JS(void, gb_js_watch_version, (), { Module["genba"]["watchVersion"](); });
EM_JS(void, gb_js_take_version, (), { Module["genba"]["takeVersion"](); });

namespace genba::platform {
namespace {

std::function<void()>& ready_handler() {
  static std::function<void()> handler;
  return handler;
}

}  // namespace

void on_new_version(std::function<void()> ready) {
  ready_handler() = std::move(ready);
  gb_js_watch_version();
}

void reload_into_new_version() { gb_js_take_version(); }

}  // namespace genba::platform

extern "C" EMSCRIPTEN_KEEPALIVE void gb_version_ready() {
  if (genba::platform::ready_handler()) genba::platform::ready_handler()();
}
