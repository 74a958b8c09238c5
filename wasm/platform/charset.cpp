#include "wasm/platform/charset.h"

#include <emscripten.h>

#include "wasm/platform/page_text.h"

EM_JS(int, gb_js_decode, (int charset, const char* bytes, int length),
      { return Module["genba"]["decode"](charset, bytes, length); });

namespace genba::platform {

Result<ConvertedText> convert_charset(std::string_view bytes, Charset charset) {
  std::string text = take_page_text(
      gb_js_decode(static_cast<int>(charset), bytes.data(), static_cast<int>(bytes.size())));
  const std::size_t fault = text.find("\xEF\xBF\xBD");
  if (fault == std::string::npos) return ConvertedText{std::move(text), true};
  text.resize(fault);
  return ConvertedText{std::move(text), false};
}

}  // namespace genba::platform
