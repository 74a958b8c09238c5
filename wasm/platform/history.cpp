#include "wasm/platform/history.h"

#include <emscripten.h>

EM_JS(void, gb_js_back, (), { history.back(); });

namespace genba::platform {

void go_back() { gb_js_back(); }

}  // namespace genba::platform
