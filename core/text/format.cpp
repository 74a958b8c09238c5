#include "core/text/format.h"

#include <chrono>
#include <cstdio>
#include <string_view>

namespace genba {
namespace {

constexpr std::int64_t kMinuteMs = 60'000;
constexpr std::int64_t kHourMs = 60 * kMinuteMs;
constexpr std::int64_t kDayMs = 24 * kHourMs;

constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                   "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
constexpr const char* kWeekdays[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
constexpr const char* kWeekdaysJa[] = {"日", "月", "火", "水", "木", "金", "土"};

struct Local {
  int year, month, day, hour, minute, weekday;
};

std::int64_t floor_div(std::int64_t value, std::int64_t by) {
  return value / by - (value % by < 0 ? 1 : 0);
}

Local to_local(std::int64_t at_ms, std::int32_t utc_offset_minutes) {
  using namespace std::chrono;
  const std::int64_t local_ms = at_ms + utc_offset_minutes * kMinuteMs;
  const std::int64_t days = floor_div(local_ms, kDayMs);
  const std::int64_t of_day = local_ms - days * kDayMs;
  const sys_days date{std::chrono::days(days)};
  const year_month_day civil(date);
  return {static_cast<int>(civil.year()),
          static_cast<int>(static_cast<unsigned>(civil.month())),
          static_cast<int>(static_cast<unsigned>(civil.day())),
          static_cast<int>(of_day / kHourMs),
          static_cast<int>(of_day / kMinuteMs % 60),
          static_cast<int>(weekday(date).c_encoding())};
}

template <typename... Args>
std::string print(const char* format, Args... args) {
  char buffer[96];
  const int length = std::snprintf(buffer, sizeof buffer, format, args...);
  return std::string(buffer, static_cast<std::size_t>(length < 0 ? 0 : length));
}

bool is_japanese(const TimeStyle& style) { return style.language == Language::kJapanese; }

std::string group_digits(std::string digits) {
  const std::size_t first = !digits.empty() && digits[0] == '-' ? 1 : 0;
  for (std::size_t at = digits.size(); at > first + 3;) {
    at -= 3;
    digits.insert(at, 1, ',');
  }
  return digits;
}

std::string one_unit(std::int64_t count, const char* ja, const char* en, Language language) {
  return language == Language::kJapanese ? std::to_string(count) + ja
                                         : std::to_string(count) + " " + en;
}

}  // namespace

std::string format_number(std::int64_t number) { return group_digits(std::to_string(number)); }

std::string format_decimal(double number, int digits) {
  std::string printed = print("%.*f", digits, number);
  const std::size_t dot = printed.find('.');
  const std::string fraction = dot == std::string::npos ? "" : printed.substr(dot);
  return group_digits(printed.substr(0, dot)) + fraction;
}

std::string format_percent(double share) { return format_decimal(share * 100, 1) + "%"; }

std::string format_file_size(std::int64_t bytes) {
  constexpr double kKilo = 1000, kMega = 1000 * 1000;
  const auto size = static_cast<double>(bytes);
  if (size < kKilo) return format_number(bytes) + " B";
  // What would be rounded up to 1,000 KB is a megabyte.
  if (size < kMega - kKilo / 2) return format_decimal(size / kKilo, 0) + " KB";
  return format_decimal(size / kMega, 1) + " MB";
}

std::string format_duration(std::int64_t duration_ms, Language language) {
  const std::int64_t length = duration_ms < 0 ? -duration_ms : duration_ms;
  if (length < kMinuteMs) return language == Language::kJapanese ? "1分未満" : "under 1 min";
  const std::int64_t days = length / kDayMs, hours = length / kHourMs % 24,
                     minutes = length / kMinuteMs % 60;
  const char* gap = language == Language::kJapanese ? "" : " ";
  std::string said;
  const auto say = [&](std::int64_t count, const char* ja, const char* en) {
    if (count > 0) said += (said.empty() ? "" : gap) + one_unit(count, ja, en, language);
  };
  if (days > 0) say(days, "日", "d");
  say(hours, "時間", "h");
  if (days == 0) say(minutes, "分", "min");
  return said;
}

std::string format_relative(std::int64_t at_ms, const TimeStyle& style) {
  const std::int64_t ago = style.now_ms - at_ms;
  const std::int64_t length = ago < 0 ? -ago : ago;
  if (length < kMinuteMs) return is_japanese(style) ? "たった今" : "just now";
  const std::int64_t days = local_day(style.now_ms, style.utc_offset_minutes) -
                            local_day(at_ms, style.utc_offset_minutes);
  if (length < 12 * kHourMs || days == 0) {
    const std::string said = length < kHourMs
                                 ? one_unit(length / kMinuteMs, "分", "min", style.language)
                                 : one_unit(length / kHourMs, "時間", "h", style.language);
    if (is_japanese(style)) return said + (ago < 0 ? "後" : "前");
    return ago < 0 ? "in " + said : said + " ago";
  }
  if (days == 1) return (is_japanese(style) ? "昨日 " : "yesterday ") + format_clock(at_ms, style);
  if (days == -1) return (is_japanese(style) ? "明日 " : "tomorrow ") + format_clock(at_ms, style);
  if (length < 7 * kDayMs) {
    const std::string said = one_unit(days < 0 ? -days : days, "日", "d", style.language);
    if (is_japanese(style)) return said + (ago < 0 ? "後" : "前");
    return ago < 0 ? "in " + said : said + " ago";
  }
  return format_short(at_ms, style);
}

std::string format_exact(std::int64_t at_ms, const TimeStyle& style) {
  const Local at = to_local(at_ms, style.utc_offset_minutes);
  if (is_japanese(style)) {
    return print("%d年%d月%d日(%s) %d:%02d", at.year, at.month, at.day, kWeekdaysJa[at.weekday],
                 at.hour, at.minute);
  }
  return print("%s %d %s %d, %02d:%02d", kWeekdays[at.weekday], at.day, kMonths[at.month - 1],
               at.year, at.hour, at.minute);
}

std::string format_short(std::int64_t at_ms, const TimeStyle& style) {
  const Local at = to_local(at_ms, style.utc_offset_minutes);
  if (at.year != to_local(style.now_ms, style.utc_offset_minutes).year) {
    return is_japanese(style) ? print("%d/%d/%d", at.year, at.month, at.day)
                              : print("%d %s %d", at.day, kMonths[at.month - 1], at.year);
  }
  return format_day(at_ms, style) + " " + format_clock(at_ms, style);
}

std::string format_clock(std::int64_t at_ms, const TimeStyle& style) {
  const Local at = to_local(at_ms, style.utc_offset_minutes);
  return print(is_japanese(style) ? "%d:%02d" : "%02d:%02d", at.hour, at.minute);
}

std::string format_day(std::int64_t at_ms, const TimeStyle& style) {
  const Local at = to_local(at_ms, style.utc_offset_minutes);
  return is_japanese(style) ? print("%d/%d", at.month, at.day)
                            : print("%d %s", at.day, kMonths[at.month - 1]);
}

std::string format_weekday(std::int64_t at_ms, const TimeStyle& style) {
  const Local at = to_local(at_ms, style.utc_offset_minutes);
  if (is_japanese(style)) {
    return print("%d月%d日(%s)", at.month, at.day, kWeekdaysJa[at.weekday]);
  }
  return print("%s %d %s", kWeekdays[at.weekday], at.day, kMonths[at.month - 1]);
}

std::string format_month(std::int64_t at_ms, const TimeStyle& style) {
  const Local at = to_local(at_ms, style.utc_offset_minutes);
  return is_japanese(style) ? print("%d年%d月", at.year, at.month)
                            : print("%s %d", kMonths[at.month - 1], at.year);
}

std::string weekday_name(int weekday, Language language) {
  const int from_sunday = (weekday + 1) % 7;
  return language == Language::kJapanese ? kWeekdaysJa[from_sunday] : kWeekdays[from_sunday];
}

std::string to_local_input(std::int64_t at_ms, std::int32_t utc_offset_minutes) {
  const Local at = to_local(at_ms, utc_offset_minutes);
  return print("%04d-%02d-%02dT%02d:%02d", at.year, at.month, at.day, at.hour, at.minute);
}

bool from_local_input(const std::string& text, std::int32_t utc_offset_minutes,
                      std::int64_t* at_ms) {
  constexpr std::string_view kShape = "dddd-dd-ddTdd:dd";
  if (text.size() < kShape.size()) return false;
  for (std::size_t i = 0; i < kShape.size(); ++i) {
    const bool is_digit = text[i] >= '0' && text[i] <= '9';
    if (kShape[i] == 'd' ? !is_digit : text[i] != kShape[i]) return false;
  }
  const auto number = [&](std::size_t from, std::size_t digits) {
    int value = 0;
    for (std::size_t i = from; i < from + digits; ++i) value = value * 10 + (text[i] - '0');
    return value;
  };
  const int year = number(0, 4), month = number(5, 2), day = number(8, 2);
  const int hour = number(11, 2), minute = number(14, 2);
  using namespace std::chrono;
  const year_month_day date{std::chrono::year(year),
                            std::chrono::month(static_cast<unsigned>(month)),
                            std::chrono::day(static_cast<unsigned>(day))};
  if (!date.ok() || hour > 23 || minute > 59) return false;
  const std::int64_t days = sys_days(date).time_since_epoch().count();
  *at_ms = days * kDayMs + hour * kHourMs + (minute - utc_offset_minutes) * kMinuteMs;
  return true;
}

std::int64_t local_day(std::int64_t at_ms, std::int32_t utc_offset_minutes) {
  return floor_div(at_ms + utc_offset_minutes * kMinuteMs, kDayMs);
}

std::int64_t local_day_start_ms(std::int64_t day, std::int32_t utc_offset_minutes) {
  return day * kDayMs - utc_offset_minutes * kMinuteMs;
}

}  // namespace genba
