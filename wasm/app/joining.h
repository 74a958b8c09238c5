// What a sign-in means for the stores of this device (store_keeper.h).
#pragma once

#include "wasm/app/parts.h"

namespace genba::app {

// Somebody is signed in at the server; `asked`: just now, else a session was found. His store goes
// on or begins, in the place of whichever is open. Asked for over a workspace without a server, it
// shows what would go up (join_driver.h), unless something of his own waits to be sent first.
void join_signed_in(Parts& parts, bool asked);

// What was shown goes up.
void finish_joining(Parts& parts);

// Begins, or opens, the store of whoever works without a server.
void work_alone(Parts& parts);

// What the device may say of the open store while another one is.
void describe_store(Parts& parts);

}  // namespace genba::app
