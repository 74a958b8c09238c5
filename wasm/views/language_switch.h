// The switch between the two languages that every screen has, whoever draws its header.
#pragma once

#include "wasm/ui/ui.h"
#include "wasm/views/view.h"

namespace genba {

// For the header of a ui::Page; borrows nothing.
ui::PageAction language_action(const Model& model);
void switch_language(const Model& model, Actions& actions);

}  // namespace genba
