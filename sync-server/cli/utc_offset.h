// "+09:00" on the command line.
#pragma once

#include <cstdint>
#include <string>

#include "core/model/result.h"

namespace genba::cli {

// In minutes. kInvalidArgument for anything else than a sign, hours up to 14 and minutes.
Result<std::int32_t> parse_utc_offset(const std::string& text);

}  // namespace genba::cli
