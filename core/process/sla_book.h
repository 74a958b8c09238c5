// SlaBook: the SLA policies, group OLAs and calendars of a workspace, ready to choose by and to
// count with. Part of the Configuration.
//
// What rules is always the newest revision (sla_terms.h) of a policy: fields that do not make sense
// at the moment, such as an unknown zone or a calendar that never opens, make no revision, so the
// last good one goes on ruling, and the mistake is named in Configuration::problems().
//
// Terms are compiled at their first use and kept; that cache and the calendars' own are not locked:
// one thread, like the Configuration's.
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "core/process/configuration.h"
#include "core/process/sla.h"
#include "core/process/sla_terms.h"
#include "core/replica/condition.h"

namespace genba {

class SlaBook {
 public:
  struct Policy {
    EntityId id;
    EntityId revision;
    std::int64_t position = 0;
    std::int64_t since_ms = 0;  // when the revision was made
    Condition condition;
  };

  static SlaBook compile(const StateReader& state, const QuerySchema& schema,
                         std::vector<Configuration::Problem>& problems);

  // Enabled ones, in the order in which they are tried: by position, then the older one.
  const std::vector<Policy>& policies() const { return policies_; }
  // The first policy whose condition holds; nullptr: nothing is promised.
  const Policy* choose(const StateReader& state, const EntityId& ticket,
                       const QueryContext& context) const;

  // What a revision of a policy or of a group promises; nullptr for what is none. Lives as long as
  // the book. `state` is the one that the book was compiled from, or lies over it.
  const SlaPolicy* terms(const StateReader& state, const EntityId& revision) const;

  // The workspace's business hours, as its newest revision has them; 24×7 when it keeps none,
  // nullptr when they make no sense. Lives as long as the book.
  const Calendar* business_hours(const StateReader& state) const;

  // The newest revision of a policy or a group, while open tickets are still to be judged by it.
  struct Unfinished {
    EntityId revision;
    EntityId last;  // of the tickets that are done; null: none
  };
  const std::optional<Unfinished>& unfinished() const { return unfinished_; }

 private:
  const Calendar* calendar(const StateReader& state, const EntityId& revision) const;

  std::vector<Policy> policies_;
  std::optional<Unfinished> unfinished_;
  // By revision; null: not usable.
  mutable std::unordered_map<EntityId, std::unique_ptr<const SlaPolicy>, EntityIdHash> terms_;
  mutable std::unordered_map<EntityId, std::unique_ptr<const Calendar>, EntityIdHash> calendars_;
};

}  // namespace genba
