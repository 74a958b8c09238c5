// The contents of attachments between a workspace folder and its server: what was added here goes
// up, and, when asked for, what others added comes down. Both go on where they were cut off.
#pragma once

#include <string>
#include <vector>

#include "sync-server/cli/http_client.h"
#include "sync-server/cli/workspace_folder.h"

namespace genba::cli {

struct ContentTally {
  std::size_t sent = 0;
  std::size_t fetched = 0;
  std::size_t missing = 0;            // of what was asked for: not at the server yet
  std::vector<std::string> problems;  // of single attachments, in words
};

// After the operations were exchanged. kUnavailable or kUnauthenticated when the server cannot be
// asked any more: what was done stays done.
Result<ContentTally> exchange_contents(const std::string& data, WorkspaceFolder& folder,
                                       HttpClient& client, bool with_fetching);

}  // namespace genba::cli
