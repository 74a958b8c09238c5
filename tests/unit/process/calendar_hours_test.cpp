// Business time: opening hours, holidays, open dates, and what changes of the clocks do to them.
#include <doctest/doctest.h>

#include "core/process/calendar.h"
#include "tests/unit/process/sla_random_cases.h"

using namespace genba;
using namespace genba::sla_test;

namespace {

class RuleZones final : public TimeZoneDatabase {
 public:
  // The zone's "name" is its POSIX rule.
  Result<TimeZone> find(std::string_view name) const override {
    return TimeZone::make(0, {}, name);
  }
};

constexpr const char* kTokyo = "JST-9";
constexpr const char* kNewYork = "EST5EDT,M3.2.0,M11.1.0";
constexpr const char* kLordHowe = "<+1030>-10:30<+11>-11,M10.1.0,M4.1.0";

std::int64_t at(std::string_view text) { return parse_instant(text).value(); }
DayNumber on(std::string_view text) { return parse_date(text).value(); }

CalendarDefinition every_day(const char* zone, DayHours hours) {
  CalendarDefinition definition;
  definition.zone = zone;
  definition.weekly.fill(std::move(hours));
  return definition;
}

Calendar calendar_of(const CalendarDefinition& definition) {
  return Calendar::make(definition, RuleZones()).value();
}

std::string refusal(const CalendarDefinition& definition) {
  const Result<Calendar> made = Calendar::make(definition, RuleZones());
  return made.ok() ? "" : made.error().detail;
}

constexpr std::int64_t hours(double count) { return static_cast<std::int64_t>(count * kHourMs); }

}  // namespace

TEST_CASE("a day may have several ranges, and only they count") {
  const Calendar calendar = calendar_of(every_day(kTokyo, {{540, 720}, {780, 1080}}));
  CHECK(calendar.business_ms(at("2026-11-20T08:00:00+09:00"), at("2026-11-20T20:00:00+09:00")) ==
        hours(8));
  CHECK(calendar.business_ms(at("2026-11-20T11:30:00+09:00"), at("2026-11-20T13:30:00+09:00")) ==
        hours(1));
  CHECK(calendar.business_ms(at("2026-11-20T12:10:00+09:00"), at("2026-11-20T12:50:00+09:00")) ==
        0);
}

TEST_CASE("used-up time ends at closing, not at the next opening") {
  const Calendar calendar = calendar_of(every_day(kTokyo, {{540, 1080}}));
  CHECK(calendar.advance(at("2026-11-20T10:00:00+09:00"), hours(8)).value() ==
        at("2026-11-20T18:00:00+09:00"));
  CHECK(calendar.advance(at("2026-11-20T10:00:00+09:00"), hours(8) + 1).value() ==
        at("2026-11-21T09:00:00.001+09:00"));
  CHECK(calendar.advance(at("2026-11-20T20:00:00+09:00"), 0).value() ==
        at("2026-11-20T20:00:00+09:00"));
}

TEST_CASE("24:00 ends a day, and the next day may go on from there") {
  CalendarDefinition definition = every_day(kTokyo, {});
  definition.weekly[4] = {{22 * 60, 24 * 60}};
  definition.weekly[5] = {{0, 6 * 60}};
  const Calendar calendar = calendar_of(definition);
  CHECK(calendar.business_ms(at("2026-11-20T00:00:00+09:00"), at("2026-11-22T00:00:00+09:00")) ==
        hours(8));
  std::vector<CalendarSegment> segments;
  calendar.append_segments(at("2026-11-20T21:00:00+09:00"), at("2026-11-21T07:00:00+09:00"),
                           segments);
  REQUIRE(segments.size() == 3);
  CHECK(segments[1].from_ms == at("2026-11-20T22:00:00+09:00"));
  CHECK(segments[1].to_ms == at("2026-11-21T06:00:00+09:00"));
}

TEST_CASE("open dates replace that date's weekly ranges and win over a holiday") {
  CalendarDefinition definition = every_day(kTokyo, {{540, 1080}});
  definition.holidays = {on("2026-11-23"), on("2026-11-24")};
  definition.open_dates[on("2026-11-23")] = {{600, 900}};
  definition.open_dates[on("2026-11-25")] = {};
  const Calendar calendar = calendar_of(definition);
  const std::int64_t monday = at("2026-11-23T00:00:00+09:00");
  CHECK(calendar.business_ms(monday, monday + kDayMs) == hours(5));
  CHECK(calendar.business_ms(monday + kDayMs, monday + 3 * kDayMs) == 0);
  std::vector<CalendarSegment> segments;
  calendar.append_segments(monday, monday + 3 * kDayMs, segments);
  REQUIRE(segments.size() == 5);
  CHECK(segments[2].time == CalendarTime::kOutsideHours);
  CHECK(segments[3].time == CalendarTime::kHoliday);
  CHECK(segments[3].from_ms == monday + kDayMs);
  CHECK(segments[3].to_ms == monday + 2 * kDayMs);
  CHECK(segments[4].time == CalendarTime::kOutsideHours);
}

