// The list of keyboard shortcuts: those of the screen and those that work everywhere, as they were
// registered by whoever acts on them (wasm/ui/keys.h).
#pragma once

#include "wasm/views/words.h"

namespace genba {

void draw_shortcut_help(const Model& model, bool* is_open);

}  // namespace genba
