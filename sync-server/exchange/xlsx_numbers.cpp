#include "sync-server/exchange/xlsx_numbers.h"

#include <array>
#include <charconv>
#include <cmath>
#include <cstdio>

#include "core/process/civil_time.h"

namespace genba::exchange {
namespace {

// What of a format code is neither quoted, escaped nor in brackets.
std::string bare(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"' || c == '[') {
      const std::size_t end = code.find(c == '"' ? '"' : ']', i + 1);
      if (end == std::string_view::npos) break;
      // [h]:mm is a duration, shown like a time.
      if (c == '[' && end == i + 2) out += code[i + 1];
      i = end;
    } else {
      out += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  return out;
}

}  // namespace

bool is_date_format(int built_in) {
  return (built_in >= 14 && built_in <= 22) || (built_in >= 27 && built_in <= 36) ||
         (built_in >= 45 && built_in <= 47) || (built_in >= 50 && built_in <= 58);
}

bool is_date_format(std::string_view code) {
  const std::string letters = bare(code.substr(0, code.find(';')));
  if (letters.find("general") != std::string::npos) return false;
  return letters.find_first_of("ymdhs") != std::string::npos;
}

std::string date_text(double serial, bool since_1904) {
  constexpr double kEnd = 2'958'466;  // 10000-01-01
  if (!(serial >= 0) || serial >= kEnd) return {};
  const auto seconds = static_cast<std::int64_t>(std::llround(serial * 86400.0));
  std::int64_t day = seconds / 86400;
  const auto in_day = static_cast<int>(seconds % 86400);
  std::array<char, 32> time{};
  std::snprintf(time.data(), time.size(), "%02d:%02d:%02d", in_day / 3600, in_day / 60 % 60,
                in_day % 60);
  if (day == 0 && !since_1904) return time.data();
  // 1900 has a 29 February in spreadsheets, as it had in Lotus 1-2-3.
  if (!since_1904 && day < 60) ++day;
  const DayNumber first = since_1904 ? day_number_of({1904, 1, 1}) : day_number_of({1899, 12, 30});
  const std::string date = format_date(first + static_cast<DayNumber>(day));
  return in_day == 0 ? date : date + ' ' + time.data();
}

std::string number_text(std::string_view text) {
  double number = 0;
  const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
  if (read.ec != std::errc() || read.ptr != text.data() + text.size() || !std::isfinite(number)) {
    return std::string(text);
  }
  std::array<char, 64> out{};
  constexpr double kExact = 9'007'199'254'740'992;  // 2^53
  const bool is_whole = number == std::trunc(number) && std::fabs(number) < kExact;
  const auto end = is_whole ? std::to_chars(out.data(), out.data() + out.size(),
                                            static_cast<std::int64_t>(number))
                            : std::to_chars(out.data(), out.data() + out.size(), number);
  return {out.data(), end.ptr};
}

}  // namespace genba::exchange
