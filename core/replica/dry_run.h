// Dry run: what a rule would have done to the tickets of a replica, by their timelines. Nothing is
// changed; loads, shifts and turns are those of today.
#pragma once

#include <cstdint>
#include <limits>
#include <vector>

#include "core/authority/actions.h"
#include "core/process/rule_book.h"
#include "core/replica/replica.h"

namespace genba {

struct DryRunPeriod {
  std::int64_t from_ms = 0;
  std::int64_t until_ms = std::numeric_limits<std::int64_t>::max();  // not included
};

// The first time in the period that the rule would have run on a ticket and done something, or been
// refused.
struct DryRunHit {
  EntityId ticket;
  std::int64_t at_ms = 0;
  ActionLog log;
};

struct DryRunResult {
  std::size_t tickets = 0;      // that were looked at
  std::vector<DryRunHit> hits;  // the newest first
};

// Imported history too, though rules do not run on it: it is what there is to try a rule on.
DryRunResult dry_run(const Rule& rule, const State& state, const Replica::Timeline& timeline,
                     const DryRunPeriod& period);

}  // namespace genba
