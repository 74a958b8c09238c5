#include "core/reports/period.h"

#include <doctest/doctest.h>

#include "core/process/civil_time.h"
#include "core/reports/compare.h"
#include "core/reports/report.h"
#include "tests/unit/reports/tickets.h"

namespace genba::test {
namespace {

constexpr QueryContext kTokyo{.now_ms = 0, .utc_offset_minutes = 540, .me = {}};

// Midnight in Tokyo.
std::int64_t tokyo(const char* date) { return parse_date(date).value() * kDayMs - 9 * kHourMs; }

Period of(const char* first, const char* last) { return {tokyo(first), tokyo(last) + kDayMs}; }

void check_before(const Period& period, Comparison comparison, const Period& expected) {
  const Result<Period> before = period_before(period, comparison, kTokyo);
  REQUIRE(before.ok());
  CHECK(*before->from_ms == *expected.from_ms);
  CHECK(*before->until_ms == *expected.until_ms);
}

TEST_CASE("the period before whole months is as many whole months") {
  check_before(of("2016-03-01", "2016-03-31"), Comparison::kPrevious,
               of("2016-02-01", "2016-02-29"));
  check_before(of("2016-01-01", "2016-03-31"), Comparison::kPrevious,
               of("2015-10-01", "2015-12-31"));
  check_before(of("2016-01-01", "2016-12-31"), Comparison::kPrevious,
               of("2015-01-01", "2015-12-31"));
}

TEST_CASE("the period before other days is as many days") {
  check_before(of("2016-03-07", "2016-03-13"), Comparison::kPrevious,
               of("2016-02-29", "2016-03-06"));
}

TEST_CASE("a year before keeps the dates, and the 29th of February becomes the 28th") {
  check_before(of("2016-02-29", "2016-03-31"), Comparison::kYear, of("2015-02-28", "2015-03-31"));
}

TEST_CASE("an open period ends now, and one without a beginning has none before it") {
  QueryContext context = kTokyo;
  context.now_ms = tokyo("2016-03-11");
  const Result<Period> before =
      period_before({tokyo("2016-03-01"), {}}, Comparison::kPrevious, context);
  REQUIRE(before.ok());
  CHECK(*before->from_ms == tokyo("2016-02-20"));
  CHECK(period_before({{}, tokyo("2016-03-11")}, Comparison::kPrevious, context).error().code ==
        ErrorCode::kInvalidArgument);
  CHECK_FALSE(period_before({INT64_MIN, INT64_MAX}, Comparison::kPrevious, context).ok());
  CHECK_FALSE(
      period_before({tokyo("2016-03-11"), tokyo("2016-03-01")}, Comparison::kYear, context).ok());
}

TEST_CASE("days, weeks and months begin at midnight of the offset, weeks on Monday") {
  const std::int64_t sunday_night = tokyo("2016-03-07") - 1;  // still the 6th in Tokyo
  for (const auto& [step, text, next] :
       {std::tuple{CalendarStep::kDay, "2016-03-06", "2016-03-07"},
        std::tuple{CalendarStep::kWeek, "2016-02-29", "2016-03-07"},
        std::tuple{CalendarStep::kMonth, "2016-03", "2016-04"}}) {
    const std::int64_t number = step_of(sunday_night, step, kTokyo);
    CHECK(step_text(number, step) == text);
    CHECK(step_text(number + 1, step) == next);
    CHECK(step_start_ms(number, step, kTokyo) <= sunday_night);
    CHECK(step_start_ms(number + 1, step, kTokyo) > sunday_night);
    CHECK(step_of(step_start_ms(number, step, kTokyo), step, kTokyo) == number);
    CHECK(step_of(step_start_ms(number, step, kTokyo) - 1, step, kTokyo) == number - 1);
  }
  CHECK(step_text(step_of(-1, CalendarStep::kWeek, {}), CalendarStep::kWeek) == "1969-12-29");
  CHECK(step_of(INT64_MAX, CalendarStep::kDay, kTokyo) == kNoInteger);
}

TEST_CASE("a comparison joins rows by name, and keeps what is in one period alone") {
  const auto table = [](std::initializer_list<std::pair<const char*, std::int64_t>> rows) {
    ReportTable made;
    made.columns = {{"name", "名前", "Name"}, {"count", "件数", "Count"}};
    made.columns[0].is_key = true;
    made.columns[1].compared = true;
    for (const auto& [name, count] : rows) {
      made.rows.push_back({ReportCell::of_text(name), ReportCell::of_integer(count)});
      made.filters.emplace_back(name);
    }
    return made;
  };
  const ReportTable compared =
      compare_tables(table({{"a", 5}, {"b", 2}}), table({{"b", 6}, {"c", 1}}), false);
  REQUIRE(compared.columns.size() == 4);
  CHECK(compared.columns[2].key == "count_before");
  CHECK(compared.columns[3].key == "count_change");
  REQUIRE(compared.rows.size() == 3);
  CHECK(compared.rows[0][2].is_empty());
  CHECK(compared.rows[0][3].is_empty());
  CHECK(compared.rows[1][2].integer == 6);
  CHECK(compared.rows[1][3].integer == -4);
  CHECK(compared.rows[2][0].text == "c");
  CHECK(compared.rows[2][1].is_empty());
  CHECK(compared.rows[2][2].integer == 1);
  CHECK(compared.filters.size() == 3);
  const ReportTable by_order = compare_tables(table({{"a", 5}}), table({{"x", 6}, {"c", 1}}), true);
  REQUIRE(by_order.rows.size() == 1);
  CHECK(by_order.rows[0][3].integer == -1);
}

}  // namespace
}  // namespace genba::test
