#include "core/process/rota.h"

#include <algorithm>

#include "core/process/defaults.h"

namespace genba {
namespace {

constexpr auto kNo = static_cast<std::int64_t>(Boolean::kNo);

}  // namespace

Rota Rota::compile(const StateReader& state) {
  Rota rota;
  rota.add_people(state);
  rota.add_members(state);
  rota.add_shifts(state);
  return rota;
}

void Rota::add_people(const StateReader& state) {
  std::vector<EntityId> admins;
  for (const EntityId& user : state.entities(Kind::kUser)) {
    const auto role = static_cast<Role>(state.integer(user, field::kUserRole));
    if (role == Role::kManager) managers_.push_back(user);
    if (role == Role::kAdmin) admins.push_back(user);
    Value skills = state.value(user, field::kUserSkills);
    if (!skills.set().empty()) skills_[user] = skills.set();
  }
  if (managers_.empty()) managers_ = std::move(admins);
  std::sort(managers_.begin(), managers_.end());
}

void Rota::add_members(const StateReader& state) {
  for (const EntityId& id : state.entities(Kind::kMembership)) {
    const Value active = state.value(id, field::kMembershipActive);
    if (!active.is_empty() && active.integer() == kNo) continue;
    const EntityId group = state.value(id, field::kMembershipGroup).reference();
    const Member member{state.value(id, field::kMembershipUser).reference(),
                        state.is_yes(id, field::kMembershipLead)};
    if (group.is_null() || state.kind(member.user) != Kind::kUser) continue;
    std::vector<Member>& members = members_[group];
    const auto same = std::find_if(members.begin(), members.end(),
                                   [&](const Member& other) { return other.user == member.user; });
    if (same == members.end()) {
      members.push_back(member);
    } else {
      same->is_lead |= member.is_lead;
    }
  }
  for (auto& [group, members] : members_) {
    std::sort(members.begin(), members.end(),
              [](const Member& a, const Member& b) { return a.user < b.user; });
  }
}

void Rota::add_shifts(const StateReader& state) {
  for (const EntityId& id : state.entities(Kind::kShift)) {
    Shift shift;
    shift.user = state.value(id, field::kShiftUser).reference();
    shift.from_ms = state.integer(id, field::kShiftFrom);
    shift.until_ms = state.integer(id, field::kShiftUntil);
    shift.level = std::max<std::int64_t>(1, state.integer(id, field::kShiftLevel));
    if (state.kind(shift.user) != Kind::kUser || shift.until_ms <= shift.from_ms) continue;
    shifts_[state.value(id, field::kShiftGroup).reference()].push_back(shift);
  }
  for (auto& [group, shifts] : shifts_) {
    std::sort(shifts.begin(), shifts.end(), [](const Shift& a, const Shift& b) {
      if (a.level != b.level) return a.level < b.level;
      return a.from_ms != b.from_ms ? a.from_ms < b.from_ms : a.user < b.user;
    });
  }
}

std::span<const Rota::Member> Rota::members(const EntityId& group) const {
  const auto found = members_.find(group);
  return found == members_.end() ? std::span<const Member>() : found->second;
}

bool Rota::is_member(const EntityId& group, const EntityId& user) const {
  const std::span<const Member> all = members(group);
  return std::any_of(all.begin(), all.end(),
                     [&](const Member& member) { return member.user == user; });
}

std::vector<EntityId> Rota::leads(const EntityId& group) const {
  std::vector<EntityId> users;
  for (const Member& member : members(group)) {
    if (member.is_lead) users.push_back(member.user);
  }
  return users;
}

std::vector<EntityId> Rota::on_duty(const EntityId& group, std::int64_t at_ms,
                                    std::int64_t least_level) const {
  std::vector<EntityId> users;
  const auto found = shifts_.find(group);
  if (found == shifts_.end()) return users;
  for (const Shift& shift : found->second) {
    if (shift.level < least_level || shift.from_ms > at_ms || at_ms >= shift.until_ms) continue;
    if (std::find(users.begin(), users.end(), shift.user) == users.end()) {
      users.push_back(shift.user);
    }
  }
  return users;
}

bool Rota::has_skill(const EntityId& user, std::string_view skill) const {
  const auto found = skills_.find(user);
  return found != skills_.end() &&
         std::binary_search(found->second.begin(), found->second.end(), skill);
}

std::vector<EntityId> Rota::skilled(std::string_view skill) const {
  std::vector<EntityId> users;
  for (const auto& [user, skills] : skills_) {
    if (std::binary_search(skills.begin(), skills.end(), skill)) users.push_back(user);
  }
  std::sort(users.begin(), users.end());
  return users;
}

EntityId owning_group(const StateReader& state, const EntityId& ticket) {
  const EntityId group = state.value(ticket, field::kTicketAssignmentGroup).reference();
  return group.is_null() ? service_desk_group_id() : group;
}

}  // namespace genba
