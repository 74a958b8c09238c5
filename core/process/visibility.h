// Who may see what. One table of rules for both sides: the server sends by it, the authority
// refuses by it as if what may not be seen did not exist, and tests hold the two against each
// other.
//
// - Facets: what is internal is for agents and above, and for those who only read (executives,
//   auditors); a requester, and an approver, sees public cells only.
// - Tickets: managers, executives, auditors and admins see all; agents and group leads those of
//   their groups, those without a group, and those that name them (an agent without any group sees
//   all); an approver those that ask for his approval; everybody his own.
// - A kiosk sees what its form offers to choose from, categories and sites, and nothing else.
// - A device may narrow all of that by its scope (scope.h).
// - Restricted tickets: only who is named on them (requester, assignee, participants), and security
//   officers.
// - What belongs to a ticket (comments, links …) is seen with it, a link with both its ends; a
//   notice by its recipient; an unpublished article by agents and above, a visit to the FAQ by them
//   and its visitor; a saved view or report by its owner, or by all when it is shared. A conflict
//   is seen with the ticket that it is about, or by the owner of what is his own.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "core/model/cell.h"
#include "core/process/scope.h"

namespace genba {

struct Viewer {
  EntityId user;
  Role role = Role::kRequester;
  std::vector<EntityId> groups;  // that he is a member of, sorted
  Scope scope = {};              // of his device; narrows what he may see

  // By the same rules; the scope is no part of them.
  friend bool operator==(const Viewer& a, const Viewer& b) {
    return a.user == b.user && a.role == b.role && a.groups == b.groups;
  }
};

// How a cell is read: as it is now, or as it was at an earlier effect.
using ReadCell = std::function<Value(const EntityId&, FieldId)>;
ReadCell read_now(const StateReader& state);

// The viewer, with the memberships that `read` gives; `state` finds the entities.
Viewer viewer_of(const EntityId& user, Role role, const StateReader& state, const ReadCell& read);

bool sees_internal(Role role);
// Whether the viewer may see the entity, as far as its cells by `read` say; false when it did not
// exist then. Facets are apart.
bool may_see(const Viewer& viewer, const EntityId& entity, const StateReader& state,
             const ReadCell& read);
// The visibility class of an entity: what all who see internal cells see alike, by the group whose
// tickets they see; null: by all of them. nullopt: who sees it is decided person by person. Whoever
// sees internal cells and the class may see the entity; others may, too.
std::optional<EntityId> class_of(const EntityId& entity, const StateReader& state,
                                 const ReadCell& read);
bool sees_class(const Viewer& viewer, const EntityId& group);
// Whether his device takes the class as a whole; of others it keeps what names him, and its pins.
bool takes_class(const Viewer& viewer, const EntityId& group);
// The one person to whom an entity without a class belongs; null when several may see it.
EntityId owner_of(const EntityId& entity, const StateReader& state, const ReadCell& read);
// Those who see a ticket because it names them, whatever its group.
std::vector<EntityId> named_on(const EntityId& ticket, const ReadCell& read);
// Whether a change of this field can change who sees what, or what is left to be seen.
bool changes_sight(FieldId field);
// Of those: one that bears only on what is in a scope.
bool changes_scope(FieldId field);
// The entity whose visibility an entity shares, or itself: an approval's ticket (its approver sees
// it from now on), what an erasure took something from.
EntityId sight_subject(const EntityId& entity, FieldId field, const StateReader& state);

// Fields of other entities that tie them to a ticket for life: what is seen with it and goes with
// it.
std::vector<FieldId> ticket_ties();
// What is tied to a ticket by them; nothing to what is no ticket.
std::vector<EntityId> tied_to(const EntityId& entity, const StateReader& state);

}  // namespace genba
