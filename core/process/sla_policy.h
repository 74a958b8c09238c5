// The promises that Genba starts with, one policy for each priority:
//
//        response         resolution        calendar
//   P1   15 min           4 h               24×7
//   P2   1 h              8 h               business
//   P3   4 h              3 business days   business
//   P4   1 business day   5 business days   business
#pragma once

#include <span>

#include "core/process/sla.h"

namespace genba {

// As the fields of an SLA policy hold them.
struct DefaultSlaPolicy {
  Priority priority;
  const char* response;
  const char* resolution;
  bool always_open;  // else the business calendar
};
std::span<const DefaultSlaPolicy> default_sla_policies();

// P1 is counted by `always_open`, the others by `business`, whose usual day is "1 business day".
// Both calendars must outlive the policy. Pauses while awaiting the requester or a vendor.
SlaPolicy default_sla_policy(Priority priority, const Calendar& business,
                             const Calendar& always_open);

// The reasons for which clocks pause out of the box.
std::vector<PendingReason> default_pause_reasons();

}  // namespace genba
