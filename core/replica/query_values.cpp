#include "core/replica/query_values.h"

#include <optional>

#include "core/process/workflow.h"
#include "core/replica/query_dates.h"

namespace genba {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Walks over a text of fixed-width fields.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : rest_(text) {}
  bool at_end() const { return rest_.empty(); }
  bool take(char c) {
    if (rest_.empty() || rest_.front() != c) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::optional<int> digits(std::size_t count) {
    if (rest_.size() < count) return {};
    int value = 0;
    for (std::size_t i = 0; i < count; ++i) {
      if (!is_digit(rest_[i])) return {};
      value = value * 10 + (rest_[i] - '0');
    }
    rest_.remove_prefix(count);
    return value;
  }
  // Up to five digits.
  std::optional<std::int64_t> number() {
    std::size_t count = 0;
    while (count < rest_.size() && is_digit(rest_[count])) ++count;
    if (count == 0 || count > 5) return {};
    return digits(count);
  }

 private:
  std::string_view rest_;
};

std::int64_t days_ms(CivilDate date) { return std::int64_t{day_number_of(date)} * kDayMs; }

FilterValue span(std::int64_t first, std::int64_t until, bool local) {
  FilterValue value;
  value.shape = FilterValue::Shape::kSpan;
  value.local = local;
  value.first = first;
  value.last = until - 1;
  return value;
}

// What follows "T": hh:mm[:ss[.fff]][Z|±hh:mm] on the day that starts at `day_ms`.
std::optional<FilterValue> parse_time_value(Scanner& in, std::int64_t day_ms) {
  const auto hour = in.digits(2);
  if (!hour || *hour > 24 || !in.take(':')) return {};
  const auto minute = in.digits(2);
  if (!minute || *minute > 59) return {};
  std::int64_t first = day_ms + *hour * 60 * kMinuteMs + *minute * kMinuteMs;
  std::int64_t length = kMinuteMs;
  if (in.take(':')) {
    const auto second = in.digits(2);
    if (!second || *second > 59) return {};
    first += *second * 1000;
    length = 1000;
    if (in.take('.')) {
      const auto fraction = in.digits(3);
      if (!fraction) return {};
      first += *fraction;
      length = 1;
    }
  }
  if (first > day_ms + kDayMs) return {};  // 24:00 is the last
  if (in.at_end()) return span(first, first + length, true);
  if (in.take('Z')) {
    if (!in.at_end()) return {};
    return span(first, first + length, false);
  }
  const bool west = in.take('-');
  if (!west && !in.take('+')) return {};
  const auto hours = in.digits(2);
  if (!hours || *hours > 23 || !in.take(':')) return {};
  const auto minutes = in.digits(2);
  if (!minutes || *minutes > 59 || !in.at_end()) return {};
  first -= (west ? -1 : 1) * (*hours * 60 + *minutes) * kMinuteMs;
  return span(first, first + length, false);
}

std::optional<FilterValue> parse_date_value(std::string_view text) {
  Scanner in(text);
  const auto year = in.digits(4);
  if (!year || *year < 1) return {};
  if (in.at_end()) return span(days_ms({*year, 1, 1}), days_ms({*year + 1, 1, 1}), true);
  if (!in.take('-')) return {};
  const auto month = in.digits(2);
  if (!month || *month < 1 || *month > 12) return {};
  const std::int64_t first_of_month = days_ms({*year, *month, 1});
  const int days = days_in_month(*year, *month);
  if (in.at_end()) return span(first_of_month, first_of_month + days * kDayMs, true);
  if (!in.take('-')) return {};
  const auto day = in.digits(2);
  if (!day || *day < 1 || *day > days) return {};
  const std::int64_t first = days_ms({*year, *month, *day});
  if (in.at_end()) return span(first, first + kDayMs, true);
  if (!in.take('T')) return {};
  return parse_time_value(in, first);
}

// now, today, now-7d, today+2w
std::optional<FilterValue> parse_relative(std::string_view text) {
  FilterValue value;
  if (text.substr(0, 3) == "now") {
    value.shape = FilterValue::Shape::kNow;
    text.remove_prefix(3);
  } else if (text.substr(0, 5) == "today") {
    value.shape = FilterValue::Shape::kToday;
    text.remove_prefix(5);
  } else {
    return {};
  }
  Scanner in(text);
  if (in.at_end()) return value;
  const bool back = in.take('-');
  if (!back && !in.take('+')) return {};
  const auto count = in.number();
  if (!count) return {};
  const std::int64_t unit = in.take('m')   ? kMinuteMs
                            : in.take('h') ? 60 * kMinuteMs
                            : in.take('d') ? kDayMs
                            : in.take('w') ? 7 * kDayMs
                                           : 0;
  if (unit == 0 || !in.at_end()) return {};
  value.first = (back ? -1 : 1) * *count * unit;
  return value;
}

constexpr std::int64_t kMaxNumber = std::int64_t{1} << 62;

// A decimal number in units of 1/scale: between the two integers when it is none.
std::optional<FilterValue> parse_number(std::string_view text, std::int64_t scale) {
  const bool negative = !text.empty() && text.front() == '-';
  if (negative) text.remove_prefix(1);
  std::int64_t number = 0, divisor = 1;
  bool in_fraction = false, any = false;
  for (const char c : text) {
    if (c == '.' && !in_fraction && any) {
      in_fraction = true;
      any = false;  // a point needs digits on both sides
      continue;
    }
    if (!is_digit(c)) return {};
    any = true;
    if (__builtin_mul_overflow(number, 10, &number) ||
        __builtin_add_overflow(number, c - '0', &number)) {
      return {};
    }
    if (in_fraction && __builtin_mul_overflow(divisor, 10, &divisor)) return {};
  }
  if (!any || __builtin_mul_overflow(number, scale, &number)) return {};
  if (number > kMaxNumber) return {};
  if (negative) number = -number;
  FilterValue value;
  value.shape = FilterValue::Shape::kSpan;
  value.last = floor_div(number, divisor);
  value.first = number % divisor == 0 ? value.last : value.last + 1;
  return value;
}

bool is_ticket_number(const QueryColumn& column) {
  return column.field != nullptr && column.field->id == field::kTicketNumber;
}

// The length of the letters and hyphen in front of a number's digits: "INC-000123".
std::size_t label_prefix(std::string_view text) {
  std::size_t letters = 0;
  while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z') ++letters;
  return letters != 0 && letters < text.size() && text[letters] == '-' ? letters + 1 : 0;
}

FilterValue exactly(std::int64_t number) {
  FilterValue value;
  value.shape = FilterValue::Shape::kSpan;
  value.first = value.last = number;
  return value;
}

std::vector<FilterValue> parse_choice(const QueryColumn& column, std::string_view text,
                                      bool quoted) {
  for (const Choice& choice : column.choices) {
    if (text == choice.code) return {exactly(choice.number)};
  }
  if (column.list == ChoiceList::kBoolean) {
    if (text == "true") return {exactly(1)};
    if (text == "false") return {exactly(0)};
  }
  std::vector<FilterValue> values;
  if (column.list == ChoiceList::kTicketState && text == "open" && !quoted) {
    for (const Choice& choice : column.choices) {
      if (is_open_state(static_cast<TicketState>(choice.number))) {
        values.push_back(exactly(choice.number));
      }
    }
  }
  return values;
}

std::string expected(const QueryColumn& column) {
  std::string text;
  switch (column.type) {
    case ColumnType::kNumber:
      return is_ticket_number(column) ? "a number such as 123 or INC-000123" : "a number or ?";
    case ColumnType::kInstant:
      return "a date such as 2016-03-01 or 2016-03-01T09:30, today, now-7d or ?";
    case ColumnType::kMonth: return "a month such as 2016-03 or ?";
    case ColumnType::kChoice:
      text = "one of ";
      if (column.list == ChoiceList::kTicketState) text += "open, ";
      for (const Choice& choice : column.choices) text.append(choice.code).append(", ");
      text.resize(text.size() - 2);
      return text + " or ?";
    default: return "a text";
  }
}

}  // namespace

