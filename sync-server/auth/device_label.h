// What an administrator recognises a device by.
#pragma once

#include <string>
#include <string_view>

namespace genba::auth {

// `given`, else browser and system as its User-Agent tells: "Chrome, Windows"; without quotes,
// backslashes and control characters. Empty when nothing is told.
std::string device_label(std::string_view given, std::string_view user_agent);

}  // namespace genba::auth
