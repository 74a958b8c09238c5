// What a person chooses on this device, by name (Actions::preference); kept by the application.
#pragma once

#include <string_view>

namespace genba::preference {

inline constexpr std::string_view kLanguage = "language";  // ja, en; "": the browser's
inline constexpr std::string_view kTheme = "theme";        // light, dark; "": the system's
inline constexpr std::string_view kTextSize = "text";      // percent; "": 100
inline constexpr std::string_view kTour = "tour";          // done, declined; "": still offered
inline constexpr std::string_view kRecent = "recent";  // of the palette, newest first, by spaces
inline constexpr std::string_view kScope = "scope";    // of the tickets: device_scope.h

inline constexpr std::string_view kThemes[] = {"", "light", "dark"};
inline constexpr std::string_view kTextSizes[] = {"", "125", "150", "200"};

}  // namespace genba::preference
