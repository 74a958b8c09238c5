#include "core/text/format.h"

#include <doctest/doctest.h>

namespace genba {
namespace {

constexpr std::int64_t kMinute = 60'000;
constexpr std::int64_t kHour = 60 * kMinute;
constexpr std::int64_t kDay = 24 * kHour;
constexpr std::int64_t kNow = 1795431900000;  // 2026-11-23T11:05:00Z, a Monday
constexpr std::int32_t kTokyo = 9 * 60;

constexpr TimeStyle kJa{Language::kJapanese, kNow, kTokyo};
constexpr TimeStyle kEn{Language::kEnglish, kNow, kTokyo};

}  // namespace

TEST_CASE("numbers are grouped by thousands") {
  CHECK(format_number(0) == "0");
  CHECK(format_number(999) == "999");
  CHECK(format_number(1000) == "1,000");
  CHECK(format_number(-1234567) == "-1,234,567");
  CHECK(format_number(-999) == "-999");
  CHECK(format_decimal(1234.56, 1) == "1,234.6");
  CHECK(format_percent(0.874) == "87.4%");
}

TEST_CASE("sizes of files are said in the unit that fits") {
  CHECK(format_file_size(812) == "812 B");
  CHECK(format_file_size(34'400) == "34 KB");
  CHECK(format_file_size(999'600) == "1.0 MB");
  CHECK(format_file_size(25 * 1024 * 1024) == "26.2 MB");
}

TEST_CASE("durations are said in their two greatest units") {
  CHECK(format_duration(84 * kMinute, Language::kJapanese) == "1時間24分");
  CHECK(format_duration(84 * kMinute, Language::kEnglish) == "1 h 24 min");
  CHECK(format_duration(3 * kDay + 4 * kHour + 5 * kMinute, Language::kJapanese) == "3日4時間");
  CHECK(format_duration(3 * kDay + 4 * kHour, Language::kEnglish) == "3 d 4 h");
  CHECK(format_duration(2 * kHour, Language::kEnglish) == "2 h");
  CHECK(format_duration(kMinute - 1, Language::kJapanese) == "1分未満");
  CHECK(format_duration(-84 * kMinute, Language::kEnglish) == "1 h 24 min");
}

TEST_CASE("times near now are said by their distance, in either direction") {
  CHECK(format_relative(kNow - 3 * kMinute, kJa) == "3分前");
  CHECK(format_relative(kNow - 3 * kMinute, kEn) == "3 min ago");
  CHECK(format_relative(kNow + 2 * kHour, kJa) == "2時間後");
  CHECK(format_relative(kNow + 2 * kHour, kEn) == "in 2 h");
  CHECK(format_relative(kNow, kJa) == "たった今");
}

TEST_CASE("days with their weekday, and months, are said in the language's order") {
  CHECK(format_weekday(kNow, kJa) == "11月23日(月)");
  CHECK(format_weekday(kNow, kEn) == "Mon 23 Nov");
  CHECK(format_month(kNow, kJa) == "2026年11月");
  CHECK(format_month(kNow, kEn) == "Nov 2026");
  CHECK(weekday_name(0, Language::kJapanese) == "月");
  CHECK(weekday_name(6, Language::kEnglish) == "Sun");
}

TEST_CASE("yesterday and tomorrow are the reader's own, farther days are counted") {
  CHECK(format_relative(kNow - 21 * kHour, kJa) == "昨日 23:05");
  CHECK(format_relative(kNow - 21 * kHour, kEn) == "yesterday 23:05");
  CHECK(format_relative(kNow + 20 * kHour, kEn) == "tomorrow 16:05");
  CHECK(format_relative(kNow - 3 * kDay, kJa) == "3日前");
  CHECK(format_relative(kNow - 8 * kDay, kJa) == "11/15 20:05");
}

TEST_CASE("an exact time is written out in the reader's zone") {
  CHECK(format_exact(kNow, kJa) == "2026年11月23日(月) 20:05");
  CHECK(format_exact(kNow, kEn) == "Mon 23 Nov 2026, 20:05");
  constexpr TimeStyle kNewYork{Language::kEnglish, kNow, -5 * 60};
  CHECK(format_exact(kNow, kNewYork) == "Mon 23 Nov 2026, 06:05");
}

TEST_CASE("a short time carries its year only when it is another") {
  CHECK(format_short(kNow, kEn) == "23 Nov 20:05");
  CHECK(format_short(kNow - 365 * kDay, kEn) == "23 Nov 2025");
  CHECK(format_short(kNow - 365 * kDay, kJa) == "2025/11/23");
}

TEST_CASE("a date-and-time field's text comes back as the same instant") {
  CHECK(to_local_input(kNow, kTokyo) == "2026-11-23T20:05");
  std::int64_t at_ms = 0;
  CHECK(from_local_input("2026-11-23T20:05", kTokyo, &at_ms));
  CHECK(at_ms == kNow);
  CHECK(!from_local_input("2026-02-29T00:00", kTokyo, &at_ms));
  CHECK(!from_local_input("2026-11-23T24:00", kTokyo, &at_ms));
  CHECK(!from_local_input("2026-11-23", kTokyo, &at_ms));
  CHECK(!from_local_input("", kTokyo, &at_ms));
}

TEST_CASE("a day begins at the reader's midnight") {
  const std::int64_t day = local_day(kNow, kTokyo);
  CHECK(to_local_input(local_day_start_ms(day, kTokyo), kTokyo) == "2026-11-23T00:00");
  CHECK(local_day(local_day_start_ms(day, kTokyo) - 1, kTokyo) == day - 1);
  CHECK(local_day(-1, 0) == -1);
}

}  // namespace genba
