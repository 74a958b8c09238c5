#include "core/reports/number_text.h"

#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

namespace genba {

std::string number_text(double value) {
  if (!std::isfinite(value)) return "null";
  if (value == 0) return "0";  // also what would print as -0
  std::array<char, 32> text{};
  for (const int digits : {15, 16, 17}) {
    std::snprintf(text.data(), text.size(), "%.*g", digits, value);
    if (std::strtod(text.data(), nullptr) == value) break;
  }
  return text.data();
}

}  // namespace genba
