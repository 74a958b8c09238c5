// WorkflowBook: which transitions each type of ticket has, who may make them and what must be
// filled in first: the tables of WORKFLOW.md with the workspace's own transitions, names of states
// and custom fields. Pure; immutable once made.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "core/model/cell.h"
#include "core/model/choices.h"
#include "core/process/custom_fields.h"

namespace genba {

struct Transition {
  TicketState from{};
  TicketState to{};
  Permission least = Permission::kAgent;  // over tickets of the type (permission_over)
  std::optional<ChangeKind> only;         // for changes of this kind alone
  std::vector<FieldId> required;          // of the ticket, that must be filled in first
  std::vector<EntityId> required_custom;  // custom fields likewise
};

class WorkflowBook {
 public:
  WorkflowBook();  // the tables that a workspace starts with

  // With what the workspace configured. What cannot be used is left out and named.
  using Problems = std::vector<std::pair<EntityId, Error>>;
  static WorkflowBook compile(const StateReader& state, Problems& problems);
  // Whether the tables as a whole can be used. kInvalidArgument names a state that cannot be
  // reached from New, one from which no way leads to Closed, a way out of Closed that is no
  // reopening and so would skip its 14 days, or Pending when nothing goes on from there.
  Result<void> check() const;

  // In the order in which people expect to be offered them. Two may have the same ends, for
  // different roles or kinds of change.
  std::span<const Transition> transitions(TicketType type) const;
  bool has(TicketType type, TicketState from, TicketState to) const;
  // Where a ticket of the type goes on after it was pending; nullopt when it never is. That is
  // open: nothing resolves or cancels itself because its requester said something.
  std::optional<TicketState> resumed(TicketType type) const;

  // What the workspace calls a state of a type.
  std::string label(TicketType type, TicketState state, Language language) const;

  // In their order; those that are switched off are not among them.
  std::span<const CustomField> custom_fields() const { return custom_fields_; }
  const CustomField* find_custom_field(const EntityId& id) const;    // nullptr: none
  const CustomField* find_custom_field(std::string_view key) const;  // nullptr: none

 private:
  void add_transitions(const StateReader& state, Problems& problems);
  Result<void> add_transition(const StateReader& state, const EntityId& id);
  Result<void> require(const TextSet& names, Transition& step) const;
  void add_labels(const StateReader& state);

  std::map<TicketType, std::vector<Transition>> tables_;
  std::map<std::pair<TicketType, TicketState>, std::pair<std::string, std::string>> labels_;
  std::vector<CustomField> custom_fields_;
};

// The records by which a workspace changes one transition and names one state: the same on every
// device.
EntityId transition_id(TicketType type, TicketState from, TicketState to);
EntityId state_label_id(TicketType type, TicketState state);

// The built-in table of a type, and what a state needs wherever the ticket comes from
// (workflow_tables.cpp).
std::vector<Transition> standard_transitions(TicketType type);
std::vector<FieldId> standard_requirements(TicketType type, TicketState to);

}  // namespace genba
