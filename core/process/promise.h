// Promise: a promised time as a manager writes it: "15m", "4h", "3bd", or together "1bd4h". A
// business day is as long as the calendar's usual day (calendar.h), so a promise becomes a number
// of milliseconds only together with a calendar.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/model/result.h"

namespace genba {

struct Promise {
  std::int64_t business_days = 0;
  std::int64_t minutes = 0;

  std::int64_t ms(std::int64_t usual_day_ms) const;
  friend bool operator==(const Promise&, const Promise&) = default;
};

// Parts in descending units (bd, h, m), each at most once. kMalformed, with what was expected, for
// anything else; kTooLarge above 100,000 business days or 1,000,000 hours.
Result<Promise> parse_promise(std::string_view text);
// The same for every spelling: "90m" is printed "1h30m". Nothing promised is "0m".
std::string print_promise(const Promise& promise);

}  // namespace genba
