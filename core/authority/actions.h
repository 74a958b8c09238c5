// Running the typed actions of a rule or an escalation on a ticket.
#pragma once

#include <span>
#include <string>

#include "core/authority/ticket_change.h"
#include "core/process/rule_actions.h"

namespace genba {

// What the actions did, for the log.
struct ActionLog {
  RuleOutcome outcome = RuleOutcome::kNothingToDo;  // refused beats applied beats nothing
  std::string detail;                               // a line an action that did something
};

// `cause` names the run within the ticket, and with it the notices and tasks that it makes.
// `what`: the reason of its notices, and what is said when an action brings no words of its own.
struct ActionContext {
  std::string cause;
  NoticeReason reason = NoticeReason::kRule;
  std::string name;
};

// An action that cannot be done is refused and logged; the others are done all the same.
ActionLog run_actions(TicketChange& change, std::span<const RuleAction> actions,
                      const ActionContext& context);

}  // namespace genba
