// Links between tickets.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/replica/state.h"

namespace genba {

// Origin and target of every link of this type that stands, as rows of the ticket table.
std::vector<std::pair<Row, Row>> links_of(const State& state, LinkType type);

}  // namespace genba
