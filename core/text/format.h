// Figures and times as people say them, in Japanese and English. Pure: now and the offset from UTC
// are parameters. Instants are Unix time in milliseconds.
#pragma once

#include <cstdint>
#include <string>

#include "core/model/language.h"

namespace genba {

// How the reader of a time sees it.
struct TimeStyle {
  Language language = Language::kJapanese;
  std::int64_t now_ms = 0;
  std::int32_t utc_offset_minutes = 0;
};

std::string format_number(std::int64_t number);         // "12,345"
std::string format_decimal(double number, int digits);  // "1,234.5"
std::string format_percent(double share);               // 0.874 → "87.4%"
std::string format_file_size(std::int64_t bytes);       // "812 B", "34 KB", "1.2 MB"

// The two greatest units: "1時間24分", "1 h 24 min", "3日4時間", "3 d 4 h"; under a minute
// "1分未満", "under 1 min". A negative duration is said as its length.
std::string format_duration(std::int64_t duration_ms, Language language);

// "3分前", "昨日 14:05", "in 2 h"; beyond a week the date.
std::string format_relative(std::int64_t at_ms, const TimeStyle& style);
// "2026年11月23日(月) 20:05", "Mon 23 Nov 2026, 20:05".
std::string format_exact(std::int64_t at_ms, const TimeStyle& style);
// "11/23 20:05", "23 Nov 20:05"; with the year when it is another than now's.
std::string format_short(std::int64_t at_ms, const TimeStyle& style);
std::string format_clock(std::int64_t at_ms, const TimeStyle& style);  // "20:05"
std::string format_day(std::int64_t at_ms, const TimeStyle& style);    // "11/23", "23 Nov"
// "11月23日(月)", "Mon 23 Nov"
std::string format_weekday(std::int64_t at_ms, const TimeStyle& style);
std::string format_month(std::int64_t at_ms, const TimeStyle& style);  // "2026年11月", "Nov 2026"
std::string weekday_name(int weekday, Language language);              // 0 = Monday: "月", "Mon"

// The value of a date-and-time field, "2026-11-23T20:05" in local time, and back; no value when the
// text is not one.
std::string to_local_input(std::int64_t at_ms, std::int32_t utc_offset_minutes);
bool from_local_input(const std::string& text, std::int32_t utc_offset_minutes,
                      std::int64_t* at_ms);

// Days since 1970-01-01 in local time.
std::int64_t local_day(std::int64_t at_ms, std::int32_t utc_offset_minutes);
// The instant at which a local day begins.
std::int64_t local_day_start_ms(std::int64_t day, std::int32_t utc_offset_minutes);

}  // namespace genba