TEST_CASE("daylight-saving changes count real elapsed time: days of 23 and 25 hours") {
  const Calendar all_day = calendar_of(every_day(kNewYork, {{0, 1440}}));
  CHECK(all_day.business_ms(at("2026-03-08T00:00:00-05:00"), at("2026-03-09T00:00:00-04:00")) ==
        hours(23));
  CHECK(all_day.business_ms(at("2026-11-01T00:00:00-04:00"), at("2026-11-02T00:00:00-05:00")) ==
        hours(25));
  const Calendar night = calendar_of(every_day(kNewYork, {{60, 240}}));  // 01:00–04:00
  CHECK(night.business_ms(at("2026-03-08T00:00:00-05:00"), at("2026-03-09T00:00:00-04:00")) ==
        hours(2));
  CHECK(night.business_ms(at("2026-11-01T00:00:00-04:00"), at("2026-11-02T00:00:00-05:00")) ==
        hours(4));
}

TEST_CASE("an opening inside a daylight-saving gap moves to its end") {
  const Calendar calendar = calendar_of(every_day(kNewYork, {{150, 300}}));  // 02:30–05:00
  CHECK(calendar.advance(at("2026-03-08T00:00:00-05:00"), 1).value() ==
        at("2026-03-08T03:00:00-04:00") + 1);
  CHECK(calendar.business_ms(at("2026-03-08T00:00:00-05:00"), at("2026-03-09T00:00:00-04:00")) ==
        hours(2));
  const Calendar inside = calendar_of(every_day(kNewYork, {{130, 170}}));  // 02:10–02:50
  CHECK(inside.business_ms(at("2026-03-08T00:00:00-05:00"), at("2026-03-09T00:00:00-04:00")) == 0);
}

TEST_CASE("an ambiguous local time means its first occurrence") {
  const Calendar early = calendar_of(every_day(kNewYork, {{60, 90}}));  // 01:00–01:30
  CHECK(early.business_ms(at("2026-11-01T00:00:00-04:00"), at("2026-11-02T00:00:00-05:00")) ==
        hours(0.5));
  CHECK(early.advance(at("2026-11-01T00:00:00-04:00"), 1).value() ==
        at("2026-11-01T01:00:00-04:00") + 1);
  const Calendar late = calendar_of(every_day(kNewYork, {{90, 180}}));  // 01:30–03:00
  CHECK(late.business_ms(at("2026-11-01T00:00:00-04:00"), at("2026-11-02T00:00:00-05:00")) ==
        hours(2.5));
}

TEST_CASE("a change of half an hour makes a day of 23½ or 24½ hours") {
  const Calendar calendar = calendar_of(every_day(kLordHowe, {{0, 1440}}));
  CHECK(calendar.business_ms(at("2026-10-04T00:00:00+10:30"), at("2026-10-05T00:00:00+11:00")) ==
        hours(23.5));
  CHECK(calendar.business_ms(at("2026-04-05T00:00:00+11:00"), at("2026-04-06T00:00:00+10:30")) ==
        hours(24.5));
}

TEST_CASE("29 February is a day like any other") {
  const Calendar calendar = calendar_of(every_day(kTokyo, {{540, 1080}}));
  CHECK(calendar.business_ms(at("2028-02-28T00:00:00+09:00"), at("2028-03-01T00:00:00+09:00")) ==
        hours(18));
  CHECK(calendar.business_ms(at("2100-02-28T00:00:00+09:00"), at("2100-03-02T00:00:00+09:00")) ==
        hours(18));
}

