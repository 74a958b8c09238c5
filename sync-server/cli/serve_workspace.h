// The server's workspace: its store, the demo data if asked for, and the sync service over it.
#pragma once

#include <memory>
#include <string>

#include "core/model/result.h"
#include "sync-server/http/live_hub.h"
#include "sync-server/sync/sync_service.h"

namespace genba::cli {

// Opens the database at the address and starts deciding; new heads go to the live channel, which
// must outlive the service. demo: fills an empty workspace and adds the demo accounts.
Result<std::unique_ptr<sync::SyncService>> open_workspace(const std::string& address, bool demo,
                                                          http::LiveHub& live);

}  // namespace genba::cli
