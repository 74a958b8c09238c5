// Presence: who is at which ticket right now, told to the others at the same ticket. Never stored;
// it ends with the connection, or kLifetime_ms after the client last said so.
//
// Whoever says that he is at a ticket must be seen to be allowed to (live_session.cpp asks), and
// hears of the others there only then: what somebody may not see, he hears nothing about. People
// who see no internal matters (requesters) hear of each other alone; the desk hears of everybody.
//
// I/O thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "core/model/ids.h"

namespace genba::http {

// One connection. Outlives what PresenceBoard holds of it (leave()).
class PresenceListener {
 public:
  virtual ~PresenceListener() = default;
  // A text message; only the newest is worth sending.
  virtual void tell(std::string message) = 0;
};

struct Presence {
  EntityId user;
  EntityId ticket;
  bool is_writing = false;
  bool sees_internal = false;
};

class PresenceBoard {
 public:
  static constexpr std::int64_t kLifetime_ms = 45'000;
  // More than that many others are not named.
  static constexpr std::size_t kMostNamed = 16;

  void put(PresenceListener& listener, const Presence& presence, std::int64_t now_ms);
  void leave(PresenceListener& listener);
  void expire(std::int64_t now_ms);

 private:
  struct Entry {
    PresenceListener* listener;
    Presence presence;
    std::int64_t until_ms;
    std::string told;  // what the listener heard last
  };

  void spread(const EntityId& ticket);
  std::string message_for(const Entry& entry) const;

  std::vector<Entry> entries_;  // as many as tickets are open on screens
};

// What a client says: "at <ticket's id>", "writing <ticket's id>", or "away". False: it is none.
bool read_presence(std::string_view message, EntityId* ticket, bool* is_writing);

}  // namespace genba::http
