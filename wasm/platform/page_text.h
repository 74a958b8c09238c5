// Texts that the page gives (giveText in web/platform/bridge.js).
#pragma once

#include <string>

namespace genba::platform {

// The text at the address that a function of the page answered, which is freed.
std::string take_page_text(int address);

}  // namespace genba::platform
