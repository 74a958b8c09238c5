// The browser's list of visited addresses.
#pragma once

namespace genba::platform {

// As the browser's Back button: the page reports the new address by on_route, or is left.
void go_back();

}  // namespace genba::platform
