// What the operating system gives the program: the clock and the name of whoever runs it.
#pragma once

#include <cstdint>
#include <string>

namespace genba::platform {

std::int64_t now_ms();  // Unix time

std::string login_name();  // never empty

}  // namespace genba::platform
