// Network: messages on their way. Each may be lost, come twice, and come late, so that they arrive
// in another order than they were sent.
#pragma once

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include "core/sync/client_session.h"
#include "tests/sim/faults.h"
#include "tests/unit/support.h"

namespace genba::sim {

struct Message {
  std::size_t device = 0;
  std::uint64_t connection = 0;  // of the device when it asked
  bool is_answer = false;
  SyncRoute route = SyncRoute::kHello;
  Bytes body;
  std::int64_t due_ms = 0;
};

class Network {
 public:
  void send(Message message, std::int64_t now_ms, const Faults& faults,
            test::SeededRandom& random) {
    for (int copies = random.chance(faults.twice) ? 2 : 1; copies > 0; --copies) {
      if (random.chance(faults.lose)) continue;
      message.due_ms = now_ms + static_cast<std::int64_t>(random.below(3000));
      messages_.push_back(message);
    }
  }

  std::vector<Message> arrived(std::int64_t now_ms) {
    const auto late =
        std::stable_partition(messages_.begin(), messages_.end(),
                              [now_ms](const Message& message) { return message.due_ms > now_ms; });
    std::vector<Message> due(std::make_move_iterator(late),
                             std::make_move_iterator(messages_.end()));
    messages_.erase(late, messages_.end());
    return due;
  }

  bool is_silent() const { return messages_.empty(); }

 private:
  std::vector<Message> messages_;
};

}  // namespace genba::sim
