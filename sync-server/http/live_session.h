// One WebSocket of the live channel, from its upgrade to its end.
#pragma once

#include "sync-server/auth/session_token.h"
#include "sync-server/http/beast_messages.h"
#include "sync-server/http/byte_stream.h"
#include "sync-server/http/connections.h"
#include "sync-server/http/services.h"

namespace genba::http {

// Takes over the connection whose request `upgrade` asked for the live channel. It keeps itself
// alive until either side closes. I/O thread.
void start_live_session(ByteStream stream, BeastRequest upgrade, Services& services,
                        Connections& connections, const auth::TokenHash& session);

}  // namespace genba::http
