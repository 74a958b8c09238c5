#include "wasm/app/settings.h"

#include "wasm/app/aside.h"
#include "wasm/platform/environment.h"

namespace genba::app {
namespace {

constexpr std::string_view kLanguageJa = "language=ja\n";
constexpr std::string_view kLanguageEn = "language=en\n";

}  // namespace

Language home_language() {
  return platform::browser_locale().substr(0, 2) == "ja" ? Language::kJapanese : Language::kEnglish;
}

Settings::Settings() : language_(home_language()) {}

void Settings::load(const platform::StoredFiles& aside) {
  const auto found = aside.find(std::string(kSettingsName));
  if (found == aside.end()) return;
  if (found->second == kLanguageJa) language_ = Language::kJapanese;
  if (found->second == kLanguageEn) language_ = Language::kEnglish;
}

void Settings::set_language(Language language) {
  language_ = language;
  platform::put_aside(kSettingsName, language == Language::kJapanese ? kLanguageJa : kLanguageEn);
}

}  // namespace genba::app
