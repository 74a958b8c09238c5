#include "core/authority/assignment.h"

#include <algorithm>

#include "core/process/configuration.h"
#include "core/process/rota.h"
#include "core/process/rule_book.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

using People = std::vector<EntityId>;

EntityId least_loaded(const Draft& draft, const People& people) {
  EntityId best;
  std::size_t least = 0;
  for (const EntityId& user : people) {
    const std::size_t load = draft.open_tickets_of(user);
    if (!best.is_null() && load >= least) continue;
    best = user;
    least = load;
  }
  return best;
}

// Whoever comes after the last one, by id.
EntityId next_in_turn(const Draft& draft, const EntityId& group, const People& people) {
  const EntityId last = draft.value(group, field::kGroupLastAssigned).reference();
  const auto next = std::upper_bound(people.begin(), people.end(), last);
  return next != people.end() ? *next : people.front();
}

People skilled_of(const Rota& rota, const People& members, const std::string& skill) {
  People people;
  for (const EntityId& user : members) {
    if (rota.has_skill(user, skill)) people.push_back(user);
  }
  return people;
}

}  // namespace

Result<Assignment> find_assignment(const TicketChange& change, const RuleAction& action) {
  const Draft& draft = change.draft();
  const Rota& rota = draft.configuration().rota();
  const EntityId present = change.value(field::kTicketAssignedTo).reference();
  Assignment result;
  if (action.type == RuleAction::Type::kAssignUser) {
    result.assignee = find_called(draft, Kind::kUser, action.name);
    if (!result.assignee.is_null()) return result;
    return make_error(ErrorCode::kNotFound, "there is no user named " + action.name);
  }
  if (action.type == RuleAction::Type::kAssignGroup) {
    result.group = find_called(draft, Kind::kGroup, action.name);
    if (result.group.is_null()) {
      return make_error(ErrorCode::kNotFound, "there is no group named " + action.name);
    }
  }
  const EntityId group = result.group.is_null() ? owning_group(draft, change.id()) : result.group;
  People people;
  for (const Rota::Member& member : rota.members(group)) people.push_back(member.user);
  if (action.way == AssignWay::kOnDuty) {
    people = rota.on_duty(group, change.now(), action.level);
  } else if (action.way == AssignWay::kSkill) {
    const People members = std::move(people);
    people = skilled_of(rota, members, action.skill);
    if (people.empty() && result.group.is_null()) people = rota.skilled(action.skill);
  }
  const bool stays = !result.group.is_null() &&
                     change.value(field::kTicketAssignmentGroup).reference() == result.group;
  const bool is_chosen = std::find(people.begin(), people.end(), present) != people.end();
  if (is_chosen || action.way == AssignWay::kNone) {
    if (is_chosen || stays) result.assignee = present;
    return result;
  }
  if (people.empty()) return make_error(ErrorCode::kNotFound, "there is nobody to assign it to");
  switch (action.way) {
    case AssignWay::kRoundRobin:
      result.assignee = next_in_turn(draft, group, people);
      result.in_turn = true;
      result.turn_of = group;
      break;
    case AssignWay::kOnDuty: result.assignee = people.front(); break;
    default: result.assignee = least_loaded(draft, people); break;
  }
  return result;
}

Result<void> may_become(const TicketChange& change, const Value& state) {
  return check_transition(change.draft(), change.id(), static_cast<TicketState>(state.integer()),
                          Permission::kManager, change.now());
}

}  // namespace genba
