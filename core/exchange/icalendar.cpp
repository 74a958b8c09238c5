#include "core/exchange/icalendar.h"

#include <algorithm>
#include <cctype>
#include <charconv>
#include <optional>

#include "core/text/utf8.h"

namespace genba {
namespace {

constexpr std::size_t kMaxFileBytes = 4 * 1024 * 1024;
constexpr std::size_t kMaxEvents = 20'000;
constexpr std::size_t kMaxDays = 20'000;
constexpr int kMaxDaysOfEvent = 366;
constexpr std::size_t kMaxNameBytes = 200;
constexpr std::size_t kMaxWarnings = 100;
constexpr int kMaxCount = 100'000;

Error malformed(std::string what) {
  return make_error(ErrorCode::kMalformed, "iCalendar: " + std::move(what));
}

// A content line without its folds, taken apart: "DTSTART;VALUE=DATE:20261123".
struct ContentLine {
  std::string name;        // upper case
  std::string parameters;  // as written, from the first ';'
  std::string value;
};

std::string upper(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

// The next line with the folded ones after it; false at the end.
bool take_line(std::string_view& rest, std::string& line) {
  line.clear();
  if (rest.empty()) return false;
  do {
    if (!line.empty() || rest.front() == ' ' || rest.front() == '\t') rest.remove_prefix(1);
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    std::string_view part = rest.substr(0, end);
    if (!part.empty() && part.back() == '\r') part.remove_suffix(1);
    line += part;
    rest.remove_prefix(std::min(end + 1, rest.size()));
    if (line.empty()) return true;
  } while (!rest.empty() && (rest.front() == ' ' || rest.front() == '\t'));
  return true;
}

std::optional<ContentLine> split(const std::string& line) {
  std::size_t colon = 0;
  bool is_quoted = false;
  while (colon < line.size() && (is_quoted || line[colon] != ':')) {
    if (line[colon] == '"') is_quoted = !is_quoted;
    ++colon;
  }
  if (colon == line.size()) return std::nullopt;
  const std::size_t name_end = std::min(line.find(';'), colon);
  return ContentLine{upper(std::string_view(line).substr(0, name_end)),
                     line.substr(name_end, colon - name_end), line.substr(colon + 1)};
}

// "20261123", and nothing after it but a time; has_time tells.
std::optional<DayNumber> parse_basic_date(std::string_view text, bool* has_time = nullptr) {
  if (text.size() < 8 || (text.size() > 8 && text[8] != 'T')) return std::nullopt;
  if (has_time != nullptr) *has_time = text.size() > 8;
  const std::string extended = std::string(text.substr(0, 4)) + "-" +
                               std::string(text.substr(4, 2)) + "-" +
                               std::string(text.substr(6, 2));
  const Result<DayNumber> day = parse_date(extended);
  if (!day) return std::nullopt;
  return *day;
}

std::optional<int> parse_count(std::string_view text) {
  int value = 0;
  const char* end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc() || stopped != end || value < 1 || value > kMaxCount) return std::nullopt;
  return value;
}

// "P3D" and "P1W" in days.
std::optional<int> parse_days(std::string_view text) {
  if (text.size() < 3 || text.front() != 'P') return std::nullopt;
  const std::optional<int> count = parse_count(text.substr(1, text.size() - 2));
  if (!count || *count > kMaxDaysOfEvent) return std::nullopt;
  if (text.back() == 'D') return count;
  if (text.back() == 'W') return *count * 7;
  return std::nullopt;
}

// An escaped text as one line of at most kMaxNameBytes.
std::string plain_text(std::string_view value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    char c = value[i];
    if (c == '\\' && i + 1 < value.size()) {
      c = value[++i];
      if (c == 'n' || c == 'N') c = ' ';
    }
    text.push_back(static_cast<unsigned char>(c) < ' ' ? ' ' : c);
  }
  while (text.size() > kMaxNameBytes || (!text.empty() && (text.back() == ' ' || !is_utf8(text)))) {
    text.pop_back();
  }
  return text;
}

// FREQ=YEARLY alone; `interval` 0: it does not recur.
struct Recurrence {
  int interval = 0;
  int count = 0;  // 0: without end
  std::optional<DayNumber> until;
};

struct Event {
  std::optional<DayNumber> from;
  std::optional<DayNumber> to;  // the day after it
  std::optional<int> days;      // of a DURATION
  std::string name;
  Recurrence recurrence;
  std::vector<DayNumber> exceptions;
  const char* problem = nullptr;
};

// Whether the rule is understood. BYMONTH and BYMONTHDAY may repeat what DTSTART says.
bool parse_rule(std::string_view text, Recurrence& rule) {
  rule.interval = 1;
  bool is_yearly = false;
  while (!text.empty()) {
    const std::string part = upper(text.substr(0, text.find(';')));
    text.remove_prefix(std::min(part.size() + 1, text.size()));
    const std::size_t equals = std::min(part.find('='), part.size());
    const std::string key = part.substr(0, equals);
    const std::string value = part.substr(std::min(equals + 1, part.size()));
    if (key == "FREQ") {
      is_yearly = value == "YEARLY";
    } else if (key == "INTERVAL" || key == "COUNT") {
      const std::optional<int> number = parse_count(value);
      if (!number) return false;
      (key == "COUNT" ? rule.count : rule.interval) = *number;
    } else if (key == "UNTIL") {
      rule.until = parse_basic_date(value);
      if (!rule.until) return false;
    } else if (key != "WKST") {
      return false;
    }
  }
  return is_yearly;
}

void take_property(const ContentLine& line, Event& event) {
  bool has_time = false;
  if (line.name == "DTSTART") {
    event.from = parse_basic_date(line.value, &has_time);
    if (!event.from || has_time) event.problem = "it is not a whole day";
  } else if (line.name == "DTEND") {
    event.to = parse_basic_date(line.value, &has_time);
    if (!event.to || has_time) event.problem = "it is not a whole day";
  } else if (line.name == "DURATION") {
    event.days = parse_days(line.value);
    if (!event.days) event.problem = "it does not last whole days";
  } else if (line.name == "SUMMARY") {
    event.name = plain_text(line.value);
  } else if (line.name == "STATUS") {
    if (upper(line.value) == "CANCELLED") event.problem = "it is cancelled";
  } else if (line.name == "RRULE") {
    if (!parse_rule(line.value, event.recurrence)) {
      event.problem = "it does not simply recur each year";
    }
  } else if (line.name == "RDATE") {
    event.problem = "it recurs on a list of dates";
  } else if (line.name == "EXDATE") {
    std::string_view rest = line.value;
    while (!rest.empty() && event.exceptions.size() < kMaxDays) {
      const std::string_view date = rest.substr(0, rest.find(','));
      rest.remove_prefix(std::min(date.size() + 1, rest.size()));
      if (const auto day = parse_basic_date(date)) event.exceptions.push_back(*day);
    }
  }
}

class Collector {
 public:
  explicit Collector(DayNumber last) : last_(last) {}

