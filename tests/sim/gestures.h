// Gestures: what the people of the simulation do, drawn at random from everything that a device
// offers for what it shows.
#pragma once

#include <string>

#include "core/process/commands.h"
#include "tests/sim/device.h"
#include "tests/sim/secrets.h"
#include "tests/sim/server.h"
#include "tests/unit/support.h"

namespace genba::sim {

class Gestures {
 public:
  Gestures(const Server& server, Secrets& secrets, test::SeededRandom& random)
      : server_(server), secrets_(secrets), random_(random) {}

  Command draw(const Device& device, std::int64_t now_ms);
  // A live ticket of the device; null when it has none.
  EntityId ticket(const Device& device);

 private:
  std::string text() { return secrets_.text("語" + std::to_string(random_.below(100))); }
  EntityId person() { return server_.person(random_.below(kPeople)); }
  Value level() { return Value::of(1 + static_cast<std::int64_t>(random_.below(3))); }
  Value yes_or_no() { return Value::of(static_cast<std::int64_t>(random_.below(2))); }
  EntityId any_of(const std::vector<EntityId>& ids);

  Command create(const Device& device, std::int64_t now_ms);
  Command edit(const Device& device, const EntityId& ticket);
  Command describe(const Device& device, const EntityId& ticket);
  Command move(const Device& device, const EntityId& ticket, std::int64_t now_ms);
  Command assign(const EntityId& ticket);
  Command relate(const Device& device, const EntityId& ticket, std::int64_t now_ms);
  Command merge(const Device& device, const EntityId& ticket);
  Command approve(const EntityId& ticket);
  Command check(const Device& device, const EntityId& ticket, std::int64_t now_ms);
  Command guard(const EntityId& ticket);
  Command record(const EntityId& ticket, std::int64_t now_ms);
  Command settle(const Device& device, const EntityId& ticket);

  const Server& server_;
  Secrets& secrets_;
  test::SeededRandom& random_;
};

}  // namespace genba::sim
