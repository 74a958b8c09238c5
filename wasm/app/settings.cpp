#include "wasm/app/settings.h"

#include <cstdlib>

#include "wasm/app/aside.h"
#include "wasm/platform/environment.h"
#include "wasm/views/preferences.h"

namespace genba::app {

Settings::Settings() : browser_locale_(platform::browser_locale()) {}

void Settings::load(std::string_view device, const platform::StoredFiles& aside) {
  const auto found = aside.find(std::string(kSettingsName));
  std::string_view rest = device;
  if (rest.empty() && found != aside.end()) rest = found->second;
  while (!rest.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(line.size() < rest.size() ? line.size() + 1 : line.size());
    const std::size_t equals = line.find('=');
    if (equals == std::string_view::npos || equals == 0) continue;
    values_.insert_or_assign(std::string(line.substr(0, equals)),
                             std::string(line.substr(equals + 1)));
  }
}

std::string Settings::get(std::string_view name) const {
  const auto found = values_.find(name);
  return found == values_.end() ? std::string() : found->second;
}

void Settings::set(std::string_view name, std::string_view value) {
  if (get(name) == value) return;
  values_.insert_or_assign(std::string(name), std::string(value.substr(0, value.find('\n'))));
  std::string stored;
  for (const auto& [key, chosen] : values_) {
    if (!chosen.empty()) stored.append(key).append("=").append(chosen).append("\n");
  }
  platform::put_aside(kSettingsName, stored);
}

Language Settings::language() const {
  const std::string chosen = get(preference::kLanguage);
  const std::string& language = chosen.empty() ? browser_locale_ : chosen;
  return language.substr(0, 2) == "ja" ? Language::kJapanese : Language::kEnglish;
}

Appearance Settings::appearance() const {
  Appearance appearance;
  const std::string theme = get(preference::kTheme);
  if (theme == preference::kThemes[1]) appearance.mode = ui::ThemeMode::kLight;
  if (theme == preference::kThemes[2]) appearance.mode = ui::ThemeMode::kDark;
  const int percent = std::atoi(get(preference::kTextSize).c_str());
  if (percent >= 100 && percent <= 200) {
    appearance.text_scale = static_cast<float>(percent) / 100;
  }
  return appearance;
}

}  // namespace genba::app
