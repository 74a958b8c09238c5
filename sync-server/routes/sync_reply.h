// What the three sync routes have in common: octet-stream in, octet-stream out.
#pragma once

#include <memory>

#include "sync-server/routes/route.h"
#include "sync-server/sync/sync_service.h"

namespace genba::routes {

inline constexpr const char* kSyncContentType = "application/octet-stream";

SessionUser sync_user(const Call& call);

// Sends the protocol's bytes, compressed where that helps, or the error as JSON with its status.
sync::SyncService::Done reply_with(std::shared_ptr<Call> call, Reply reply);

}  // namespace genba::routes
