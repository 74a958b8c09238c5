#include "wasm/platform/environment.h"

#include <emscripten.h>

#include <algorithm>
#include <unordered_map>

#include "wasm/platform/page_text.h"

EM_JS(double, gb_js_wall_ms, (), { return Date.now(); });
EM_JS(void, gb_js_random, (unsigned char* out, int size),
      { Module["genba"]["randomBytes"](out, size); });
EM_JS(int, gb_js_environment_text, (int which),
      { return Module["genba"]["environmentText"](which); });
EM_JS(int, gb_js_environment_flag, (int which),
      { return Module["genba"]["environmentFlag"](which); });
EM_JS(void, gb_js_persist, (int request), { Module["genba"]["persist"](request); });

namespace genba::platform {

namespace {

std::string environment_text(int which) { return take_page_text(gb_js_environment_text(which)); }

std::unordered_map<int, std::function<void(bool)>>& persist_requests() {
  static std::unordered_map<int, std::function<void(bool)>> requests;
  return requests;
}

}  // namespace

std::int64_t now_ms() { return static_cast<std::int64_t>(gb_js_wall_ms()); }
double monotonic_ms() { return emscripten_get_now(); }

void random_bytes(std::uint8_t* out, std::size_t size) {
  // The browser gives at most 65,536 bytes a call.
  while (size > 0) {
    const std::size_t part = std::min<std::size_t>(size, 65536);
    gb_js_random(out, static_cast<int>(part));
    out += part;
    size -= part;
  }
}

std::string browser_locale() { return environment_text(0); }
std::string page_address() { return environment_text(2); }
std::string browser_time_zone() { return environment_text(1); }
bool is_online() { return gb_js_environment_flag(0) != 0; }
bool is_visible() { return gb_js_environment_flag(1) != 0; }
bool is_secure_context() { return gb_js_environment_flag(2) != 0; }

void request_persistent_storage(std::function<void(bool granted)> done) {
  static int next_request = 0;
  const int request = ++next_request;
  persist_requests().emplace(request, std::move(done));
  gb_js_persist(request);
}

}  // namespace genba::platform

extern "C" EMSCRIPTEN_KEEPALIVE void gb_persisted(int request, int granted) {
  auto& requests = genba::platform::persist_requests();
  const auto found = requests.find(request);
  if (found == requests.end()) return;
  const auto done = std::move(found->second);
  requests.erase(found);
  done(granted != 0);
}
