// What follows from a change without anybody asking for it: the ticket's number, priority,
// counters, instants and SLA clocks, a comment's author, a reply that wakes a pending ticket.
#pragma once

#include "core/authority/draft.h"

namespace genba {

// Adds to the draft the derived effects of what it holds so far. `before` is the state that the
// group met.
void derive_consequences(Draft& draft);

}  // namespace genba
