#include "core/process/sla_policy.h"

namespace genba {
namespace {

enum class Unit : std::uint8_t { kMinutes, kHours, kBusinessDays };

struct Promise {
  int amount;
  Unit unit;

  std::int64_t ms(const Calendar& calendar) const {
    switch (unit) {
      case Unit::kMinutes: return amount * kMinuteMs;
      case Unit::kHours: return amount * kHourMs;
      case Unit::kBusinessDays: break;
    }
    return amount * calendar.usual_day_ms();
  }
};

struct Row {
  Priority priority;
  Promise response;
  Promise resolution;
  bool always_open;
};

constexpr Row kRows[] = {
    {Priority::kP1, {15, Unit::kMinutes}, {4, Unit::kHours}, true},
    {Priority::kP2, {1, Unit::kHours}, {8, Unit::kHours}, false},
    {Priority::kP3, {4, Unit::kHours}, {3, Unit::kBusinessDays}, false},
    {Priority::kP4, {1, Unit::kBusinessDays}, {5, Unit::kBusinessDays}, false},
};

const Row& row_of(Priority priority) {
  for (const Row& row : kRows) {
    if (row.priority == priority) return row;
  }
  return kRows[3];
}

}  // namespace

std::vector<PendingReason> default_pause_reasons() {
  return {PendingReason::kAwaitingRequester, PendingReason::kAwaitingVendor};
}

SlaPolicy default_sla_policy(Priority priority, const Calendar& business,
                             const Calendar& always_open) {
  const Row& row = row_of(priority);
  SlaPolicy policy;
  policy.calendar = row.always_open ? &always_open : &business;
  policy.budget_ms = {row.response.ms(*policy.calendar), row.resolution.ms(*policy.calendar)};
  policy.pause_reasons = default_pause_reasons();
  return policy;
}

}  // namespace genba
