#include "core/process/civil_time.h"

namespace genba {
namespace {

constexpr int kDaysPerEra = 146097;       // 400 years
constexpr int kDaysBeforeEpoch = 719468;  // from 0000-03-01 to 1970-01-01
constexpr int kThursday = 3;              // the weekday of day 0

// A cursor over text of fixed form: every step fails for good once one has failed.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}

  // Exactly `digits` decimal digits.
  int number(int digits) {
    int value = 0;
    for (int i = 0; i < digits; ++i) {
      if (rest_.empty() || !is_digit(rest_.front())) {
        failed_ = true;
        return 0;
      }
      value = value * 10 + (rest_.front() - '0');
      rest_.remove_prefix(1);
    }
    return value;
  }
  // One of the characters, which is returned; '\0' when there is none of them.
  char one_of(std::string_view characters) {
    if (rest_.empty() || characters.find(rest_.front()) == std::string_view::npos) {
      failed_ = true;
      return '\0';
    }
    const char found = rest_.front();
    rest_.remove_prefix(1);
    return found;
  }
  // ".25" and the like as milliseconds; 0 when no fraction stands here.
  int fraction_ms() {
    if (rest_.empty() || rest_.front() != '.') return 0;
    rest_.remove_prefix(1);
    if (rest_.empty() || !is_digit(rest_.front())) failed_ = true;
    int value = 0;
    for (int scale = 100; !rest_.empty() && is_digit(rest_.front()); scale /= 10) {
      value += (rest_.front() - '0') * scale;
      rest_.remove_prefix(1);
    }
    return value;
  }
  bool complete() const { return !failed_ && rest_.empty(); }
  bool failed() const { return failed_; }

 private:
  static bool is_digit(char c) { return c >= '0' && c <= '9'; }

  std::string_view rest_;
  bool failed_ = false;
};

bool is_date(const CivilDate& date) {
  return date.year >= 1 && date.month >= 1 && date.month <= 12 && date.day >= 1 &&
         date.day <= days_in_month(date.year, date.month);
}

CivilDate scan_date(Scanner& in) {
  CivilDate date;
  date.year = in.number(4);
  in.one_of("-");
  date.month = in.number(2);
  in.one_of("-");
  date.day = in.number(2);
  return date;
}

std::string quoted(std::string_view text) {
  constexpr std::size_t kShown = 40;
  std::string out = "\"";
  out.append(text.substr(0, kShown)).append(text.size() > kShown ? "…\"" : "\"");
  return out;
}

void append_number(std::string& out, std::int64_t value, int digits) {
  char text[20];
  for (int i = digits; i-- > 0; value /= 10) text[i] = static_cast<char>('0' + value % 10);
  out.append(text, static_cast<std::size_t>(digits));
}

}  // namespace

DayNumber day_number_of(CivilDate date) {
  const int year = date.month <= 2 ? date.year - 1 : date.year;
  const int era = static_cast<int>(floor_div(year, 400));
  const int year_of_era = year - era * 400;
  const int month_from_march = (date.month + 9) % 12;
  const int day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * kDaysPerEra + day_of_era - kDaysBeforeEpoch;
}

CivilDate civil_date_of(DayNumber day) {
  const int shifted = day + kDaysBeforeEpoch;
  const int era = static_cast<int>(floor_div(shifted, kDaysPerEra));
  const int day_of_era = shifted - era * kDaysPerEra;
  const int year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const int month_from_march = (5 * day_of_year + 2) / 153;
  CivilDate date;
  date.day = day_of_year - (153 * month_from_march + 2) / 5 + 1;
  date.month = month_from_march < 10 ? month_from_march + 3 : month_from_march - 9;
  date.year = year_of_era + era * 400 + (date.month <= 2 ? 1 : 0);
  return date;
}

int weekday_of(DayNumber day) {
  const int weekday = (day + kThursday) % 7;
  return weekday < 0 ? weekday + 7 : weekday;
}

bool is_leap_year(int year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

int days_in_month(int year, int month) {
  constexpr int kDays[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  return month == 2 && is_leap_year(year) ? 29 : kDays[month - 1];
}

Result<DayNumber> parse_date(std::string_view text) {
  Scanner in(text);
  const CivilDate date = scan_date(in);
  if (!in.complete() || !is_date(date)) {
    return make_error(ErrorCode::kMalformed, quoted(text) + " is not a date such as 2026-11-23");
  }
  return day_number_of(date);
}

std::string format_date(DayNumber day) {
  const CivilDate date = civil_date_of(day);
  std::string out;
  append_number(out, date.year, 4);
  out.push_back('-');
  append_number(out, date.month, 2);
  out.push_back('-');
  append_number(out, date.day, 2);
  return out;
}

Result<int> parse_time_of_day(std::string_view text) {
  Scanner in(text);
  const int hours = in.number(2);
  in.one_of(":");
  const int minutes = in.number(2);
  if (!in.complete() || minutes > 59 || hours * 60 + minutes > 24 * 60) {
    return make_error(ErrorCode::kMalformed,
                      quoted(text) + " is not a time of day from 00:00 to 24:00");
  }
  return hours * 60 + minutes;
}

std::string format_time_of_day(int minutes) {
  std::string out;
  append_number(out, minutes / 60, 2);
  out.push_back(':');
  append_number(out, minutes % 60, 2);
  return out;
}

Result<std::int64_t> parse_instant(std::string_view text) {
  Scanner in(text);
  const CivilDate date = scan_date(in);
  in.one_of("Tt ");
  const int hour = in.number(2);
  in.one_of(":");
  const int minute = in.number(2);
  in.one_of(":");
  const int second = in.number(2);
  const int milliseconds = in.fraction_ms();
  const char zone = in.one_of("Zz+-");
  int offset_minutes = 0;
  bool offset_fits = true;
  if (!in.failed() && (zone == '+' || zone == '-')) {
    const int hours = in.number(2);
    in.one_of(":");
    const int minutes = in.number(2);
    offset_fits = hours <= 23 && minutes <= 59;
    offset_minutes = (hours * 60 + minutes) * (zone == '-' ? -1 : 1);
  }
  if (!in.complete() || !is_date(date) || hour > 23 || minute > 59 || second > 60 || !offset_fits) {
    return make_error(ErrorCode::kMalformed,
                      quoted(text) + " is not an instant such as 2026-11-20T09:15:00+09:00");
  }
  const std::int64_t instant_ms = day_number_of(date) * kDayMs + hour * kHourMs +
                                  (minute - offset_minutes) * kMinuteMs + second * kSecondMs +
                                  milliseconds;
  if (!is_supported_instant(instant_ms)) {
    return make_error(ErrorCode::kMalformed, quoted(text) + " is not between 1970 and 2399");
  }
  return instant_ms;
}

std::string format_instant(std::int64_t instant_ms) {
  const std::int64_t day = floor_div(instant_ms, kDayMs);
  const std::int64_t in_day_ms = instant_ms - day * kDayMs;
  std::string out = format_date(static_cast<DayNumber>(day));
  out.push_back('T');
  out.append(format_time_of_day(static_cast<int>(in_day_ms / kMinuteMs)));
  out.push_back(':');
  append_number(out, in_day_ms / kSecondMs % 60, 2);
  if (in_day_ms % kSecondMs != 0) {
    out.push_back('.');
    append_number(out, in_day_ms % kSecondMs, 3);
  }
  out.push_back('Z');
  return out;
}

}  // namespace genba
