// Names of the small files that lie beside the workspace: settings of this device and drafts. They
// are not the workspace's: any tab writes them, at any time.
#pragma once

#include <string_view>

namespace genba::app {

inline constexpr std::string_view kAsidePrefix = "aside-";
inline constexpr std::string_view kSettingsName = "aside-settings";
inline constexpr std::string_view kDraftPrefix = "aside-draft-";

inline bool is_aside(std::string_view name) {
  return name.substr(0, kAsidePrefix.size()) == kAsidePrefix;
}

}  // namespace genba::app
