// What a view reads, out of the parts, as of now.
#pragma once

#include "wasm/app/parts.h"
#include "wasm/views/view.h"

namespace genba::app {

Model build_model(const Parts& parts);
// Of whoever the open workspace belongs to.
std::string user_name_of(const Parts& parts);

}  // namespace genba::app
