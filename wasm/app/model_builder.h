// What a view reads, out of the parts, as of now.
#pragma once

#include "wasm/app/parts.h"
#include "wasm/views/view.h"

namespace genba::app {

Model build_model(const Parts& parts);

}  // namespace genba::app
