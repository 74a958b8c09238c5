// FAQ visits: who looked into an article before reporting, and whether it spared the report. The
// self-service rate is the share of visits that ended without a ticket.
#pragma once

#include <cstdint>
#include <vector>

#include "core/replica/state.h"

namespace genba {

// A ticket reported within this time after a visit is what the visit ended with.
constexpr std::int64_t kVisitWindowMs = 60ll * 60 * 1000;

// The visits of a person that a ticket which he reports at `now_ms` ends; to be marked as
// `made_ticket`.
std::vector<EntityId> visits_ended_by_ticket(const State& state, const EntityId& visitor,
                                             std::int64_t now_ms);

struct FaqFigures {
  std::size_t visits = 0;
  std::size_t without_ticket = 0;
  // Per cent, rounded; 0 when there were no visits.
  std::size_t rate() const {
    return visits == 0 ? 0 : (without_ticket * 200 + visits) / visits / 2;
  }
};
// Of the visits from `from_ms` until before `until_ms`; of one article, or of all when it is null.
FaqFigures faq_figures(const State& state, std::int64_t from_ms, std::int64_t until_ms,
                       const EntityId& article = {});

}  // namespace genba
