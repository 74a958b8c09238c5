// Cursor: how far a replica of a user has come, sealed by the server, so that nobody can claim to
// have seen what he has not. Opaque to the client.
#pragma once

#include "core/process/scope.h"
#include "core/sync/server_session.h"

namespace genba {

struct Cursor {
  Seq seq = 0;       // the replica has the effects up to here …
  Seq sight = 0;     // … of what its user might see when this effect was the newest
  Scope scope = {};  // … as far as the device keeps it
};

// varint seq, varint sight, varint epoch, unless it is everything the scope (scope.h), then the
// first 16 bytes of HMAC-SHA-256(key, user ‖ these).
Bytes seal_cursor(const Cursor& cursor, const SessionUser& user, const SyncStore& store);
// An empty cursor is the start. kMalformed for one that this server did not give to this user.
Result<Cursor> open_cursor(const Bytes& cursor, const SessionUser& user, const SyncStore& store);

}  // namespace genba
