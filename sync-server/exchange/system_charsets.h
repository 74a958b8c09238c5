// The character sets of the system's iconv, to read and to write.
#pragma once

#include "core/exchange/text_encoding.h"

namespace genba::exchange {

// A Converter for decode_text().
Result<ConvertedText> convert_with_iconv(std::string_view bytes, Charset charset);

struct EncodedText {
  std::string bytes;
  std::size_t replaced = 0;  // characters that the encoding does not have, written as 〓
};
// UTF-8 with and without a byte order mark, CP932; kUnsupported for the others.
Result<EncodedText> encode_text(std::string_view utf8, Encoding encoding);

}  // namespace genba::exchange
