// Escalation of what nobody has acknowledged, by the first policy that applies to the ticket: its
// levels are done one after the other until somebody acknowledges it or it is over.
#include <algorithm>

#include "core/authority/actions.h"
#include "core/authority/consequences.h"
#include "core/authority/rule_log.h"
#include "core/authority/timed.h"
#include "core/process/configuration.h"
#include "core/process/rule_book.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

bool is_acknowledged(const TicketChange& change) {
  return !change.value(field::kTicketRespondedAt).is_empty() ||
         !change.value(field::kTicketAcknowledgedAt).is_empty() || !is_open_state(change.state());
}

const EscalationRule* applying(const TicketChange& change) {
  const std::vector<EscalationRule>& policies =
      change.draft().configuration().rules().escalations();
  if (policies.empty() || is_acknowledged(change)) return nullptr;
  const TicketCells cells(change.draft(), change.id());
  for (const EscalationRule& policy : policies) {
    if (policy.condition.holds(cells, rule_context(change.now()))) return &policy;
  }
  return nullptr;
}

const EscalationRule* running(const TicketChange& change) {
  const EntityId id = change.value(field::kTicketEscalationPolicy).reference();
  return id.is_null() ? nullptr : change.draft().configuration().rules().escalation(id);
}

}  // namespace

void derive_escalation(TicketChange& change) {
  // Another system's tickets begin with their first change here.
  if (change.is_imported()) return;
  const EscalationRule* policy = applying(change);
  if (policy == nullptr) {
    change.derive(field::kTicketEscalationPolicy, Value{});
    change.derive(field::kTicketEscalationSince, Value{});
    change.derive(field::kTicketEscalationStep, Value{});
    return;
  }
  const Value id = Value::of(policy->id);
  if (change.value(field::kTicketEscalationPolicy) == id) return;
  const std::int64_t since_ms =
      change.is_new() ? change.integer(field::kTicketOpenedAt) : change.now();
  change.derive(field::kTicketEscalationPolicy, id);
  change.derive(field::kTicketEscalationSince, since_ms);
  change.derive(field::kTicketEscalationStep, 0);
}

std::optional<std::int64_t> escalation_due(const TicketChange& change) {
  const EscalationRule* policy = running(change);
  if (policy == nullptr) return std::nullopt;
  const auto step = static_cast<std::size_t>(change.integer(field::kTicketEscalationStep));
  if (step >= policy->steps.size()) return std::nullopt;
  return change.integer(field::kTicketEscalationSince) + policy->steps[step].after_ms;
}

void escalate(TicketChange& change) {
  const EscalationRule* policy = running(change);
  const std::int64_t index = change.integer(field::kTicketEscalationStep);
  if (policy == nullptr || static_cast<std::size_t>(index) >= policy->steps.size()) return;
  const EscalationStep& step = policy->steps[static_cast<std::size_t>(index)];
  const std::string since = std::to_string(change.integer(field::kTicketEscalationSince));
  const std::string cause =
      "escalation:" + to_string(policy->id) + ' ' + since + ' ' + std::to_string(index);
  run_actions(change, {&step.action, 1}, {cause, NoticeReason::kEscalated, policy->name});
  change.derive(field::kTicketEscalationStep, index + 1);
  const std::int64_t level = change.integer(field::kTicketEscalationLevel);
  change.derive(field::kTicketEscalationLevel, std::max(level, step.level));
  change.derive(field::kTicketEscalatedAt, change.now());
}

}  // namespace genba
