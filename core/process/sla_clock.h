// One clock of compute_sla, described by a rule, so that further clocks (next update, OLA, vendor)
// are further rules.
#pragma once

#include <cstdint>
#include <span>

#include "core/process/sla.h"

namespace genba {

// Sets of events have the bit 1 << SlaEventType. Every clock starts with the creation.
struct SlaClockRule {
  SlaClockKind kind;
  std::uint32_t ends_on;       // met, if in time
  std::uint32_t abandoned_on;  // stopped, if in time
  std::uint32_t resumes_on;    // after an end
  bool pauses;                 // while pending for one of the policy's pause reasons
};

// `events` have been checked: first the creation, ascending, policies within range, now not before.
Result<SlaClock> compute_sla_clock(const SlaClockRule& rule, std::span<const SlaEvent> events,
                                   std::span<const SlaPolicy> policies, std::int64_t now_ms,
                                   SlaDetail detail);

}  // namespace genba
