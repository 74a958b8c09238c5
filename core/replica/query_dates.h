// Months and days of instants, as questions and reports count them: proleptic Gregorian, an offset
// from UTC instead of a zone.
#pragma once

#include <chrono>
#include <cstdint>

namespace genba {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kDayMs = 86'400'000;
// Years 1 to 9999; what lies outside has no month.
constexpr std::int64_t kFirstDateMs = -62'135'596'800'000;
constexpr std::int64_t kLastDateMs = 253'402'300'799'999;

constexpr std::int64_t floor_div(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

inline std::chrono::year_month_day date_of(std::int64_t local_ms) {
  using namespace std::chrono;
  const auto day = static_cast<days::rep>(floor_div(local_ms, kDayMs));
  return year_month_day{sys_days{days{day}}};
}

inline std::int64_t days_since_epoch(std::chrono::year_month_day date) {
  return std::chrono::sys_days{date}.time_since_epoch().count();
}

// Months since January of year 0. local_ms: between kFirstDateMs and kLastDateMs.
inline std::int64_t month_of_local(std::int64_t local_ms) {
  const std::chrono::year_month_day date = date_of(local_ms);
  return static_cast<int>(date.year()) * 12 + static_cast<unsigned>(date.month()) - 1;
}

}  // namespace genba
