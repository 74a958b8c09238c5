// Links between tickets. A link is a record of its own, made once and at most removed once, so that
// of a link made and one removed by people who do not see each other the made one stays (add wins).
// Two records of the same relation count as one.
//
// Read from origin to target: the origin is a child of the target, is fixed by it, …
#pragma once

#include <optional>
#include <vector>

#include "core/model/cell.h"

namespace genba {

bool is_active_link(const StateReader& state, const EntityId& link);

// The targets of the ticket's own links of a type, and the origins of those that point to it; each
// once, in the order in which they were linked.
std::vector<EntityId> linked(const StateReader& state, const EntityId& origin, LinkType type);
std::vector<EntityId> linked_from(const StateReader& state, const EntityId& target, LinkType type);
// The records of one relation that are not removed.
std::vector<EntityId> active_links(const StateReader& state, const EntityId& origin,
                                   const EntityId& target, LinkType type);

// What a ticket is linked with, as its page lists it.
struct Relation {
  LinkType type{};
  bool is_outgoing = true;  // the ticket is the origin
  EntityId other;

  // "Child of" or, from the other end, "Parent of".
  const Choice& name() const {
    return *find_choice(is_outgoing ? ChoiceList::kLinkType : ChoiceList::kLinkInverse,
                        static_cast<std::int64_t>(type));
  }
  friend bool operator==(const Relation&, const Relation&) = default;
};
std::vector<Relation> relations_of(const StateReader& state, const EntityId& ticket);

// Whether a link that was just made may stand: two different tickets of the types that the relation
// is about, no cycle, at most one parent. kInvalidArgument says what is wrong.
Result<void> check_link(const StateReader& state, const EntityId& link);

// The parent's children (and a release's changes) that are still open: whoever closes the parent is
// warned of them.
std::vector<EntityId> open_children(const StateReader& state, const EntityId& ticket);
// The incidents that are pending until this problem is resolved.
std::vector<EntityId> waiting_for(const StateReader& state, const EntityId& problem);

// Merging: the ticket that stands for this one in the end; itself when it was not merged.
EntityId survivor_of(const StateReader& state, EntityId ticket);
// Whether a ticket may be merged into the one that it names now. kInvalidArgument says why not.
Result<void> check_merge(const StateReader& state, const EntityId& ticket);

}  // namespace genba
