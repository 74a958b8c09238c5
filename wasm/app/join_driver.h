// JoinDriver: joining a server with the workspace that was begun without one. What the server has
// is read into a workspace of its own, in memory only, so that a person can see beforehand what
// will go up and what will become of his configuration; then the workspace of this device turns
// into his replica, with all of that waiting to be pushed. Until that one commit nothing has
// changed; after it the outbox goes on wherever it was cut off.
#pragma once

#include <memory>
#include <optional>

#include "core/sync/client_session.h"
#include "wasm/app/workspace_host.h"
#include "wasm/platform/net.h"
#include "wasm/platform/timer.h"
#include "wasm/views/view.h"

namespace genba::app {

class JoinDriver {
 public:
  // The host outlives this.
  explicit JoinDriver(WorkspaceHost& host) : host_(host) {}

  // `user`: who has signed in. Only while the workspace is alone.
  void begin(const EntityId& user);
  void give_up();
  bool is_under_way() const { return server_ != nullptr; }
  // Null until the server's records are here.
  const JoinPreview* preview() const { return preview_ ? &*preview_ : nullptr; }
  const Error& problem() const { return problem_; }
  void choose(std::size_t index, JoinWay way, const EntityId& target);
  // False when it could not begin; then nothing has changed.
  bool finish();

 private:
  void pump();
  void received(const platform::HttpResponse& response);
  void look();

  WorkspaceHost& host_;
  EntityId user_;
  int generation_ = 0;  // answers to an earlier beginning are dropped
  std::unique_ptr<Workspace> server_;
  std::optional<ClientSession> session_;
  std::optional<JoinPreview> preview_;
  Error problem_{ErrorCode::kNone, {}};
  platform::Timer due_;
};

}  // namespace genba::app