  Result<void> add(const Event& event) {
    if (++found_.events > kMaxEvents) {
      return make_error(ErrorCode::kTooLarge, "iCalendar: more than 20,000 events");
    }
    const char* problem = event.problem;
    if (problem == nullptr && !event.from) problem = "it has no date";
    const int days = problem == nullptr ? days_of(event) : 0;
    if (problem == nullptr && days < 1) problem = "it ends before it starts, or lasts over a year";
    if (problem == nullptr) return list(event, days);
    if (found_.warnings.size() < kMaxWarnings) {
      found_.warnings.push_back("\"" + event.name + "\" was left out: " + problem);
    }
    return {};
  }

  IcalendarHolidays take() {
    found_.holidays = join_holidays(std::move(found_.holidays), {});
    return std::move(found_);
  }

 private:
  static int days_of(const Event& event) {
    const int days = event.to ? *event.to - *event.from : event.days.value_or(1);
    // Some programs write the day itself as its end.
    if (days == 0) return 1;
    return days <= kMaxDaysOfEvent ? days : 0;
  }

  Result<void> list(const Event& event, int days) {
    const Recurrence& rule = event.recurrence;
    const CivilDate first = civil_date_of(*event.from);
    int made = 0;
    for (int year = first.year; year <= 9999; year += rule.interval) {
      const bool exists = first.day <= days_in_month(year, first.month);
      const DayNumber from = day_number_of({year, first.month, first.day});
      const bool is_over = made > 0 && (from > last_ || (rule.until && from > *rule.until));
      if (is_over) break;
      if (exists) {
        ++made;
        if (Result<void> done = add_days(event, from, days); !done) return done;
      }
      if (rule.interval == 0 || (rule.count > 0 && made >= rule.count)) break;
    }
    return {};
  }

  Result<void> add_days(const Event& event, DayNumber from, int days) {
    const auto& out = event.exceptions;
    if (std::find(out.begin(), out.end(), from) != out.end()) return {};
    for (int day = 0; day < days; ++day) found_.holidays.push_back({from + day, event.name});
    if (found_.holidays.size() <= kMaxDays) return {};
    return make_error(ErrorCode::kTooLarge, "iCalendar: more than 20,000 days");
  }

  DayNumber last_;
  IcalendarHolidays found_;
};

}  // namespace

Result<IcalendarHolidays> parse_icalendar(std::string_view bytes, DayNumber last) {
  if (bytes.size() > kMaxFileBytes) {
    return make_error(ErrorCode::kTooLarge, "iCalendar: more than 4 MiB");
  }
  constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";
  if (bytes.substr(0, kByteOrderMark.size()) == kByteOrderMark) {
    bytes.remove_prefix(kByteOrderMark.size());
  }
  Collector collector(last);
  std::vector<std::string> components;  // that are open, the innermost last
  Event event;
  std::string text;
  bool has_calendar = false;
  while (take_line(bytes, text)) {
    // Not before: a fold may part the bytes of one character.
    if (!is_utf8(text)) return malformed("it is not UTF-8");
    const std::optional<ContentLine> line = split(text);
    if (!line) continue;  // empty, or of no meaning to anybody
    if (line->name == "BEGIN") {
      components.push_back(upper(line->value));
      if (components.size() > 8) return malformed("components within components");
      has_calendar = has_calendar || components.back() == "VCALENDAR";
      if (components.back() == "VEVENT") event = Event();
    } else if (line->name == "END") {
      if (components.empty() || components.back() != upper(line->value)) {
        return malformed("END:" + line->value.substr(0, 40) + " ends nothing");
      }
      if (components.back() == "VEVENT") {
        if (Result<void> added = collector.add(event); !added) return added.error();
      }
      components.pop_back();
    } else if (!components.empty() && components.back() == "VEVENT") {
      take_property(*line, event);
    }
  }
  if (!has_calendar) return malformed("there is no BEGIN:VCALENDAR");
  if (!components.empty()) return malformed("it ends within " + components.back());
  return collector.take();
}

}  // namespace genba
