// Joining a server: what a sign-in means for the workspace that is on this device.
#pragma once

#include "wasm/app/parts.h"

namespace genba::app {

// Somebody is signed in. An empty device becomes a replica of the server's workspace; one that
// worked alone does so, with all it has recorded, only when asked to; one that has joined goes on.
// Another person than the one whose replica this is starts from nothing, unless there are changes
// that would be sent in his name.
void join_signed_in(Parts& parts, bool asked);

}  // namespace genba::app
