// Approvals of a change, a release or a service request: one record for each approver who was
// asked, whose decision is the latest that he gave.
#pragma once

#include "core/model/cell.h"

namespace genba {

struct ApprovalTally {
  int requested = 0;  // and not decided yet
  int approved = 0;
  int rejected = 0;

  bool is_approved() const { return approved > 0 && requested == 0 && rejected == 0; }
};

ApprovalTally tally_approvals(const StateReader& state, const EntityId& ticket);

// The record of one approver's decision about one ticket: asking him twice, from two devices that
// cannot see each other, is asking once.
EntityId approval_id(const EntityId& ticket, const EntityId& approver);

}  // namespace genba
