#include "sync-server/cli/utc_offset.h"

#include <cstdio>

namespace genba::cli {

Result<std::int32_t> parse_utc_offset(const std::string& text) {
  unsigned hours = 0, minutes = 0;
  char sign = 0;
  int used = 0;
  const int read = std::sscanf(text.c_str(), "%c%2u:%2u%n", &sign, &hours, &minutes, &used);
  if (read == 3 && static_cast<std::size_t>(used) == text.size() && text.size() == 6 &&
      (sign == '+' || sign == '-') && hours <= 14 && minutes < 60) {
    const auto total = static_cast<std::int32_t>(hours * 60 + minutes);
    return sign == '-' ? -total : total;
  }
  return make_error(ErrorCode::kInvalidArgument,
                    "--utc-offset expects an offset such as +09:00, not \"" + text + '"');
}

}  // namespace genba::cli
