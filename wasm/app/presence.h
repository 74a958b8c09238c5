// Presence: tells the server at which ticket this person is, and keeps who else is there, as the
// live channel says (core/sync/PROTOCOL.md). Nothing of it is stored, and without a network nobody
// is there.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "wasm/platform/timer.h"
#include "wasm/views/view.h"

namespace genba::app {

class PresenceTracker {
 public:
  using Send = std::function<void(std::string_view)>;

  explicit PresenceTracker(Send send) : send_(std::move(send)) {}

  // Where the screen is, once a frame; a null ticket: at none.
  void be_at(const EntityId& ticket, bool is_writing);
  void connected();
  void disconnected();
  // True when the message was about people.
  bool take(std::string_view message);

  // The others at the ticket where this person is.
  const std::vector<PresentPerson>& others() const { return others_; }

 private:
  void say();

  Send send_;
  bool is_connected_ = false;
  EntityId ticket_;
  bool is_writing_ = false;
  std::vector<PresentPerson> others_;
  platform::Timer again_;
};

}  // namespace genba::app
