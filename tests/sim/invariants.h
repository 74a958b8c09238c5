// Invariants: what must hold when everything has come to rest, each by the number of the promise
// that it stands for (README.md has the table).
#pragma once

#include <memory>
#include <vector>

#include "tests/sim/device.h"
#include "tests/sim/ledger.h"
#include "tests/sim/server.h"

namespace genba::sim {

class Invariants {
 public:
  Invariants(Server& server, std::vector<std::unique_ptr<Device>>& devices, const Ledger& ledger,
             test::SeededRandom& random, Findings& findings)
      : server_(server), devices_(devices), ledger_(ledger), random_(random), findings_(findings) {}

  void check(std::int64_t now_ms);

 private:
  // Of the authority's log (invariants_log.cpp).
  void check_lanes();
  void check_chain();
  void check_transitions();
  void check_numbers();
  void check_ledger();
  // How concurrent changes met (invariants_merge.cpp).
  void check_merges();
  void check_meeting(const Effect& before, const Effect& effect, const Ledger::Asked& asked);
  void check_conflicts();
  bool has_conflict(const Effect& effect) const;
  // Of each replica.
  std::unique_ptr<Workspace> newcomer(std::size_t person, std::int64_t now_ms);
  void check_replica(std::size_t index, std::int64_t now_ms);
  void check_sight(std::size_t index);
  void check_cells(const State& state, const EntityId& entity, Kind kind, bool internal);
  void check_role(std::size_t index);
  void check_digest(Workspace& workspace);
  void check_cursors(std::int64_t now_ms);
  void check_storage(Device& device, std::int64_t now_ms);
  void check_rot(const Disk::Files& files, const Hash256& digest);

  Server& server_;
  std::vector<std::unique_ptr<Device>>& devices_;
  const Ledger& ledger_;
  test::SeededRandom& random_;
  Findings& findings_;
};

}  // namespace genba::sim
