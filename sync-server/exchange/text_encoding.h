// Encodings of the files that people bring and want: UTF-8, UTF-16, EUC-JP and CP932 (Windows-31J,
// what Japanese Windows and its Excel write as "Shift JIS"). Nothing is guessed into being: bytes
// that the encoding does not have are refused with their place.
#pragma once

#include <string>
#include <string_view>

#include "core/model/result.h"

namespace genba::exchange {

enum class Encoding { kAuto, kUtf8, kUtf8Bom, kUtf16, kCp932, kEucJp };

// "utf-8", "utf-8-bom", "utf-16", "cp932", "euc-jp", "auto"; kInvalidArgument lists them.
Result<Encoding> parse_encoding(std::string_view name);
const char* encoding_name(Encoding encoding);

struct DecodedText {
  std::string utf8;                     // without a byte order mark
  Encoding encoding = Encoding::kUtf8;  // that it was read as
};

// kAuto: a byte order mark decides; else UTF-8 where all bytes are, else CP932. kMalformed, with
// line and column, for bytes that the encoding does not have, and for a file that is UTF-8 and was
// said to be CP932 (it would be read as garbage). kUnsupported when the system knows no CP932.
Result<DecodedText> decode_text(std::string_view bytes, Encoding encoding);

struct EncodedText {
  std::string bytes;
  std::size_t replaced = 0;  // characters that the encoding does not have, written as 〓
};
Result<EncodedText> encode_text(std::string_view utf8, Encoding encoding);

}  // namespace genba::exchange
