#include "wasm/app/settings.h"

#include "wasm/app/aside.h"
#include "wasm/platform/environment.h"

namespace genba::app {
namespace {

constexpr std::string_view kLanguageJa = "language=ja";
constexpr std::string_view kLanguageEn = "language=en";

}  // namespace

Language home_language() {
  return platform::browser_locale().substr(0, 2) == "ja" ? Language::kJapanese : Language::kEnglish;
}

Settings::Settings() : language_(home_language()) {}

void Settings::load(std::string_view device, const platform::StoredFiles& aside) {
  const auto found = aside.find(std::string(kSettingsName));
  if (device.empty() && found != aside.end()) device = found->second;
  device = device.substr(0, kLanguageJa.size());
  if (device == kLanguageJa) language_ = Language::kJapanese;
  if (device == kLanguageEn) language_ = Language::kEnglish;
}

void Settings::set_language(Language language) {
  language_ = language;
  platform::put_aside(kSettingsName, language == Language::kJapanese ? kLanguageJa : kLanguageEn);
}

}  // namespace genba::app
