#include "core/process/visibility.h"

#include <algorithm>

#include "core/model/ids.h"

namespace genba {
namespace {

bool is_yes(const Value& value) {
  return value.integer() == static_cast<std::int64_t>(Boolean::kYes);
}

bool sees_all_tickets(Role role) {
  switch (role) {
    case Role::kManager:
    case Role::kProblemManager:
    case Role::kChangeManager:
    case Role::kSecurityOfficer:
    case Role::kExecutive:
    case Role::kAuditor:
    case Role::kAdmin: return true;
    default: return false;
  }
}

// Of a kind of which each belongs to one person.
std::optional<FieldId> owner_field(Kind kind) {
  switch (kind) {
    case Kind::kNotice: return field::kNoticeRecipient;
    case Kind::kSavedReport: return field::kSavedReportOwner;
    case Kind::kSavedView: return field::kSavedViewOwner;
    default: return std::nullopt;
  }
}

// What decides to whom an entity belongs: itself, or what a conflict is about.
EntityId owned_part(const EntityId& entity, const StateReader& state, const ReadCell& read) {
  if (state.kind(entity) != Kind::kConflict) return entity;
  return read(entity, field::kConflictEntity).reference();
}

bool is_of_groups(const Viewer& viewer, const EntityId& group) {
  return std::binary_search(viewer.groups.begin(), viewer.groups.end(), group);
}

class Eyes {
 public:
  Eyes(const Viewer& viewer, const StateReader& state, const ReadCell& read)
      : viewer_(viewer), state_(state), read_(read) {}

  bool see(const EntityId& entity) const {
    const Kind kind = state_.kind(entity);
    if (viewer_.role == Role::kKiosk) return kind == Kind::kCategory || kind == Kind::kSite;
    switch (kind) {
      case Kind::kNone: return false;
      case Kind::kTicket: return see_ticket(entity);
      case Kind::kNotice:
        return names_me(entity, field::kNoticeRecipient) && see_tied(entity, kind);
      case Kind::kArticle:
        return sees_internal(viewer_.role) ||
               read_(entity, field::kArticleState).integer() ==
                   static_cast<std::int64_t>(ArticleState::kPublished);
      case Kind::kFaqVisit:
        return sees_internal(viewer_.role) || names_me(entity, field::kFaqVisitVisitor);
      case Kind::kSavedReport:
        return names_me(entity, field::kSavedReportOwner) ||
               is_yes(read_(entity, field::kSavedReportShared));
      case Kind::kSavedView:
        return names_me(entity, field::kSavedViewOwner) ||
               is_yes(read_(entity, field::kSavedViewShared));
      case Kind::kConflict: return see_tied(entity, kind) && see_subject(entity);
      default: return see_tied(entity, kind);
    }
  }

 private:
  bool names_me(const EntityId& entity, FieldId field) const {
    return read_(entity, field).reference() == viewer_.user;
  }

  // A conflict of what is somebody's own is his alone, as long as it exists.
  bool see_subject(const EntityId& conflict) const {
    const EntityId subject = read_(conflict, field::kConflictEntity).reference();
    const std::optional<FieldId> owner = owner_field(state_.kind(subject));
    return !owner || names_me(subject, *owner);
  }

  // Every ticket that the entity is tied to.
  bool see_tied(const EntityId& entity, Kind kind) const {
    for (const FieldId tie : ticket_ties()) {
      if (kind_of(tie) != kind) continue;
      const Value ticket = read_(entity, tie);
      if (!ticket.is_empty() && !see_ticket(ticket.reference())) return false;
    }
    return true;
  }

  bool see_ticket(const EntityId& ticket) const {
    // Its state is set with its creation and never empty again.
    if (read_(ticket, field::kTicketState).is_empty()) return false;
    return may_see_ticket(ticket) && (viewer_.scope.is_everything() || is_in_scope(ticket));
  }

  bool is_in_scope(const EntityId& ticket) const {
    const Scope& scope = viewer_.scope;
    if (scope.pins(ticket)) return true;
    const Value closed = read_(ticket, field::kTicketClosedAt);
    if (!closed.is_empty() && closed.integer() < scope.closed_since_ms) return false;
    if (scope.breadth == Breadth::kAll) return true;
    if (names_me(ticket, field::kTicketRequester) || is_named(ticket)) return true;
    return scope.breadth == Breadth::kGroups &&
           is_of_groups(viewer_, read_(ticket, field::kTicketAssignmentGroup).reference());
  }

  bool may_see_ticket(const EntityId& ticket) const {
    if (names_me(ticket, field::kTicketRequester)) return true;
    if (viewer_.role == Role::kApprover) return asks_me(ticket);
    if (!sees_internal(viewer_.role)) return false;
    if (is_named(ticket)) return true;
    if (is_yes(read_(ticket, field::kTicketRestricted))) {
      return viewer_.role == Role::kSecurityOfficer;
    }
    return sees_class(viewer_, read_(ticket, field::kTicketAssignmentGroup).reference());
  }

  bool is_named(const EntityId& ticket) const {
    return names_me(ticket, field::kTicketAssignedTo) || participates(ticket);
  }

  bool participates(const EntityId& ticket) const {
    const Value names = read_(ticket, field::kTicketParticipants);
    if (names.is_empty()) return false;
    const TextSet& set = names.set();
    return std::find(set.begin(), set.end(), to_string(viewer_.user)) != set.end();
  }

  bool asks_me(const EntityId& ticket) const {
    for (const EntityId& approval : state_.referring(field::kApprovalTicket, ticket)) {
      if (names_me(approval, field::kApprovalApprover)) return true;
    }
    return false;
  }

