#include "core/text/cp932.h"

#include "core/text/utf8.h"

namespace genba {
namespace {

struct Variant {
  char32_t from;
  char32_t to;
};
constexpr Variant kVariants[] = {
    {0x00a0, ' '},    {0x00a2, 0xffe0}, {0x00a3, 0xffe1}, {0x00a5, 0xffe5}, {0x00a6, 0xffe4},
    {0x00ac, 0xffe2}, {0x2002, ' '},    {0x2003, ' '},    {0x2009, ' '},    {0x2011, '-'},
    {0x2012, '-'},    {0x2013, '-'},    {0x2014, 0x2015}, {0x2016, 0x2225}, {0x202f, ' '},
    {0x203e, 0xffe3}, {0x2212, 0xff0d}, {0x301c, 0xff5e},
};

}  // namespace

std::string to_cp932_form(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    char32_t c = next_code_point(text, at);
    for (const Variant& variant : kVariants) {
      if (c == variant.from) c = variant.to;
    }
    append_utf8(out, c);
  }
  return out;
}

}  // namespace genba
