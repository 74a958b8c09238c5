// What reports there are: every standard one and every saved one, each a press away.
#pragma once

#include "wasm/views/words.h"

namespace genba {

void draw_report_index(const Model& model, Actions& actions);

}  // namespace genba
