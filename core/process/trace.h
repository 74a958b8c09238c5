// The trace incident → problem → change → release, readable from each of them in both directions.
#pragma once

#include <vector>

#include "core/model/cell.h"

namespace genba {

struct TraceStep {
  EntityId ticket;
  // 0: the ticket itself; −1: what names it (an incident of a problem), −2: what names that …;
  // +1: what it names (the change that fixes it) …
  int depth = 0;
  LinkType via{};      // of the link between the two; none of the ticket itself
  EntityId neighbour;  // the step one nearer to the ticket; null of the ticket itself
};

// From the farthest that leads to the ticket to the farthest that it leads to. Each ticket once, in
// each direction at most 256.
std::vector<TraceStep> trace_of(const StateReader& state, const EntityId& ticket);

}  // namespace genba
