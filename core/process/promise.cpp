#include "core/process/promise.h"

#include "core/process/civil_time.h"

namespace genba {
namespace {

constexpr std::int64_t kMaxBusinessDays = 100'000;
constexpr std::int64_t kMaxPromiseMinutes = 60'000'000;

Error malformed(std::string_view text) {
  return make_error(ErrorCode::kMalformed,
                    "\"" + std::string(text) + "\" is no time such as 15m, 4h, 3bd or 1bd4h");
}

// Takes "12" off the front; -1 when no digit stands there or the number is beyond every limit.
std::int64_t take_number(std::string_view& rest) {
  std::int64_t number = -1;
  while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') {
    if (number < 0) number = 0;
    number = number * 10 + (rest.front() - '0');
    if (number > kMaxPromiseMinutes) return -1;
    rest.remove_prefix(1);
  }
  return number;
}

bool take(std::string_view& rest, std::string_view unit) {
  if (rest.substr(0, unit.size()) != unit) return false;
  rest.remove_prefix(unit.size());
  return true;
}

}  // namespace

std::int64_t Promise::ms(std::int64_t usual_day_ms) const {
  return business_days * usual_day_ms + minutes * kMinuteMs;
}

Result<Promise> parse_promise(std::string_view text) {
  struct Unit {
    std::string_view name;
    std::int64_t Promise::*part;
    std::int64_t factor;
  };
  constexpr Unit kUnits[] = {{"bd", &Promise::business_days, 1},
                             {"h", &Promise::minutes, 60},
                             {"m", &Promise::minutes, 1}};
  if (text.empty()) return malformed(text);
  Promise promise;
  std::string_view rest = text;
  std::size_t next_unit = 0;
  while (!rest.empty()) {
    const std::int64_t number = take_number(rest);
    if (number < 0) return malformed(text);
    while (next_unit < std::size(kUnits) && !take(rest, kUnits[next_unit].name)) ++next_unit;
    if (next_unit == std::size(kUnits)) return malformed(text);
    promise.*kUnits[next_unit].part += number * kUnits[next_unit].factor;
    ++next_unit;
  }
  if (promise.business_days > kMaxBusinessDays || promise.minutes > kMaxPromiseMinutes) {
    return make_error(ErrorCode::kTooLarge, "\"" + std::string(text) + "\" is too long a time");
  }
  return promise;
}

std::string print_promise(const Promise& promise) {
  std::string text;
  if (promise.business_days > 0) text += std::to_string(promise.business_days) + "bd";
  if (promise.minutes >= 60) text += std::to_string(promise.minutes / 60) + "h";
  if (promise.minutes % 60 > 0) text += std::to_string(promise.minutes % 60) + "m";
  return text.empty() ? "0m" : text;
}

}  // namespace genba
