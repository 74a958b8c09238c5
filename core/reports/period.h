// The period that a report is about, the one that it is compared with, and the steps of a calendar
// by which reports count over time. Days begin at midnight in the context's offset.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/result.h"
#include "core/replica/query_columns.h"

namespace genba {

struct Period {
  std::optional<std::int64_t> from_ms = {};   // Unix time: from_ms ≤ t < until_ms
  std::optional<std::int64_t> until_ms = {};  // none: no bound

  bool is_all() const { return !from_ms && !until_ms; }
  bool contains(std::int64_t at_ms) const {
    return (!from_ms || at_ms >= *from_ms) && (!until_ms || at_ms < *until_ms);
  }
};

enum class Comparison : std::uint8_t { kNone, kPrevious, kYear };

// The period before: as many months when the period is one or more whole months, else as many days
// and hours; or the same dates a year before (28 February for the 29th). An open end is now.
// kInvalidArgument when it has no beginning.
Result<Period> period_before(const Period& period, Comparison comparison,
                             const QueryContext& context);

enum class CalendarStep : std::uint8_t { kDay, kWeek, kMonth };  // weeks begin on Monday

// The nearest instant whose date, and those two months around it, are of the years 1 to 9999.
std::int64_t clamp_to_dates(std::int64_t instant_ms);

// Steps are numbered: days since 1970-01-01, weeks and months alike, in the context's offset.
// kNoInteger for instants outside the years 1 to 9999.
std::int64_t step_of(std::int64_t instant_ms, CalendarStep step, const QueryContext& context);
std::int64_t step_start_ms(std::int64_t number, CalendarStep step, const QueryContext& context);
// "2016-03" or the first day, "2016-03-07".
std::string step_text(std::int64_t number, CalendarStep step);

// The filter expression for "`column` lies in the period"; empty without a period.
std::string period_filter(std::string_view column, const Period& period,
                          const QueryContext& context);

}  // namespace genba
