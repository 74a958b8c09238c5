// An open conflict: the value that stands and the one that lost, each with who and when, and the
// choice between them.
#pragma once

#include <vector>

#include "wasm/views/words.h"

namespace genba {

// Rows of the conflict table that are open, oldest first; of one ticket, or of all (null).
std::vector<Row> open_conflicts(const State& state, const EntityId& ticket);

// `with_ticket`: names and links the ticket, on a screen that shows several.
void draw_conflict(const Model& model, Actions& actions, Row conflict, bool with_ticket);

}  // namespace genba
