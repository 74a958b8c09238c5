#include "core/process/links.h"

#include <algorithm>
#include <string>

#include "core/process/security.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

// Longer chains are not looked through: nobody builds them, and a question must end.
constexpr std::size_t kMaxReached = 10'000;

LinkType type_of_link(const StateReader& state, const EntityId& link) {
  return static_cast<LinkType>(state.integer(link, field::kLinkType));
}

// The tickets at the other end of the links that name `ticket` in field `near`.
std::vector<EntityId> others(const StateReader& state, const EntityId& ticket, FieldId near,
                             FieldId far, LinkType type) {
  std::vector<EntityId> found;
  for (const EntityId& link : state.referring(near, ticket)) {
    if (!is_active_link(state, link) || type_of_link(state, link) != type) continue;
    const EntityId other = state.value(link, far).reference();
    if (std::find(found.begin(), found.end(), other) == found.end()) found.push_back(other);
  }
  return found;
}

bool leads_to(const StateReader& state, const EntityId& from, const EntityId& to, LinkType type) {
  std::vector<EntityId> reached = {from};
  for (std::size_t at = 0; at < reached.size() && reached.size() < kMaxReached; ++at) {
    if (reached[at] == to) return true;
    for (const EntityId& next : linked(state, reached[at], type)) {
      if (std::find(reached.begin(), reached.end(), next) == reached.end()) reached.push_back(next);
    }
  }
  return false;
}

Error wrong(std::string what) { return make_error(ErrorCode::kInvalidArgument, std::move(what)); }

// Whether a relation is about tickets of these types.
bool fits(LinkType type, TicketType origin, TicketType target) {
  using enum TicketType;
  switch (type) {
    case LinkType::kHasProblem:
      return target == kProblem && (origin == kIncident || origin == kRequest);
    case LinkType::kFixedBy:
      return target == kChange && (origin == kIncident || origin == kProblem || origin == kRequest);
    case LinkType::kReleasedIn: return origin == kChange && target == kRelease;
    case LinkType::kCausedBy: return target == kChange;
    default: return true;
  }
}

}  // namespace

bool is_active_link(const StateReader& state, const EntityId& link) {
  return state.integer(link, field::kLinkStatus) != static_cast<std::int64_t>(LinkStatus::kRemoved);
}

std::vector<EntityId> linked(const StateReader& state, const EntityId& origin, LinkType type) {
  return others(state, origin, field::kLinkOrigin, field::kLinkTarget, type);
}

std::vector<EntityId> linked_from(const StateReader& state, const EntityId& target, LinkType type) {
  return others(state, target, field::kLinkTarget, field::kLinkOrigin, type);
}

std::vector<EntityId> active_links(const StateReader& state, const EntityId& origin,
                                   const EntityId& target, LinkType type) {
  std::vector<EntityId> links = state.referring(field::kLinkOrigin, origin);
  std::erase_if(links, [&](const EntityId& link) {
    return !is_active_link(state, link) || type_of_link(state, link) != type ||
           state.value(link, field::kLinkTarget).reference() != target;
  });
  return links;
}

std::vector<Relation> relations_of(const StateReader& state, const EntityId& ticket) {
  std::vector<Relation> relations;
  for (const Choice& choice : choices_of(ChoiceList::kLinkType)) {
    const auto type = static_cast<LinkType>(choice.number);
    for (const EntityId& other : linked(state, ticket, type)) {
      relations.push_back({type, true, other});
    }
    for (const EntityId& other : linked_from(state, ticket, type)) {
      // What relates to each other does so from both ends.
      const Relation seen{type, true, other};
      const bool is_double = type == LinkType::kRelatesTo &&
                             std::find(relations.begin(), relations.end(), seen) != relations.end();
      if (!is_double) relations.push_back({type, false, other});
    }
  }
  return relations;
}

Result<void> check_link(const StateReader& state, const EntityId& link) {
  const EntityId origin = state.value(link, field::kLinkOrigin).reference();
  const EntityId target = state.value(link, field::kLinkTarget).reference();
  const Value type_value = state.value(link, field::kLinkType);
  if (origin.is_null() || target.is_null() || type_value.is_empty()) {
    return make_error(ErrorCode::kMissingField, "a link needs origin, target and type");
  }
  if (origin == target) return wrong("target: a ticket is not linked with itself");
  const auto type = static_cast<LinkType>(type_value.integer());
  if (!fits(type, type_of(state, origin), type_of(state, target))) {
    return wrong("type: tickets of these types are not related like this");
  }
  if (type == LinkType::kRelatesTo) return {};
  if (leads_to(state, target, origin, type)) {
    return wrong("target: the link would lead back to where it begins");
  }
  if (type == LinkType::kChildOf && linked(state, origin, type).size() > 1) {
    return wrong("target: it has a parent already");
  }
  return {};
}

std::vector<EntityId> open_children(const StateReader& state, const EntityId& ticket) {
  std::vector<EntityId> children = linked_from(state, ticket, LinkType::kChildOf);
  for (const EntityId& change : linked_from(state, ticket, LinkType::kReleasedIn)) {
    children.push_back(change);
  }
  std::erase_if(children,
                [&](const EntityId& child) { return !is_open_state(state_of(state, child)); });
  return children;
}

std::vector<EntityId> waiting_for(const StateReader& state, const EntityId& problem) {
  std::vector<EntityId> incidents = linked_from(state, problem, LinkType::kHasProblem);
  std::erase_if(incidents, [&](const EntityId& incident) {
    return state_of(state, incident) != TicketState::kPending ||
           state.integer(incident, field::kTicketPendingReason) !=
               static_cast<std::int64_t>(PendingReason::kAwaitingProblem);
  });
  return incidents;
}

EntityId survivor_of(const StateReader& state, EntityId ticket) {
  for (std::size_t step = 0; step < kMaxReached; ++step) {
    const EntityId next = state.value(ticket, field::kTicketMergedInto).reference();
    if (next.is_null()) break;
    ticket = next;
  }
  return ticket;
}

Result<void> check_merge(const StateReader& state, const EntityId& ticket) {
  EntityId into = state.value(ticket, field::kTicketMergedInto).reference();
  if (into.is_null()) return {};
  if (type_of(state, ticket) != type_of(state, into)) {
    return wrong("merged_into: only tickets of one type are merged");
  }
  for (std::size_t step = 0; step < kMaxReached && !into.is_null(); ++step) {
    if (into == ticket) return wrong("merged_into: that ticket is merged into this one");
    into = state.value(into, field::kTicketMergedInto).reference();
  }
  // A merge closes it, so it needs what closing needs, unless the other one has the same checklist.
  if (is_security_incident(state, survivor_of(state, ticket))) return {};
  return check_security_step(state, ticket, kAfterLastStep);
}

}  // namespace genba
