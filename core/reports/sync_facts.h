// What a device knows of its own synchronisation, for the report of that name: facts that lie
// beside the workspace's state.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace genba {

class Replica;

struct SyncFacts {
  std::string device;  // the code of its lane, as in the labels of tickets made on it: "K7"
  std::string user;    // who works on it
  std::optional<std::int64_t> last_sync_ms;       // Unix time; none: never, or nobody noted it
  std::int64_t waiting = 0;                       // changes that the server has not answered
  std::optional<std::int64_t> oldest_waiting_ms;  // when the first of them was made
  std::int64_t attention = 0;                     // changes that the server refused
};

// From the replica's outbox and attention tray; last_sync_ms is for the owner to fill in.
SyncFacts sync_facts_of(const Replica& replica);

}  // namespace genba
