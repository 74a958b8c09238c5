// Who works on whose tickets. A ticket without a group is the service desk's; somebody who is in no
// group at all counts as a member of the service desk; and a group that nobody was put into has no
// walls, so that a small workspace needs no set-up.
#pragma once

#include "core/model/cell.h"

namespace genba {

// Whether an agent may work on the ticket: it is his group's, his own, or names him as a
// participant.
bool is_own_work(const StateReader& state, const EntityId& user, const EntityId& ticket);

}  // namespace genba
