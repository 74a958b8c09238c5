#include "core/process/sla_policy.h"

#include "core/process/promise.h"

namespace genba {
namespace {

constexpr DefaultSlaPolicy kPolicies[] = {
    {Priority::kP1, "15m", "4h", true},
    {Priority::kP2, "1h", "8h", false},
    {Priority::kP3, "4h", "3bd", false},
    {Priority::kP4, "1bd", "5bd", false},
};

}  // namespace

std::span<const DefaultSlaPolicy> default_sla_policies() { return kPolicies; }

std::vector<PendingReason> default_pause_reasons() {
  return {PendingReason::kAwaitingRequester, PendingReason::kAwaitingVendor};
}

SlaPolicy default_sla_policy(Priority priority, const Calendar& business,
                             const Calendar& always_open) {
  const DefaultSlaPolicy* found = &kPolicies[std::size(kPolicies) - 1];
  for (const DefaultSlaPolicy& each : kPolicies) {
    if (each.priority == priority) found = &each;
  }
  SlaPolicy policy;
  policy.calendar = found->always_open ? &always_open : &business;
  const std::int64_t day_ms = policy.calendar->usual_day_ms();
  policy.budget_ms = {parse_promise(found->response).value().ms(day_ms),
                      parse_promise(found->resolution).value().ms(day_ms)};
  policy.pause_reasons = default_pause_reasons();
  return policy;
}

}  // namespace genba