Result<std::vector<FilterValue>> parse_filter_value(const QueryColumn& column,
                                                    std::string_view text, bool quoted) {
  if (text.empty() || (text == "?" && !quoted)) return std::vector<FilterValue>(1);
  std::optional<FilterValue> value;
  switch (column.type) {
    case ColumnType::kText:
    case ColumnType::kTextSet:
    case ColumnType::kReference:
      value.emplace();
      value->shape = FilterValue::Shape::kText;
      value->text = text;
      if (column.target == Kind::kUser && text == "me" && !quoted) {
        value->shape = FilterValue::Shape::kMe;
      }
      break;
    case ColumnType::kNumber:
      if (is_ticket_number(column)) text.remove_prefix(label_prefix(text));
      value = parse_number(text, column.scale);
      break;
    case ColumnType::kInstant:
    case ColumnType::kMonth:
      value = parse_relative(text);
      if (!value) value = parse_date_value(text);
      if (value && column.type == ColumnType::kMonth && value->local) {
        value->first = month_of_local(value->first);
        value->last = month_of_local(value->last);
        value->local = false;
      } else if (value && column.type == ColumnType::kMonth &&
                 value->shape == FilterValue::Shape::kSpan) {
        value.reset();  // an instant in a zone of its own has no month in the reader's
      }
      break;
    case ColumnType::kChoice: {
      std::vector<FilterValue> values = parse_choice(column, text, quoted);
      if (!values.empty()) return values;
      break;
    }
    case ColumnType::kOpaque: break;
  }
  if (value) return std::vector<FilterValue>{std::move(*value)};
  return make_error(ErrorCode::kInvalidArgument, std::string(column.name) + " expects " +
                                                     expected(column) + ", not \"" +
                                                     std::string(text.substr(0, 80)) + '"');
}

IntegerSpan span_of(const QueryColumn& column, const FilterValue& value,
                    const QueryContext& context) {
  const std::int64_t offset_ms = context.utc_offset_minutes * kMinuteMs;
  IntegerSpan span{value.first, value.last};
  if (value.local) span = {value.first - offset_ms, value.last - offset_ms};
  if (value.shape == FilterValue::Shape::kNow) {
    span.first = span.last = context.now_ms + value.first;
  } else if (value.shape == FilterValue::Shape::kToday) {
    const std::int64_t day = floor_div(context.now_ms + offset_ms + value.first, kDayMs);
    span = {day * kDayMs - offset_ms, (day + 1) * kDayMs - 1 - offset_ms};
  }
  if (column.type == ColumnType::kMonth && value.shape != FilterValue::Shape::kSpan) {
    span = {month_of_local(span.first + offset_ms), month_of_local(span.last + offset_ms)};
  }
  return span;
}

}  // namespace genba
