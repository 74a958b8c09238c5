// The program's version, as `genba --version` and GET /api/version say it.
#pragma once

namespace genba {

inline constexpr const char* kVersion = "0.1.0";

}  // namespace genba
