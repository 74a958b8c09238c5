// The two languages of the interface.
#pragma once

#include <cstdint>

namespace genba {

enum class Language : std::uint8_t { kJapanese, kEnglish };

}  // namespace genba
