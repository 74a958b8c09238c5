// Clusters of incidents that look like one cause: of one category and configuration item, or with
// titles that are the same but for digits, punctuation, spaces, letter case, width and
// the kind of kana. Within a
// cluster no two neighbours in time are further apart than the recurrence window of 30 days.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/replica/recurrence.h"

namespace genba {

struct IncidentCluster {
  enum class By : std::uint8_t { kCause = 1, kTitle = 2 };
  By by = By::kCause;
  std::vector<Row> rows;  // of the ticket table, by the time opened; at least two
};

// Equal for titles that are alike; 0 for a title without letters. Digits tell titles apart that are
// little but a number, such as those of incidents that came without one ("INC0000045").
std::uint64_t title_key(std::string_view title);

// Among the incidents of the mask (cancelled and merged ones are none), in no particular order. A
// title cluster that is also a cause cluster is left out.
std::vector<IncidentCluster> find_clusters(const State& state,
                                           const std::vector<std::uint8_t>& mask);

}  // namespace genba
