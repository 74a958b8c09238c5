#include "core/text/catalogue.h"

#include <iterator>

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

std::string fill(Message message, Language language, std::initializer_list<std::string_view> args) {
  const std::string_view pattern = text(message, language);
  std::string filled;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool is_place = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' &&
                          pattern[i + 1] >= '0' && pattern[i + 1] <= '9';
    const std::size_t index = is_place ? static_cast<std::size_t>(pattern[i + 1] - '0') : 0;
    if (is_place && index < args.size()) {
      filled += *(args.begin() + index);
      i += 2;
    } else {
      filled.push_back(pattern[i]);
    }
  }
  return filled;
}

}  // namespace genba
