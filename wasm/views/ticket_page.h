// What the parts of a ticket's page share.
#pragma once

#include <string>
#include <utility>

#include "core/process/authorise.h"
#include "core/process/configuration.h"
#include "core/process/workflow_book.h"
#include "wasm/views/ticket_text.h"

namespace genba {

struct TicketPage {
  const Model& model;
  Actions& actions;
  EntityId id;
  Row row;

  const State& state() const { return model.state(); }
  Value value(FieldId field) const { return state().get(Kind::kTicket, row, field); }
  std::int64_t integer(FieldId field) const { return ticket_integer(state(), row, field); }
  TicketState status() const { return static_cast<TicketState>(integer(field::kTicketState)); }
  Role role() const { return model.replica->identity().role; }
  EntityId me() const { return model.replica->identity().user; }
  // What this person may do with this ticket.
  Permission permission() const { return permission_on(state(), id, me(), role()); }
  bool may(FieldId field) const { return permission() >= find_field(field)->least; }
  // What the workspace calls a state of this type of ticket.
  std::string state_label(TicketState state) const {
    const auto type = static_cast<TicketType>(integer(field::kTicketType));
    return this->state().configuration().workflow().label(type, state, model.language);
  }
  std::string label(FieldId field) const { return find_field(field)->label(model.language); }
};

// Submits, and says in a toast what happened or what is wrong. True when it was applied.
bool submit_and_say(const TicketPage& page, const Command& command, std::string done, Seq seen = 0);
// The same, with an undo in the toast; of anything.
bool submit_with_undo(const Model& model, Actions& actions, const Command& command,
                      std::string done, const Command& undo, Seq seen = 0);
inline bool submit_with_undo(const TicketPage& page, const Command& command, std::string done,
                             const Command& undo) {
  return submit_with_undo(page.model, page.actions, command, std::move(done), undo);
}

}  // namespace genba