  const Viewer& viewer_;
  const StateReader& state_;
  const ReadCell& read_;
};

}  // namespace

ReadCell read_now(const StateReader& state) {
  return [&state](const EntityId& entity, FieldId field) { return state.value(entity, field); };
}

Viewer viewer_of(const EntityId& user, Role role, const StateReader& state, const ReadCell& read) {
  Viewer viewer{user, role, {}, {}};
  for (const EntityId& membership : state.referring(field::kMembershipUser, user)) {
    const Value group = read(membership, field::kMembershipGroup);
    const Value active = read(membership, field::kMembershipActive);
    if (!group.is_empty() && (active.is_empty() || is_yes(active))) {
      viewer.groups.push_back(group.reference());
    }
  }
  std::sort(viewer.groups.begin(), viewer.groups.end());
  return viewer;
}

bool sees_class(const Viewer& viewer, const EntityId& group) {
  if (!sees_internal(viewer.role)) return false;
  if (group.is_null() || sees_all_tickets(viewer.role) || viewer.groups.empty()) return true;
  return is_of_groups(viewer, group);
}

bool takes_class(const Viewer& viewer, const EntityId& group) {
  if (!sees_class(viewer, group)) return false;
  switch (viewer.scope.breadth) {
    case Breadth::kAll: return true;
    case Breadth::kGroups: return group.is_null() || is_of_groups(viewer, group);
    case Breadth::kMine: break;
  }
  return group.is_null();
}

EntityId owner_of(const EntityId& entity, const StateReader& state, const ReadCell& read) {
  const EntityId owned = owned_part(entity, state, read);
  const std::optional<FieldId> owner = owner_field(state.kind(owned));
  return owner ? read(owned, *owner).reference() : EntityId();
}

std::optional<EntityId> class_of(const EntityId& entity, const StateReader& state,
                                 const ReadCell& read) {
  const Kind kind = state.kind(entity);
  switch (kind) {
    case Kind::kNone: return std::nullopt;
    case Kind::kTicket:
      if (read(entity, field::kTicketState).is_empty()) return std::nullopt;
      if (is_yes(read(entity, field::kTicketRestricted))) return std::nullopt;
      return read(entity, field::kTicketAssignmentGroup).reference();
    case Kind::kSavedReport:
      if (is_yes(read(entity, field::kSavedReportShared))) return EntityId();
      break;
    case Kind::kSavedView:
      if (is_yes(read(entity, field::kSavedViewShared))) return EntityId();
      break;
    default: break;
  }
  if (owner_field(state.kind(owned_part(entity, state, read)))) return std::nullopt;
  EntityId common;
  for (const FieldId tie : ticket_ties()) {
    if (kind_of(tie) != kind) continue;
    const Value ticket = read(entity, tie);
    if (ticket.is_empty()) continue;
    const std::optional<EntityId> group = class_of(ticket.reference(), state, read);
    if (!group || (!common.is_null() && !group->is_null() && *group != common)) return std::nullopt;
    if (!group->is_null()) common = *group;
  }
  return common;
}

std::vector<EntityId> named_on(const EntityId& ticket, const ReadCell& read) {
  std::vector<EntityId> named;
  for (const FieldId field : {field::kTicketRequester, field::kTicketAssignedTo}) {
    const Value person = read(ticket, field);
    if (!person.is_empty()) named.push_back(person.reference());
  }
  const Value participants = read(ticket, field::kTicketParticipants);
  if (participants.is_empty()) return named;
  for (const std::string& text : participants.set()) {
    if (const Result<EntityId> id = parse_id(text)) named.push_back(*id);
  }
  return named;
}

bool sees_internal(Role role) {
  return role != Role::kKiosk && role != Role::kRequester && role != Role::kApprover;
}

bool may_see(const Viewer& viewer, const EntityId& entity, const StateReader& state,
             const ReadCell& read) {
  return Eyes(viewer, state, read).see(entity);
}

bool changes_scope(FieldId field) { return field == field::kTicketClosedAt; }

bool changes_sight(FieldId field) {
  switch (field) {
    case field::kTicketClosedAt:
    case field::kTicketRequester:
    case field::kTicketAssignmentGroup:
    case field::kTicketAssignedTo:
    case field::kTicketRestricted:
    case field::kTicketParticipants:
    case field::kApprovalApprover:
    case field::kArticleState:
    case field::kSavedReportShared:
    case field::kSavedViewShared:
    case field::kErasureEffects: return true;
    default: return false;
  }
}

EntityId sight_subject(const EntityId& entity, FieldId field, const StateReader& state) {
  switch (field) {
    case field::kApprovalApprover: return state.value(entity, field::kApprovalTicket).reference();
    case field::kErasureEffects: return state.value(entity, field::kErasureEntity).reference();
    default: return entity;
  }
}

std::vector<FieldId> ticket_ties() {
  static const std::vector<FieldId> ties = [] {
    std::vector<FieldId> found;
    for (const FieldSpec& spec : all_fields()) {
      // An article outlives the ticket that it was made from.
      const bool ties = is_indexed_reference(spec.id) && spec.kind != Kind::kArticle;
      if (ties && spec.target == Kind::kTicket) found.push_back(spec.id);
    }
    return found;
  }();
  return ties;
}

std::vector<EntityId> tied_to(const EntityId& entity, const StateReader& state) {
  std::vector<EntityId> tied;
  if (state.kind(entity) != Kind::kTicket) return tied;
  for (const FieldId tie : ticket_ties()) {
    const std::vector<EntityId> by_it = state.referring(tie, entity);
    tied.insert(tied.end(), by_it.begin(), by_it.end());
  }
  return tied;
}

}  // namespace genba
