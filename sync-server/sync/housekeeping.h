// What the server itself puts into its workspace: the built-in configuration of a new one, and an
// entity for everybody who may sign in, so that people can be shown and assigned to.
//
// Goes through accept() on a lane of the server's own, so it is ordered, chained and sent like
// everything else. Call inside a write transaction of the store.
#pragma once

#include <vector>

#include "sync-server/stores/server_store.h"
#include "sync-server/sync/sync_service.h"

namespace genba::sync {

// Nothing happens when the workspace has its configuration already.
Result<void> ensure_configuration(stores::ServerStore& store, std::int64_t now_ms,
                                  RandomSource& random);

// Adds who is missing and updates the role of who is there; keeps names that people changed.
Result<void> ensure_members(stores::ServerStore& store, const std::vector<Member>& members,
                            std::int64_t now_ms, RandomSource& random);

}  // namespace genba::sync
