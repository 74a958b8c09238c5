// A few made-up tickets for somebody who tries Genba without a server, in the language of the
// screen.
#pragma once

#include "wasm/views/words.h"

namespace genba {

// Only for a workspace that has no ticket. Stops at what is refused.
void make_samples(const Model& model, Actions& actions);

}  // namespace genba
