// iCalendar files: any bytes are read or refused in bounded time, and what is read can be printed
// as the holidays of a calendar.
#include "core/exchange/icalendar.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace genba;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Result<IcalendarHolidays> found = parse_icalendar(bytes, day_number_of({2035, 12, 31}));
  if (!found) return found.error().detail.empty() ? __builtin_trap(), 0 : 0;
  const auto again = parse_holidays(print_holidays(found->holidays));
  if (!again || again->size() != found->holidays.size()) __builtin_trap();
  return 0;
}
