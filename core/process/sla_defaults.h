// The SLA that a workspace starts with: the default policies of P1 to P4 (sla_policy.h) on Japan's
// business calendar, and on 24×7 for P1.
#pragma once

#include <span>

#include "core/process/sla.h"

namespace genba {

// One a priority. They share two calendars, whose caches are not locked: each thread has its own.
std::span<const SlaPolicy> default_policies();
std::size_t default_policy_index(Priority priority);

}  // namespace genba
