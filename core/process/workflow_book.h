// WorkflowBook: which transitions each type of ticket has, who may make them and what must be
// filled in first: the tables of WORKFLOW.md. Pure; immutable once made.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <vector>

#include "core/model/cell.h"
#include "core/model/choices.h"

namespace genba {

struct Transition {
  TicketState from{};
  TicketState to{};
  Permission least = Permission::kAgent;  // over tickets of the type (permission_over)
  std::optional<ChangeKind> only;         // for changes of this kind alone
  std::vector<FieldId> required;          // of the ticket, that must be filled in first
};

class WorkflowBook {
 public:
  WorkflowBook();  // the tables that a workspace starts with

  // In the order in which people expect to be offered them. Two may have the same ends, for
  // different roles or kinds of change.
  std::span<const Transition> transitions(TicketType type) const;
  bool has(TicketType type, TicketState from, TicketState to) const;
  // Where a ticket of the type goes on after it was pending; nullopt when it never is.
  std::optional<TicketState> resumed(TicketType type) const;

 private:
  std::map<TicketType, std::vector<Transition>> tables_;
};

// The built-in table of a type (workflow_tables.cpp).
std::vector<Transition> standard_transitions(TicketType type);

}  // namespace genba
