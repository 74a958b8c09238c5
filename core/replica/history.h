// A workspace's own history as the operations that would make it again, for joining a server.
#pragma once

#include <vector>

#include "core/replica/replica.h"

namespace genba {

// The gestures recorded in the timelines, oldest first, with times and imported origin kept;
// lane and numbers are to be filled in. Consequences are left out: the new authority draws its own.
// `alone_user` is whoever worked alone: his effects become the joining user's, and so does what
// names him, when `joining` is known already; else such a cell is left for that user.
std::vector<OperationGroup> history_of(const Replica& replica, const EntityId& alone_user,
                                       const EntityId& joining = {});

}  // namespace genba
