// One connection from accept to close: TLS handshake, requests in turn (keep-alive), limits and
// time-outs a phase, and the hand-over to the live channel.
//
// Threads: everything runs on the I/O thread.
#pragma once

#include "sync-server/http/byte_stream.h"
#include "sync-server/http/connections.h"
#include "sync-server/http/services.h"

namespace genba::http {

// is_plain_side: this is the plain listener beside https.
void serve(ByteStream stream, Services& services, Connections& connections, bool is_plain_side);

}  // namespace genba::http
