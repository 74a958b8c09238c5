#include "core/process/priority.h"

#include <algorithm>

namespace genba {

Priority priority_of(Level impact, Level urgency) {
  // High and high is P1; each step down of either is one step down of priority, at most to P4.
  const auto steps = static_cast<std::int64_t>(impact) + static_cast<std::int64_t>(urgency) - 1;
  return static_cast<Priority>(std::min<std::int64_t>(steps, 4));
}

}  // namespace genba
