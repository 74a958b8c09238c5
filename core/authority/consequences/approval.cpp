#include <algorithm>

#include "core/authority/consequences.h"
#include "core/process/approvals.h"
#include "core/process/configuration.h"
#include "core/process/workflow.h"
#include "core/process/workflow_book.h"

namespace genba {
namespace {

// Whether one of those who were asked said so just now.
bool was_said(const TicketChange& change, ApprovalDecision decision) {
  const Draft& draft = change.draft();
  const Value said = Value::of(static_cast<std::int64_t>(decision));
  return std::any_of(draft.effects().begin(), draft.effects().end(), [&](const Effect& effect) {
    return effect.field == field::kApprovalDecision && effect.value == said &&
           draft.value(effect.entity, field::kApprovalTicket).reference() == change.id();
  });
}

// A plan that is taken up again is another plan: whoever approved the last one is asked again.
void ask_again(TicketChange& change) {
  Draft& draft = change.draft();
  for (const EntityId& approval : draft.referring(field::kApprovalTicket, change.id())) {
    draft.derive(approval, field::kApprovalDecision,
                 Value::of(static_cast<std::int64_t>(ApprovalDecision::kRequested)));
    draft.derive(approval, field::kApprovalDecidedAt, Value{});
    draft.derive(approval, field::kApprovalDecidedBy, Value{});
  }
}

// What the workspace wants filled in first is not there because everybody has approved.
void go_on(TicketChange& change, TicketState to) {
  if (!check_transition(change.draft(), change.id(), to, Permission::kAdmin, change.now())) return;
  change.derive_choice(field::kTicketState, to);
}

// Nothing that is still to be filled in keeps approved what one of them has rejected.
void fall_back(TicketChange& change, TicketState to) {
  const TicketType type = type_of(change.draft(), change.id());
  if (!change.draft().configuration().workflow().has(type, change.state(), to)) return;
  change.derive_choice(field::kTicketState, to);
}

}  // namespace

// A change becomes approved when all who were asked have approved, and falls back to planned when
// one of them changes his mind in time; a service request goes on to be fulfilled.
void derive_approval(TicketChange& change) {
  if (change.is_imported()) return;
  const TicketState before = change.state_before();
  const bool is_replanned =
      change.state() == TicketState::kPlanned && change.changed(field::kTicketState) &&
      (before == TicketState::kApproved || before == TicketState::kImplemented);
  const bool is_rejected = was_said(change, ApprovalDecision::kRejected);
  // Not when it is his rejection that brought it there: that stands.
  if (is_replanned && !is_rejected) return ask_again(change);
  if (!is_rejected && !was_said(change, ApprovalDecision::kApproved)) return;
  const ApprovalTally tally = tally_approvals(change.draft(), change.id());
  if (change.state() == TicketState::kPlanned && tally.is_approved()) {
    go_on(change, TicketState::kApproved);
  } else if (change.state() == TicketState::kAwaitingApproval && tally.is_approved()) {
    go_on(change, TicketState::kFulfilling);
  } else if (change.state() == TicketState::kApproved && tally.rejected > 0) {
    fall_back(change, TicketState::kPlanned);
  }
}

}  // namespace genba
