// Whom a rule's assignment chooses, from the state alone: the same choice wherever it is made.
#pragma once

#include "core/authority/ticket_change.h"
#include "core/process/rule_actions.h"

namespace genba {

struct Assignment {
  EntityId group;     // null: stays
  EntityId assignee;  // null: nobody
  // The turn of this group has come to the assignee.
  bool in_turn = false;
  EntityId turn_of;
};

// kNotFound when there is nobody to choose. Who has the ticket keeps it when he might be chosen.
Result<Assignment> find_assignment(const TicketChange& change, const RuleAction& action);

// Whether a rule may bring the ticket into the state; errors as check_transition.
Result<void> may_become(const TicketChange& change, const Value& state);

}  // namespace genba
