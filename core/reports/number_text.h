// Numbers as JSON, CSV and tables print them.
#pragma once

#include <cstdint>
#include <string>

namespace genba {

// The fewest digits (15 to 17) that read back as the same number, a point as decimal sign; valid in
// JSON. Infinities and NaN, which no report makes, print as null.
std::string number_text(double value);

}  // namespace genba
