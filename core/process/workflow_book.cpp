#include "core/process/workflow_book.h"

namespace genba {

WorkflowBook::WorkflowBook() {
  for (const Choice& type : choices_of(ChoiceList::kTicketType)) {
    const auto of = static_cast<TicketType>(type.number);
    tables_[of] = standard_transitions(of);
  }
}

std::span<const Transition> WorkflowBook::transitions(TicketType type) const {
  const auto table = tables_.find(type);
  return table == tables_.end() ? std::span<const Transition>() : table->second;
}

bool WorkflowBook::has(TicketType type, TicketState from, TicketState to) const {
  for (const Transition& transition : transitions(type)) {
    if (transition.from == from && transition.to == to) return true;
  }
  return false;
}

std::optional<TicketState> WorkflowBook::resumed(TicketType type) const {
  for (const Transition& transition : transitions(type)) {
    if (transition.from == TicketState::kPending) return transition.to;
  }
  return std::nullopt;
}

}  // namespace genba
