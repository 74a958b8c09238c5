#include "sync-server/cli/cp932.h"

#include <iconv.h>

#include <array>
#include <memory>

#include "core/text/cp932.h"
#include "core/text/utf8.h"

namespace genba::cli {
namespace {

struct Closer {
  void operator()(void* converter) const { iconv_close(converter); }
};
// iconv_t is a pointer; its failure value is no null.
using Converter = std::unique_ptr<void, Closer>;

// The bytes of one character; empty when CP932 lacks it.
std::string encode(const Converter& converter, std::string character) {
  std::array<char, 8> bytes{};
  char* from = character.data();
  std::size_t from_left = character.size();
  char* to = bytes.data();
  std::size_t to_left = bytes.size();
  const std::size_t failed = iconv(converter.get(), &from, &from_left, &to, &to_left);
  iconv(converter.get(), nullptr, nullptr, nullptr, nullptr);
  if (failed != 0) return {};
  return {bytes.data(), bytes.size() - to_left};
}

}  // namespace

Result<Cp932Text> to_cp932(std::string_view utf8) {
  iconv_t opened = iconv_open("CP932", "UTF-8");
  // NOLINTNEXTLINE(performance-no-int-to-ptr): POSIX says so.
  if (opened == reinterpret_cast<iconv_t>(-1)) {
    return make_error(ErrorCode::kUnsupported, "this machine's iconv does not know CP932");
  }
  const Converter converter(opened);
  std::string geta;
  append_utf8(geta, kGetaMark);
  geta = encode(converter, geta);
  Cp932Text text;
  const std::string form = to_cp932_form(utf8);
  for (std::size_t at = 0; at < form.size();) {
    if (static_cast<unsigned char>(form[at]) < 0x80) {
      text.bytes += form[at++];
      continue;
    }
    const std::size_t begin = at;
    next_code_point(form, at);
    const std::string bytes = encode(converter, form.substr(begin, at - begin));
    text.replaced += bytes.empty();
    text.bytes += bytes.empty() ? geta : bytes;
  }
  return text;
}

}  // namespace genba::cli
