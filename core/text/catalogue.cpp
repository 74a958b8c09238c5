#include "core/text/catalogue.h"

#include <optional>

namespace genba {
namespace {

struct Entry {
  std::string_view ja;
  std::string_view en;
};

constexpr Entry kEntries[] = {
#define GENBA_MESSAGE(Name, ja, en) {ja, en},
    GENBA_MESSAGES(GENBA_MESSAGE)
#undef GENBA_MESSAGE
};

}  // namespace

std::string_view text(Message message, Language language) {
  const Entry& entry = kEntries[static_cast<std::size_t>(message)];
  return language == Language::kJapanese ? entry.ja : entry.en;
}

namespace {

// What stands for a place holder, given what is between its braces: "0", or "0|one|many".
std::optional<std::string_view> replacement(std::string_view place,
                                            std::initializer_list<std::string_view> args) {
  if (place.empty() || place[0] < '0' || place[0] > '9') return std::nullopt;
  const auto index = static_cast<std::size_t>(place[0] - '0');
  if (index >= args.size()) return std::nullopt;
  const std::string_view arg = *(args.begin() + index);
  if (place.size() == 1) return arg;
  const std::size_t second_bar = place.find('|', 2);
  if (place[1] != '|' || second_bar == std::string_view::npos) return std::nullopt;
  return arg == "1" ? place.substr(2, second_bar - 2) : place.substr(second_bar + 1);
}

}  // namespace

std::string fill(Message message, Language language, std::initializer_list<std::string_view> args) {
  std::string_view pattern = text(message, language);
  std::string filled;
  while (!pattern.empty()) {
    const std::size_t open = pattern.find('{');
    filled += pattern.substr(0, open);
    if (open == std::string_view::npos) break;
    pattern.remove_prefix(open);
    const std::size_t close = pattern.find('}');
    const std::optional<std::string_view> value =
        close == std::string_view::npos ? std::nullopt
                                        : replacement(pattern.substr(1, close - 1), args);
    filled += value ? *value : pattern.substr(0, 1);
    pattern.remove_prefix(value ? close + 1 : 1);
  }
  return filled;
}

}  // namespace genba
