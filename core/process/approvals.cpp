#include "core/process/approvals.h"

namespace genba {

ApprovalTally tally_approvals(const StateReader& state, const EntityId& ticket) {
  ApprovalTally tally;
  for (const EntityId& approval : state.referring(field::kApprovalTicket, ticket)) {
    switch (static_cast<ApprovalDecision>(state.integer(approval, field::kApprovalDecision))) {
      case ApprovalDecision::kApproved: ++tally.approved; break;
      case ApprovalDecision::kRejected: ++tally.rejected; break;
      case ApprovalDecision::kRequested: ++tally.requested; break;
    }
  }
  return tally;
}

EntityId approval_id(const EntityId& ticket, const EntityId& approver) {
  return derive_id("approval", to_string(ticket) + ":" + to_string(approver));
}

}  // namespace genba
