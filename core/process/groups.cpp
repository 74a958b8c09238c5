#include "core/process/groups.h"

#include <algorithm>

#include "core/process/defaults.h"

namespace genba {
namespace {

bool is_active(const StateReader& state, const EntityId& membership) {
  const Value active = state.value(membership, field::kMembershipActive);
  return active.is_empty() || active.integer() != 0;
}

bool has_any(const StateReader& state, FieldId field, const EntityId& of) {
  const std::vector<EntityId> memberships = state.referring(field, of);
  return std::any_of(memberships.begin(), memberships.end(),
                     [&](const EntityId& id) { return is_active(state, id); });
}

bool is_member(const StateReader& state, const EntityId& user, const EntityId& group) {
  bool is_in_one = false;
  for (const EntityId& membership : state.referring(field::kMembershipUser, user)) {
    if (!is_active(state, membership)) continue;
    if (state.value(membership, field::kMembershipGroup).reference() == group) return true;
    is_in_one = true;
  }
  return !is_in_one && group == service_desk_group_id();
}

}  // namespace

bool is_own_work(const StateReader& state, const EntityId& user, const EntityId& ticket) {
  if (state.value(ticket, field::kTicketAssignedTo).reference() == user) return true;
  const Value participants = state.value(ticket, field::kTicketParticipants);
  const TextSet& named = participants.set();
  if (std::find(named.begin(), named.end(), to_string(user)) != named.end()) return true;
  EntityId group = state.value(ticket, field::kTicketAssignmentGroup).reference();
  if (group.is_null()) group = service_desk_group_id();
  return !has_any(state, field::kMembershipGroup, group) || is_member(state, user, group);
}

}  // namespace genba
