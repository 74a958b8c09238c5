// What people call a ticket: "INC-000123" once it has a number, its offline label before.
#pragma once

#include <string>
#include <string_view>

#include "core/replica/state.h"

namespace genba {

// Of a ticket that has a number.
std::string number_label(TicketType type, std::int64_t number);
std::string ticket_label(const State& state, const EntityId& id);
// By number with its prefix, offline label, source ("servicenow:INC0000045", or the part after the
// colon) or UUID. kNotFound names what was asked for.
Result<EntityId> find_ticket(const State& state, std::string_view name);
// An entity by its name, English name, sign-in name or code; exact.
Result<EntityId> find_by_name(const State& state, Kind kind, std::string_view name);
// The name to show; a code or an empty text when there is none.
std::string name_of(const State& state, const EntityId& id, Language language);

}  // namespace genba