TEST_CASE("spans of centuries are exact and answered at once") {
  CalendarDefinition definition = every_day(kNewYork, {{540, 1020}});
  definition.weekly[5] = definition.weekly[6] = {};
  const Calendar calendar = calendar_of(definition);
  // 400 years hold 20,871 weeks exactly.
  const std::int64_t from_ms = at("1990-01-01T00:00:00-05:00");
  const std::int64_t to_ms = at("2390-01-01T00:00:00-05:00");
  CHECK(calendar.business_ms(from_ms, to_ms) == 20871ll * 5 * hours(8));
  CHECK(calendar.advance(from_ms, 20871ll * 5 * hours(8)).value() ==
        at("2389-12-29T17:00:00-05:00"));
}

TEST_CASE("one business day is the calendar's usual day length") {
  CalendarDefinition definition = every_day(kTokyo, {{540, 720}, {780, 1080}});
  definition.weekly[4] = {{540, 1020}};
  definition.weekly[5] = {{540, 720}};
  definition.weekly[6] = {};
  CHECK(calendar_of(definition).usual_day_ms() == hours(8));
  CHECK(Calendar::always_open().usual_day_ms() == hours(24));
}

TEST_CASE("a calendar that cannot be right is refused, naming the day") {
  CHECK(refusal(every_day(kTokyo, {})).find("never opens") != std::string::npos);
  CalendarDefinition backwards = every_day(kTokyo, {{540, 1080}});
  backwards.weekly[1] = {{1080, 540}};
  CHECK(refusal(backwards).find("18:00–09:00 on tue does not end after its start") !=
        std::string::npos);
  CalendarDefinition overlapping = every_day(kTokyo, {{540, 1080}});
  overlapping.open_dates[on("2026-11-28")] = {{600, 720}, {700, 800}};
  CHECK(refusal(overlapping).find("2026-11-28") != std::string::npos);
  CalendarDefinition empty_range = every_day(kTokyo, {{540, 540}});
  CHECK_FALSE(refusal(empty_range).empty());
  CalendarDefinition closed_later = every_day(kTokyo, {});
  closed_later.open_dates[on("2026-11-28")] = {{600, 720}};
  const Calendar once = calendar_of(closed_later);
  CHECK(once.advance(at("2026-01-01T00:00:00Z"), hours(2)).ok());
  CHECK(once.advance(at("2026-01-01T00:00:00Z"), hours(2) + 1).error().code ==
        ErrorCode::kInvalidArgument);
}

TEST_CASE("business time equals the oracle's minutes over random calendars, months and zones") {
  constexpr std::uint64_t kSeed = 7;
  Random random(kSeed);
  MESSAGE("seed " << kSeed);
  int differing = 0;
  for (int i = 0; i < 30; ++i) {
    const Scene scene = random_scene(random);
    const Calendar& calendar = scene.calendars[0];
    const OracleCalendar& oracle = scene.oracles[0];
    // Open time from the window's start to each of its minutes.
    std::vector<std::int64_t> open_ms = {0};
    for (std::int64_t t = scene.from_ms; t < scene.end_ms; t += kMinuteMs) {
      open_ms.push_back(open_ms.back() + (oracle.at(t) == CalendarTime::kOpen ? kMinuteMs : 0));
    }
    const auto minute = [&](std::int64_t t) {
      return static_cast<std::size_t>((t - scene.from_ms) / kMinuteMs);
    };
    for (int j = 0; j < 1000; ++j) {
      std::int64_t a = random_instant(random, scene.from_ms, kDayMs * 419) / kMinuteMs * kMinuteMs;
      std::int64_t b = random_instant(random, scene.from_ms, kDayMs * 419) / kMinuteMs * kMinuteMs;
      if (a > b) std::swap(a, b);
      const std::int64_t wanted = open_ms[minute(b)] - open_ms[minute(a)];
      if (calendar.business_ms(a, b) != wanted) ++differing;
      std::size_t due = minute(a);
      while (open_ms[due] - open_ms[minute(a)] < wanted) ++due;
      const auto due_ms = scene.from_ms + static_cast<std::int64_t>(due) * kMinuteMs;
      if (calendar.advance(a, wanted).value() != due_ms) ++differing;
      std::vector<CalendarSegment> segments;
      calendar.append_segments(a, b, segments);
      std::int64_t end = a;
      std::int64_t in_segments = 0;
      for (const CalendarSegment& segment : segments) {
        if (segment.from_ms != end || segment.to_ms <= segment.from_ms) ++differing;
        if (oracle.at(segment.from_ms) != segment.time) ++differing;
        if (segment.time == CalendarTime::kOpen) in_segments += segment.to_ms - segment.from_ms;
        end = segment.to_ms;
      }
      if (end != b || in_segments != wanted) ++differing;
    }
  }
  CHECK(differing == 0);
}
