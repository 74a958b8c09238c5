// The browser's own tables of encodings, for the files that people bring.
#pragma once

#include "core/exchange/text_encoding.h"

namespace genba::platform {

// A Converter (text_encoding.h). Never fails: every browser knows all four.
Result<ConvertedText> convert_charset(std::string_view bytes, Charset charset);

}  // namespace genba::platform
