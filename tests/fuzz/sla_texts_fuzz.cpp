// Promises, calendars, revisions and SLA records: any bytes are read or refused, and what is read
// is printed in a form that reads the same.
#include "core/process/calendar_text.h"
#include "core/process/promise.h"
#include "core/process/sla_terms.h"
#include "core/process/ticket_clocks.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace genba;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto promise = parse_promise(text)) {
    if (parse_promise(print_promise(*promise)).value() != *promise) __builtin_trap();
  }
  if (const auto weekly = parse_weekly(text)) {
    if (parse_weekly(print_weekly(*weekly)).value() != *weekly) __builtin_trap();
  }
  if (const auto holidays = parse_holidays(text)) {
    if (parse_holidays(print_holidays(*holidays)).value() != *holidays) __builtin_trap();
  }
  if (const auto dates = parse_open_dates(text)) {
    if (parse_open_dates(print_open_dates(*dates)).value() != *dates) __builtin_trap();
  }
  (void)parse_calendar_definition(text);
  (void)parse_sla_terms(text);
  if (const auto record = ClockRecord::decode(text)) {
    const Bytes bytes = record->encode();
    if (ClockRecord::decode(bytes).value().events() != record->events()) __builtin_trap();
  }
  return 0;
}
