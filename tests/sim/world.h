// World: the devices of four people and one authority in one thread on a virtual clock, in which
// everything goes wrong by the seed's choice (faults.h). The parts are the product's own:
// Workspace with its journal, ClientSession, handle_*() and accept().
#pragma once

#include <memory>
#include <vector>

#include "tests/sim/device.h"
#include "tests/sim/gestures.h"
#include "tests/sim/invariants.h"
#include "tests/sim/ledger.h"
#include "tests/sim/network.h"
#include "tests/sim/server.h"

namespace genba::sim {

class World {
 public:
  World(std::uint64_t seed, bool is_verbose);

  // Runs the steps, then heals everything, lets it come to rest and looks whether all holds.
  const Findings& run(int steps);

 private:
  void step();
  void shake(Device& device);
  void change_scope(Device& device);
  void shake_workspace();
  void act(Device& device);
  void send(std::size_t index);
  void deliver();
  void settle();
  bool is_at_rest();

  test::SeededRandom random_;
  Findings findings_;
  Faults faults_;
  std::int64_t now_ms_ = test::kNow;
  Server server_;
  Ledger ledger_;
  std::vector<std::unique_ptr<Device>> devices_;
  Gestures gestures_;
  Network network_;
};

}  // namespace genba::sim
