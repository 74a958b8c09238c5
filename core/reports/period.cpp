#include "core/reports/period.h"

#include <algorithm>

#include "core/replica/query_dates.h"
#include "core/reports/report_table.h"

namespace genba {
namespace {

constexpr std::int64_t kMonthsToEpoch = 1970 * 12;
// 1969-12-29, the Monday of the week of the epoch.
constexpr std::int64_t kFirstMonday = -3;

std::int64_t local_of(std::int64_t instant_ms, const QueryContext& context) {
  return instant_ms + context.utc_offset_minutes * kMinuteMs;
}

std::int64_t day_of_month(std::int64_t month, int day) {
  const int year = static_cast<int>(floor_div(month, 12));
  const int of_year = static_cast<int>(month - std::int64_t{year} * 12) + 1;
  return day_number_of({year, of_year, std::min(day, days_in_month(year, of_year))});
}

// The same time of the same day, so many months away.
std::int64_t move_months(std::int64_t instant_ms, std::int64_t months,
                         const QueryContext& context) {
  const std::int64_t local = local_of(instant_ms, context);
  const std::int64_t day = floor_div(local, kDayMs);
  const std::int64_t moved = day_of_month(month_of_local(local) + months, date_of_local(local).day);
  return instant_ms + (moved - day) * kDayMs;
}

bool is_month_start(std::int64_t instant_ms, const QueryContext& context) {
  const std::int64_t local = local_of(instant_ms, context);
  return local == floor_div(local, kDayMs) * kDayMs && date_of_local(local).day == 1;
}

}  // namespace

Result<Period> period_before(const Period& period, Comparison comparison,
                             const QueryContext& context) {
  if (comparison == Comparison::kNone) return period;
  if (!period.from_ms) {
    return make_error(ErrorCode::kInvalidArgument,
                      "a comparison needs a period with a beginning, such as --from 2016-03-01");
  }
  const std::int64_t from = *period.from_ms;
  const std::int64_t until = period.until_ms.value_or(context.now_ms);
  if (until < from || from < kFirstDateMs + 2 * 366 * kDayMs || until > kLastDateMs) {
    return make_error(ErrorCode::kInvalidArgument, "there is no period to compare this one with");
  }
  if (comparison == Comparison::kYear) {
    return Period{move_months(from, -12, context), move_months(until, -12, context)};
  }
  if (is_month_start(from, context) && is_month_start(until, context)) {
    const std::int64_t months =
        month_of_local(local_of(until, context)) - month_of_local(local_of(from, context));
    return Period{move_months(from, -months, context), from};
  }
  return Period{from - (until - from), from};
}

std::int64_t clamp_to_dates(std::int64_t instant_ms) {
  constexpr std::int64_t kMargin = 64 * kDayMs;
  return std::clamp(instant_ms, kFirstDateMs + kMargin, kLastDateMs - kMargin);
}

std::int64_t step_of(std::int64_t instant_ms, CalendarStep step, const QueryContext& context) {
  if (instant_ms < kFirstDateMs || instant_ms > kLastDateMs) return kNoInteger;
  const std::int64_t local = local_of(instant_ms, context);
  const std::int64_t day = floor_div(local, kDayMs);
  switch (step) {
    case CalendarStep::kDay: return day;
    case CalendarStep::kWeek: return floor_div(day - kFirstMonday, 7);
    case CalendarStep::kMonth: return month_of_local(local) - kMonthsToEpoch;
  }
  return kNoInteger;
}

namespace {

std::int64_t first_day(std::int64_t number, CalendarStep step) {
  switch (step) {
    case CalendarStep::kDay: return number;
    case CalendarStep::kWeek: return number * 7 + kFirstMonday;
    case CalendarStep::kMonth: return day_of_month(number + kMonthsToEpoch, 1);
  }
  return number;
}

}  // namespace

std::int64_t step_start_ms(std::int64_t number, CalendarStep step, const QueryContext& context) {
  return first_day(number, step) * kDayMs - context.utc_offset_minutes * kMinuteMs;
}

std::string step_text(std::int64_t number, CalendarStep step) {
  if (step == CalendarStep::kMonth) return month_text(number + kMonthsToEpoch);
  return format_date(static_cast<DayNumber>(first_day(number, step)));
}

std::string period_filter(std::string_view column, const Period& period,
                          const QueryContext& context) {
  std::string text;
  const auto bound = [&](const char* op, std::int64_t at_ms) {
    if (!text.empty()) text += " and ";
    const std::int64_t shown = clamp_to_dates(at_ms);
    text.append(column).append(op).append(instant_text(shown, context.utc_offset_minutes));
  };
  if (period.from_ms) bound(" >= ", *period.from_ms);
  if (period.until_ms) bound(" < ", *period.until_ms);
  return text;
}

}  // namespace genba
