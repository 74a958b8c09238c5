#include "core/process/disclosure.h"

#include <algorithm>

#include "core/process/calendar_japan.h"
#include "core/process/civil_time.h"

namespace genba {
namespace {

constexpr std::int64_t kTokyoOffsetMs = 9 * kHourMs;
constexpr std::int64_t kManyPersons = 1000;  // more than that

DayNumber tokyo_day(std::int64_t instant_ms) {
  return static_cast<DayNumber>(floor_div(instant_ms + kTokyoOffsetMs, kDayMs));
}

// The last millisecond of the day in Tokyo.
std::int64_t end_of(DayNumber day) {
  return (static_cast<std::int64_t>(day) + 1) * kDayMs - kTokyoOffsetMs - 1;
}

// Act on Holidays of Administrative Organs, article 1.
bool is_closed(DayNumber day) {
  if (weekday_of(day) >= 5) return true;
  const CivilDate date = civil_date_of(day);
  if ((date.month == 12 && date.day >= 29) || (date.month == 1 && date.day <= 3)) return true;
  const std::vector<Holiday> holidays = japan_holidays(date.year);
  return std::any_of(holidays.begin(), holidays.end(),
                     [day](const Holiday& holiday) { return holiday.day == day; });
}

}  // namespace

std::optional<DisclosureTrigger> disclosure_trigger(const StateReader& state,
                                                    const EntityId& ticket) {
  const Value chosen = state.value(ticket, field::kTicketDisclosureTrigger);
  if (!chosen.is_empty()) return static_cast<DisclosureTrigger>(chosen.integer());
  if (state.integer(ticket, field::kTicketAffectedPersons) > kManyPersons) {
    return DisclosureTrigger::kManyPersons;
  }
  return std::nullopt;
}

DisclosureClocks disclosure_clocks(DisclosureTrigger trigger, std::int64_t aware_at_ms) {
  DisclosureClocks clocks;
  clocks.trigger = trigger;
  clocks.aware_at_ms = aware_at_ms;
  clocks.final_days = trigger == DisclosureTrigger::kMalicious ? 60 : 30;
  const DayNumber first = tokyo_day(aware_at_ms);
  clocks.preliminary_from_ms = end_of(first + 2);
  clocks.preliminary_due_ms = end_of(first + 4);
  DayNumber last = first + clocks.final_days - 1;
  while (is_closed(last)) ++last;
  clocks.final_due_ms = end_of(last);
  return clocks;
}

std::optional<DisclosureClocks> disclosure_clocks(const StateReader& state,
                                                  const EntityId& ticket) {
  const auto trigger = disclosure_trigger(state, ticket);
  const Value aware_at = state.value(ticket, field::kTicketAwareAt);
  if (!trigger || !is_supported_instant(aware_at.integer()) || aware_at.is_empty()) {
    return std::nullopt;
  }
  return disclosure_clocks(*trigger, aware_at.integer());
}

}  // namespace genba
