#include "core/text/catalogue.h"

#include <optional>
#include <vector>

namespace genba {
namespace {

// One after the other, each ended by a NUL: a table of addresses would be longer than some texts.
constexpr char kJapanese[] =
#define GENBA_MESSAGE(Name, ja, en) ja "\0"
    GENBA_MESSAGES(GENBA_MESSAGE)
#undef GENBA_MESSAGE
    ;
constexpr char kEnglish[] =
#define GENBA_MESSAGE(Name, ja, en) en "\0"
    GENBA_MESSAGES(GENBA_MESSAGE)
#undef GENBA_MESSAGE
    ;

class Texts {
 public:
  explicit Texts(std::string_view all) : all_(all) {
    starts_.push_back(0);
    for (std::size_t at = 0; at < all.size(); ++at) {
      if (all[at] == '\0') starts_.push_back(static_cast<std::uint32_t>(at + 1));
    }
  }
  std::string_view operator[](Message message) const {
    const auto index = static_cast<std::size_t>(message);
    return all_.substr(starts_[index], starts_[index + 1] - starts_[index] - 1);
  }
  std::string_view all() const { return all_; }

 private:
  std::string_view all_;
  std::vector<std::uint32_t> starts_;
};

const Texts& texts(Language language) {
  static const Texts ja({kJapanese, sizeof kJapanese - 1});
  static const Texts en({kEnglish, sizeof kEnglish - 1});
  return language == Language::kJapanese ? ja : en;
}

}  // namespace

std::string_view text(Message message, Language language) { return texts(language)[message]; }

std::string_view all_texts(Language language) { return texts(language).all(); }

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
