#include "core/exchange/date_form.h"

#include <array>

#include "core/process/civil_time.h"
#include "core/text/fold.h"

namespace genba {
namespace {

enum Part { kYear, kMonth, kDay, kHour, kMinute, kSecond, kHalf, kParts };

struct Token {
  std::string_view text;
  Part part;
};
constexpr Token kTokens[] = {{"YYYY", kYear}, {"MM", kMonth},  {"DD", kDay}, {"hh", kHour},
                             {"mm", kMinute}, {"ss", kSecond}, {"AM", kHalf}};

using Parts = std::array<int, kParts>;  // -1: not read

const Token* token_at(std::string_view form) {
  for (const Token& token : kTokens) {
    if (form.substr(0, token.text.size()) == token.text) return &token;
  }
  return nullptr;
}

// One or two digits, four for a year.
bool read_number(std::string_view& text, Part part, int& number) {
  const std::size_t most = part == kYear ? 4 : 2;
  std::size_t count = 0;
  number = 0;
  while (count < most && count < text.size() && text[count] >= '0' && text[count] <= '9') {
    number = number * 10 + (text[count++] - '0');
  }
  text.remove_prefix(count);
  return part == kYear ? count == 4 : count > 0;
}

bool read_half(std::string_view& text, int& half) {
  constexpr std::string_view kHalves[] = {"am", "pm", "午前", "午後"};
  for (int i = 0; i < 4; ++i) {
    const std::string_view name = kHalves[i];
    if (text.substr(0, name.size()) != name) continue;
    text.remove_prefix(name.size());
    half = i % 2;
    return true;
  }
  return false;
}

bool read_spaces(std::string_view& text) {
  std::size_t count = 0;
  while (count < text.size() && text[count] == ' ') ++count;
  text.remove_prefix(count);
  return count > 0;
}

char lower_case(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

// text: folded. Everything of it must be read.
bool read_parts(std::string_view text, std::string_view form, Parts& parts) {
  parts.fill(-1);
  while (!form.empty()) {
    if (const Token* token = token_at(form)) {
      int& part = parts[token->part];
      const bool read =
          token->part == kHalf ? read_half(text, part) : read_number(text, token->part, part);
      if (!read) return false;
      form.remove_prefix(token->text.size());
    } else if (form[0] == ' ') {
      if (!read_spaces(text)) return false;
      form.remove_prefix(1);
    } else {
      if (text.empty() || text[0] != lower_case(form[0])) return false;
      text.remove_prefix(1);
      form.remove_prefix(1);
    }
  }
  return text.empty();
}

std::optional<std::int64_t> local_time(const Parts& parts) {
  const auto or_zero = [&](Part part) { return parts[part] < 0 ? 0 : parts[part]; };
  int hour = or_zero(kHour);
  if (parts[kHalf] >= 0) {
    if (hour < 1 || hour > 12) return std::nullopt;
    hour = hour % 12 + 12 * parts[kHalf];
  }
  if (parts[kYear] < 1 || parts[kMonth] < 1 || parts[kMonth] > 12 || parts[kDay] < 1 ||
      parts[kDay] > days_in_month(parts[kYear], parts[kMonth]) || hour > 23 ||
      or_zero(kMinute) > 59 || or_zero(kSecond) > 59) {
    return std::nullopt;
  }
  return day_number_of({parts[kYear], parts[kMonth], parts[kDay]}) * kDayMs + hour * kHourMs +
         or_zero(kMinute) * kMinuteMs + or_zero(kSecond) * kSecondMs;
}

}  // namespace

bool is_date_form(std::string_view form) {
  std::array<int, kParts> counts{};
  while (!form.empty()) {
    const Token* token = token_at(form);
    if (token) ++counts[token->part];
    form.remove_prefix(token ? token->text.size() : 1);
  }
  for (int part = 0; part < kParts; ++part) {
    if (counts[part] > 1 || (part <= kDay && counts[part] == 0)) return false;
  }
  return true;
}

std::span<const std::string_view> common_date_forms() {
  static constexpr std::string_view kForms[] = {"YYYY/MM/DD hh:mm:ss",
                                                "YYYY/MM/DD hh:mm",
                                                "YYYY/MM/DD",
                                                "YYYY-MM-DD hh:mm:ss",
                                                "YYYY-MM-DD hh:mm",
                                                "YYYY-MM-DD",
                                                "YYYY-MM-DDThh:mm:ss",
                                                "YYYY-MM-DDThh:mm",
                                                "YYYY.MM.DD",
                                                "YYYY年MM月DD日",
                                                "YYYY年MM月DD日 hh時mm分ss秒",
                                                "YYYY年MM月DD日 hh時mm分",
                                                "YYYY年MM月DD日 hh:mm"};
  return kForms;
}

std::optional<std::int64_t> read_date(std::string_view text, std::span<const std::string> forms,
                                      const TimeZone& zone) {
  if (const Result<std::int64_t> absolute = parse_instant(text)) return *absolute;
  const std::string folded = fold_for_search(text);
  for (const std::string& form : forms) {
    Parts parts;
    if (!read_parts(folded, form, parts)) continue;
    const std::optional<std::int64_t> local_ms = local_time(parts);
    if (!local_ms) continue;
    const std::int64_t instant_ms = zone.instant_of(*local_ms);
    if (is_supported_instant(instant_ms)) return instant_ms;
  }
  return std::nullopt;
}

}  // namespace genba
