// Who may write what: the roles of domain.md against the field table. The same check greys out a
// field on a screen and refuses an operation at the authority.
#pragma once

#include "core/model/cell.h"
#include "core/model/operation.h"

namespace genba {

struct Author {
  EntityId id;
  Role role = Role::kRequester;
};

// Whether the author may do this. `state`: with what his group of operations did so far; `before`:
// without, since whose work a ticket is does not change by handing it on. kForbidden says what is
// missing.
Result<void> authorise(const Operation& operation, bool imported, const Author& author,
                       const StateReader& state, const StateReader& before);

// What a role may do with tickets of a type: whoever manages problems or changes is to his own
// records what the service-desk manager is to all.
Permission permission_over(Role role, TicketType type);

// What a person may do with this very ticket: that, if it is his groups' work or his role is above
// groups; what any requester may with what he reported himself; else nothing.
Permission permission_on(const StateReader& state, const EntityId& ticket, const EntityId& person,
                         Role role);

// Whether a role may write a field at all; for screens.
bool may_write(Role role, const FieldSpec& spec);
// Whether a role may make records of a kind at all; for screens.
bool may_create(Role role, Kind kind);

}  // namespace genba
