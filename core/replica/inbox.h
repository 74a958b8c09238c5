// The inbox: a person's notices as a screen and the command line list them.
#pragma once

#include <vector>

#include "core/replica/state.h"

namespace genba {

// Unread first, then the newest first; at most `limit` when that is above 0.
std::vector<EntityId> inbox_of(const State& state, const EntityId& user, std::size_t limit = 0);
std::size_t unread_notices(const State& state, const EntityId& user);
bool is_read(const StateReader& state, const EntityId& notice);

}  // namespace genba
