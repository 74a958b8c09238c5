// Any bytes in any encoding: what is read is UTF-8, or the error names a place; CP932 that was read
// is written as the same text.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include "core/text/utf8.h"
#include "sync-server/exchange/system_charsets.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using genba::Encoding;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  for (const Encoding encoding :
       {Encoding::kAuto, Encoding::kUtf8, Encoding::kUtf16, Encoding::kCp932, Encoding::kEucJp}) {
    const auto text = genba::decode_text(bytes, encoding, genba::exchange::convert_with_iconv);
    if (!text) {
      if (text.error().detail.find("line ") == std::string::npos) std::abort();
      continue;
    }
    if (!genba::is_utf8(text->utf8)) std::abort();
    if (text->encoding != Encoding::kCp932) continue;
    const auto written = genba::exchange::encode_text(text->utf8, Encoding::kCp932);
    if (!written || written->replaced > 0) std::abort();
    const auto again =
        genba::decode_text(written->bytes, Encoding::kCp932, genba::exchange::convert_with_iconv);
    if (again && again->utf8 != text->utf8) std::abort();
  }
  return 0;
}
