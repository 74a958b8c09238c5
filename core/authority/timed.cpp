#include "core/authority/timed.h"

#include <algorithm>

#include "core/authority/consequences.h"
#include "core/authority/sla_sweep.h"

namespace genba {
namespace {

constexpr TimedConsequence kTimed[] = {
    {wake_up_due, wake_up},       {clock_breach_due, breach_clocks},
    {auto_close_due, auto_close}, {sla_warning_due, send_sla_warning},
    {escalation_due, escalate},   {time_rule_due, run_time_rule},
};
// What may happen to one ticket before others get their turn.
constexpr int kMaxStepsAtOnce = 64;

struct Next {
  std::int64_t at_ms = kNothingDue;
  const TimedConsequence* what = nullptr;
};

Next next_of(const TicketChange& change) {
  Next next;
  for (const TimedConsequence& timed : kTimed) {
    const std::optional<std::int64_t> at_ms = timed.due(change);
    if (at_ms && *at_ms < next.at_ms) next = {*at_ms, &timed};
  }
  return next;
}

bool is_over(TicketState state) {
  return state == TicketState::kClosed || state == TicketState::kCancelled;
}

// What of the ticket is due first, if anything is; else only its next check is set right.
bool step(AuthorityStore& store, const EntityId& ticket, std::int64_t now_ms,
          RandomSource& random) {
  OperationGroup nobody;  // the authority's own lane, no operation
  nobody.first_dseq = 1;
  nobody.wall_ms = now_ms;
  DecisionContext context;
  context.role = Role::kAdmin;
  context.received_ms = context.effective_ms = now_ms;
  Next next;
  {
    Draft draft(store, nobody, context);
    next = next_of(TicketChange(draft, ticket, {}));
  }
  const bool is_due = next.what != nullptr && next.at_ms <= now_ms;
  if (is_due) context.effective_ms = next.at_ms;
  Draft draft(store, nobody, context);
  TicketChange change(draft, ticket, {});
  if (is_due) {
    next.what->act(change);
    derive_consequences(draft);
  }
  // Also when nothing of the ticket itself changed: what was done is not due any more.
  derive_next_check(change);
  append_effects(draft.take_effects(), store, random);
  store.settle();
  return is_due;
}

}  // namespace

void derive_next_check(TicketChange& change) {
  if (is_over(change.state())) {
    change.derive(field::kTicketNextCheckAt, Value{});
  } else {
    change.derive(field::kTicketNextCheckAt, next_of(change).at_ms);
  }
}

std::size_t act_on_time(AuthorityStore& store, std::int64_t now_ms, std::size_t limit,
                        RandomSource& random) {
  const std::vector<EntityId> due = store.due(now_ms, limit);
  for (const EntityId& ticket : due) {
    int steps = 0;
    while (steps < kMaxStepsAtOnce && step(store, ticket, now_ms, random)) ++steps;
  }
  return due.size() + judge_open_tickets(store, now_ms, limit, random);
}

}  // namespace genba
