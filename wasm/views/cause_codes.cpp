#include "wasm/views/cause_codes.h"

#include "core/text/catalogue.h"

namespace genba {
namespace {

struct Cause {
  const char* code;
  Message label;
};
constexpr Cause kCauses[] = {
    {"configuration", Message::kCauseConfiguration}, {"hardware", Message::kCauseHardware},
    {"software", Message::kCauseSoftware},           {"network", Message::kCauseNetwork},
    {"operation", Message::kCauseOperation},         {"external", Message::kCauseExternal},
    {"security", Message::kCauseSecurity},           {"unknown", Message::kCauseUnknown},
};

}  // namespace

std::vector<ui::Choice> cause_choices(Language language) {
  std::vector<ui::Choice> choices;
  for (const Cause& cause : kCauses) {
    choices.push_back({cause.code, std::string(text(cause.label, language))});
  }
  return choices;
}

std::string cause_label(std::string_view code, Language language) {
  for (const Cause& cause : kCauses) {
    if (code == cause.code) return std::string(text(cause.label, language));
  }
  return std::string(code);
}

}  // namespace genba
