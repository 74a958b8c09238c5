// Offering a command of the screen to the palette, to be found in either language.
#pragma once

#include "wasm/ui/keys.h"
#include "wasm/views/words.h"

namespace genba {

// True in the frame after it was taken.
inline bool offer(const Model& model, Message message, ui::Icon icon) {
  return ui::offer(t(model, message), {.icon = icon, .also = text(message, other_language(model))});
}

}  // namespace genba
