// CRC-32C (Castagnoli, RFC 3720 appendix B.4): finds torn and rotten files.
#pragma once

#include <cstdint>
#include <string_view>

namespace genba {

std::uint32_t crc32c(std::string_view bytes);

}  // namespace genba
