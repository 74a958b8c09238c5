#include "core/process/time_zone_rule.h"

#include <algorithm>

#include "core/process/civil_time.h"

namespace genba {
namespace {

constexpr std::size_t kMaxRuleBytes = 128;
constexpr int kDayS = 24 * 60 * 60;

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z'); }

}  // namespace

// Reads from the left; the first fault latches failed().
class TimeZoneRule::Parser {
 public:
  explicit Parser(std::string_view text) : rest_(text) {}

  bool failed() const { return failed_; }
  bool at_end() const { return rest_.empty(); }
  bool at(char c) const { return !rest_.empty() && rest_.front() == c; }
  bool accept(char c) {
    if (!at(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  void expect(char c) {
    if (!accept(c)) failed_ = true;
  }

  // "EST" or "<-03>", three characters at least.
  void abbreviation() {
    const bool quoted = accept('<');
    std::size_t length = 0;
    while (length < rest_.size() && (is_letter(rest_[length]) ||
                                     (quoted && (is_digit(rest_[length]) || rest_[length] == '+' ||
                                                 rest_[length] == '-')))) {
      ++length;
    }
    if (length < 3) failed_ = true;
    rest_.remove_prefix(length);
    if (quoted) expect('>');
  }

  int number(int least, int greatest) {
    int value = 0;
    std::size_t length = 0;
    while (length < rest_.size() && length < 4 && is_digit(rest_[length])) {
      value = value * 10 + (rest_[length++] - '0');
    }
    rest_.remove_prefix(length);
    if (length == 0 || value < least || value > greatest) failed_ = true;
    return value;
  }

  // [+-]hh[:mm[:ss]] in seconds.
  int time_s(int greatest_hour) {
    const bool negative = accept('-');
    if (!negative) accept('+');
    int seconds = number(0, greatest_hour) * 60 * 60;
    if (accept(':')) {
      seconds += number(0, 59) * 60;
      if (accept(':')) seconds += number(0, 59);
    }
    return negative ? -seconds : seconds;
  }

  ChangeDay change_day() {
    ChangeDay day;
    if (accept('M')) {
      day.form = DayForm::kMonthWeekday;
      day.month = number(1, 12);
      expect('.');
      day.week = number(1, 5);
      expect('.');
      day.day = number(0, 6);
    } else if (accept('J')) {
      day.form = DayForm::kJulian;
      day.day = number(1, 365);
    } else {
      day.day = number(0, 365);
    }
    if (accept('/')) day.time_s = time_s(167);
    return day;
  }

 private:
  std::string_view rest_;
  bool failed_ = false;
};

Result<TimeZoneRule> TimeZoneRule::parse(std::string_view text) {
  Parser in(text.substr(0, kMaxRuleBytes));
  TimeZoneRule rule;
  in.abbreviation();
  // POSIX counts offsets west of Greenwich.
  rule.standard_ms_ = static_cast<std::int32_t>(-in.time_s(24) * kSecondMs);
  if (!in.at_end()) {
    rule.has_summer_ = true;
    in.abbreviation();
    rule.summer_ms_ = in.at(',') ? static_cast<std::int32_t>(rule.standard_ms_ + kHourMs)
                                 : static_cast<std::int32_t>(-in.time_s(24) * kSecondMs);
    in.expect(',');
    rule.to_summer_ = in.change_day();
    in.expect(',');
    rule.to_standard_ = in.change_day();
  }
  if (in.failed() || !in.at_end() || text.size() > kMaxRuleBytes) {
    return make_error(ErrorCode::kMalformed, "time zone: a malformed TZ rule");
  }
  return rule;
}

std::int64_t TimeZoneRule::local_ms(const ChangeDay& day, int year) {
  const DayNumber new_year = day_number_of({year, 1, 1});
  DayNumber date = new_year + day.day;
  if (day.form == DayForm::kJulian) {
    date = new_year + day.day - 1 + (is_leap_year(year) && day.day > 59 ? 1 : 0);
  } else if (day.form == DayForm::kMonthWeekday) {
    const DayNumber first = day_number_of({year, day.month, 1});
    const int first_weekday = (weekday_of(first) + 1) % 7;  // 0 = Sunday
    int day_of_month = 1 + (day.day - first_weekday + 7) % 7 + (day.week - 1) * 7;
    if (day_of_month > days_in_month(year, day.month)) day_of_month -= 7;
    date = first + day_of_month - 1;
  }
  return (static_cast<std::int64_t>(date) * kDayS + day.time_s) * kSecondMs;
}

void TimeZoneRule::append_changes(std::int64_t after_ms,
                                  std::vector<TimeZone::Change>& changes) const {
  if (!has_summer_) {
    changes.push_back({after_ms + 1, standard_ms_});
    return;
  }
  std::vector<TimeZone::Change> made;
  const CivilDate after = civil_date_of(static_cast<DayNumber>(floor_div(after_ms, kDayMs)));
  for (int year = after.year - 1; year <= kEndYear; ++year) {
    made.push_back({local_ms(to_summer_, year) - standard_ms_, summer_ms_});
    made.push_back({local_ms(to_standard_, year) - summer_ms_, standard_ms_});
  }
  // Stable: a rule that is always summer leaves and enters it at one instant, the later entry
  // holds.
  std::stable_sort(made.begin(), made.end(),
                   [](const auto& a, const auto& b) { return a.at_ms < b.at_ms; });
  const auto is_before = [](std::int64_t at_ms, const auto& change) {
    return at_ms < change.at_ms;
  };
  auto next = std::upper_bound(made.begin(), made.end(), after_ms, is_before);
  // Where nothing is recorded the rule has always been in force.
  if (changes.empty()) changes.push_back({after_ms, std::prev(next)->offset_ms});
  for (; next != made.end(); ++next) {
    const bool replaced = next + 1 != made.end() && (next + 1)->at_ms == next->at_ms;
    if (!replaced) changes.push_back(*next);
  }
}

}  // namespace genba
