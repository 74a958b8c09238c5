// Rota: who belongs to which support group, who leads it, who is on duty when, and who manages the
// desk; compiled from users, memberships and shifts. Everybody is listed in the order of his id, so
// that every device counts people in the same order.
#pragma once

#include <span>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/model/cell.h"

namespace genba {

class Rota {
 public:
  struct Member {
    EntityId user;
    bool is_lead = false;
  };

  static Rota compile(const StateReader& state);

  // Active members; empty for a group that nobody was put into.
  std::span<const Member> members(const EntityId& group) const;
  bool is_member(const EntityId& group, const EntityId& user) const;
  std::vector<EntityId> leads(const EntityId& group) const;
  // Those whose shift of the group covers the instant (from ≤ at < until), by level (1 is called
  // first), then by who came on duty first.
  std::vector<EntityId> on_duty(const EntityId& group, std::int64_t at_ms,
                                std::int64_t least_level = 1) const;
  // Service-desk managers; admins where there is none.
  std::span<const EntityId> managers() const { return managers_; }
  bool has_skill(const EntityId& user, std::string_view skill) const;
  // Who has the skill, member of a group or not.
  std::vector<EntityId> skilled(std::string_view skill) const;

 private:
  struct Shift {
    EntityId user;
    std::int64_t from_ms = 0;
    std::int64_t until_ms = 0;
    std::int64_t level = 1;
  };
  void add_people(const StateReader& state);
  void add_members(const StateReader& state);
  void add_shifts(const StateReader& state);

  std::unordered_map<EntityId, std::vector<Member>, EntityIdHash> members_;  // by group
  std::unordered_map<EntityId, std::vector<Shift>, EntityIdHash> shifts_;    // by group
  std::unordered_map<EntityId, TextSet, EntityIdHash> skills_;               // by user
  std::vector<EntityId> managers_;
};

// The group that a ticket belongs to: its own, or the service desk when it names none.
EntityId owning_group(const StateReader& state, const EntityId& ticket);

}  // namespace genba
