// A device that works against a server as a browser does: it signs in, takes everything that is
// there, and records incidents from their opening to their resolution. What it recorded is cut into
// the bodies of pushes beforehand, so that measuring sends bytes and does nothing else.
//
// Threads: one device, one thread at a time.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "core/replica/workspace.h"
#include "core/sync/client_session.h"
#include "sync-server/cli/http_client.h"
#include "sync-server/sync/system_random.h"

namespace genba::bench {

struct PushBody {
  Bytes bytes;
  std::size_t groups = 0;
  std::size_t operations = 0;
};

struct PullTotal {
  std::size_t effects = 0;
  std::size_t answers = 0;
};

class Device {
 public:
  // A new device of ChildServer's account.
  static Result<std::unique_ptr<Device>> sign_in(const std::string& url);

  // Hello, then pulls until nothing is left.
  Result<PullTotal> take_all();

  // Whole stories of incidents until that many operations were recorded.
  Result<void> record(std::size_t operations);
  // One short edit (a title) of the ticket recorded last.
  Result<void> record_edit();
  // Everything recorded and not cut yet, at most so many groups a body.
  std::vector<PushBody> cut(std::size_t groups_in_body);
  // kInternal when the server did not apply all of it.
  Result<void> push(const PushBody& body);

 private:
  Device(std::string url, const EntityId& device)
      : client_(std::move(url), {}), session_(workspace_.replica(), device) {}
  Result<void> submit(const Command& command);
  Result<void> tell_story();
  Result<Bytes> exchange(const char* path, const Bytes& body);

  cli::HttpClient client_;
  sync::SystemRandom random_;
  Workspace workspace_;
  ClientSession session_;
  EntityId ticket_;
  std::size_t stories_ = 0;
  std::size_t cut_groups_ = 0;
  std::size_t recorded_operations_ = 0;
};

}  // namespace genba::bench
