// Who may write what: the roles of domain.md against the field table. The same check greys out a
// field on a screen and refuses an operation at the authority.
#pragma once

#include "core/model/cell.h"
#include "core/model/operation.h"

namespace genba {

// Whether this operation is allowed, given the entity it would touch (which may be created by its
// own group: `is_new`). kForbidden says what is missing.
Result<void> authorise(const Operation& operation, bool imported, bool is_new,
                       const EntityId& actor, Role role, const StateReader& state);

// Whether a role may write a field at all; for screens.
bool may_write(Role role, const FieldSpec& spec);

}  // namespace genba
