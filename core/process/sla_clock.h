// One clock of compute_sla, described by a rule: each clock is one rule.
#pragma once

#include <cstdint>
#include <span>

#include "core/process/sla.h"

namespace genba {

// Sets of events have the bit 1 << SlaEventType. What a clock does at an event, the first that
// applies: it starts; ended, it resumes; it begins a new lap; it ends.
struct SlaClockRule {
  SlaClockKind kind;
  std::uint32_t starts_on;
  std::uint32_t targets_on;         // carry the policy that it is measured by
  std::uint32_t ends_on = 0;        // met, if in time
  std::uint32_t abandoned_on = 0;   // stopped, if in time
  std::uint32_t resumes_on = 0;     // after an end
  std::uint32_t restarts_on = 0;    // a new lap
  bool is_fresh_on_resume = false;  // resuming begins a new lap, too
  bool pauses = false;              // while pending for one of the policy's pause reasons
  PendingReason runs_while{};       // if set: runs while pending for that, and pauses else
};

// `events` have been checked: first the creation, ascending, policies within range, now not before.
Result<SlaClock> compute_sla_clock(const SlaClockRule& rule, std::span<const SlaEvent> events,
                                   std::span<const SlaPolicy> policies, std::int64_t now_ms,
                                   SlaDetail detail);

}  // namespace genba
