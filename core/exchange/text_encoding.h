// Encodings of the files that people bring: UTF-8, UTF-16, EUC-JP and CP932 (Windows-31J, what
// Japanese Windows and its Excel write as "Shift JIS"). Nothing is guessed into being: bytes that
// the encoding does not have are refused with their place.
//
// The tables are the system's: the native program hands in iconv, the browser its TextDecoder.
#pragma once

#include <functional>
#include <string>
#include <string_view>

#include "core/model/result.h"

namespace genba {

enum class Encoding : std::uint8_t { kAuto, kUtf8, kUtf8Bom, kUtf16, kCp932, kEucJp };

// "utf-8", "utf-8-bom", "utf-16", "cp932", "euc-jp", "auto"; kInvalidArgument lists them.
Result<Encoding> parse_encoding(std::string_view name);
const char* encoding_name(Encoding encoding);

// What a system made of bytes, up to the first that the encoding does not have.
struct ConvertedText {
  std::string utf8;
  bool is_whole = false;
};
enum class Charset : std::uint8_t { kUtf16Le, kUtf16Be, kCp932, kEucJp };
// kUnsupported when the system does not know the character set.
using Converter = std::function<Result<ConvertedText>(std::string_view bytes, Charset charset)>;

struct DecodedText {
  std::string utf8;                     // without a byte order mark
  Encoding encoding = Encoding::kUtf8;  // that it was read as
};

// kAuto: a byte order mark decides; else UTF-8 where all bytes are, else CP932. kMalformed, with
// line and column, for bytes that the encoding does not have; for a file that is UTF-8 and was said
// to be CP932; and for one that may be EUC-JP and was not said to be (either would be read as
// garbage). kUnsupported as the converter says.
Result<DecodedText> decode_text(std::string_view bytes, Encoding encoding,
                                const Converter& convert);

}  // namespace genba
