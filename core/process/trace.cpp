#include "core/process/trace.h"

#include <algorithm>

#include "core/process/links.h"

namespace genba {
namespace {

constexpr std::size_t kMaxSteps = 256;
constexpr LinkType kChain[] = {LinkType::kHasProblem, LinkType::kFixedBy, LinkType::kReleasedIn};

// What is reached from the ticket one way only: through its problem to the change, not back from
// there to all that the change fixes besides.
std::vector<TraceStep> walk(const StateReader& state, const EntityId& ticket, int direction) {
  std::vector<TraceStep> steps = {{ticket, 0, {}, {}}};
  for (std::size_t at = 0; at < steps.size(); ++at) {
    const TraceStep here = steps[at];
    for (const LinkType type : kChain) {
      const std::vector<EntityId> next =
          direction > 0 ? linked(state, here.ticket, type) : linked_from(state, here.ticket, type);
      for (const EntityId& other : next) {
        const bool is_known = std::any_of(steps.begin(), steps.end(), [&](const TraceStep& step) {
          return step.ticket == other;
        });
        if (is_known || steps.size() > kMaxSteps) continue;
        steps.push_back({other, here.depth + direction, type, here.ticket});
      }
    }
  }
  return steps;
}

}  // namespace

std::vector<TraceStep> trace_of(const StateReader& state, const EntityId& ticket) {
  std::vector<TraceStep> trace = walk(state, ticket, -1);
  std::stable_sort(trace.begin(), trace.end(),
                   [](const TraceStep& a, const TraceStep& b) { return a.depth < b.depth; });
  const std::vector<TraceStep> onwards = walk(state, ticket, 1);
  trace.insert(trace.end(), onwards.begin() + 1, onwards.end());
  return trace;
}

}  // namespace genba
