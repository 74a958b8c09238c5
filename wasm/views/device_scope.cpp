#include "wasm/views/device_scope.h"

#include <algorithm>
#include <charconv>

#include "core/text/catalogue.h"

namespace genba {
namespace {

constexpr std::int64_t kDayMs = 86'400'000, kWeekMs = 7 * kDayMs;

std::string_view next_word(std::string_view* rest) {
  const std::string_view word = rest->substr(0, rest->find(' '));
  rest->remove_prefix(std::min(rest->size(), word.size() + 1));
  return word;
}

int number_in(std::string_view word) {
  int number = 0;
  const char* const end = word.data() + word.size();
  const auto [after, error] = std::from_chars(word.data(), end, number);
  return error == std::errc() && after == end ? number : 0;
}

}  // namespace

DeviceScope parse_device_scope(std::string_view preference) {
  DeviceScope scope;
  const int breadth = number_in(next_word(&preference));
  if (breadth > 0 && breadth <= static_cast<int>(Breadth::kMine)) {
    scope.breadth = static_cast<Breadth>(breadth);
  }
  const int days = number_in(next_word(&preference));
  if (std::find(std::begin(kClosedDays), std::end(kClosedDays), days) != std::end(kClosedDays)) {
    scope.closed_days = days;
  }
  Scope pins;
  while (!preference.empty()) {
    if (const Result<EntityId> id = parse_id(next_word(&preference))) pin(pins, *id);
  }
  if (!scope.is_everything()) scope.pinned = std::move(pins.pinned);
  return scope;
}

std::string format_device_scope(const DeviceScope& scope) {
  if (scope.is_everything()) return {};
  std::string text =
      std::to_string(static_cast<int>(scope.breadth)) + ' ' + std::to_string(scope.closed_days);
  for (const EntityId& ticket : scope.pinned) text += ' ' + to_string(ticket);
  return text;
}

DeviceScope with_pin(DeviceScope scope, const EntityId& ticket) {
  if (scope.is_everything()) return scope;
  Scope pins{scope.breadth, 0, std::move(scope.pinned)};
  pin(pins, ticket);
  scope.pinned = std::move(pins.pinned);
  return scope;
}

Scope scope_at(const DeviceScope& scope, std::int64_t now_ms) {
  Scope asked{scope.breadth, 0, scope.pinned};
  if (scope.closed_days > 0) {
    const std::int64_t limit = std::max<std::int64_t>(now_ms - scope.closed_days * kDayMs, 0);
    asked.closed_since_ms = limit / kWeekMs * kWeekMs;
  }
  return asked;
}

std::string scope_words(const DeviceScope& scope, Language language) {
  std::string words;
  if (scope.breadth != Breadth::kAll) {
    words = text(scope.breadth == Breadth::kMine ? Message::kScopeMine : Message::kScopeGroups,
                 language);
  }
  if (scope.closed_days == 0) return words;
  if (!words.empty()) words += " · ";
  return words + text(Message::kScopeClosedWithin, language, std::to_string(scope.closed_days));
}

}  // namespace genba
