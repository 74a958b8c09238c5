// Months and days of instants, as questions and reports count them: an offset from UTC instead of a
// zone.
#pragma once

#include "core/process/civil_time.h"

namespace genba {

// Years 1 to 9999; what lies outside has no month.
constexpr std::int64_t kFirstDateMs = -62'135'596'800'000;
constexpr std::int64_t kLastDateMs = 253'402'300'799'999;

// local_ms: between kFirstDateMs and kLastDateMs, give or take a day.
inline CivilDate date_of_local(std::int64_t local_ms) {
  return civil_date_of(static_cast<DayNumber>(floor_div(local_ms, kDayMs)));
}

// Months since January of year 0.
inline std::int64_t month_of_local(std::int64_t local_ms) {
  const CivilDate date = date_of_local(local_ms);
  return date.year * 12 + date.month - 1;
}

}  // namespace genba
