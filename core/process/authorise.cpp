#include "core/process/authorise.h"

#include <string>

#include "core/process/configuration.h"
#include "core/process/groups.h"
#include "core/process/security.h"
#include "core/process/ticket_records.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

// History of another system may state what the authority would otherwise derive; not what orders
// and counts Genba's own records.
bool import_may_state(const FieldSpec& spec) {
  return spec.merge == MergeRule::kDerived && spec.id != field::kTicketNumber &&
         spec.id != field::kTicketSlaEvents && spec.kind != Kind::kConflict &&
         spec.kind != Kind::kErasure && !is_configuration(creation_of(spec.kind));
}

Permission least_to_create(Kind kind) {
  switch (kind) {
    case Kind::kTicket:
    case Kind::kReceipt: return Permission::kKiosk;
    case Kind::kComment:
    case Kind::kAttachment:
    case Kind::kFaqVisit: return Permission::kRequester;
    case Kind::kArticle:
    case Kind::kWorklog:
    case Kind::kLink:
    case Kind::kApproval:
    case Kind::kChecklistItem:
    case Kind::kCustomValue:
    case Kind::kEvidence:
    case Kind::kCustody:
    case Kind::kSavedReport:
    case Kind::kSavedView: return Permission::kAgent;
    case Kind::kUser: return Permission::kAdmin;
    case Kind::kShift: return Permission::kGroupLead;
    case Kind::kConflict:
    case Kind::kNotice:
    case Kind::kRevision:
    case Kind::kRuleRun:
    case Kind::kErasure:
    case Kind::kNone: return Permission::kAuthority;
    default: return Permission::kManager;
  }
}

Error forbidden(std::string what) {
  return make_error(ErrorCode::kForbidden, "your role may not " + std::move(what));
}

// The ticket that is changed by writing to an entity; null when it is none's. What links say is
// both tickets' and neither's own.
EntityId ticket_of(const Operation& operation, const StateReader& state) {
  const Kind kind = kind_of(operation.field);
  if (kind == Kind::kTicket) return operation.entity;
  const auto field = ticket_field(kind);
  if (!field) return {};
  return operation.field == *field ? operation.value.reference()
                                   : state.value(operation.entity, *field).reference();
}

bool is_decision(const Operation& operation) {
  return operation.field == field::kApprovalRemark ||
         (operation.field == field::kApprovalDecision &&
          operation.value.integer() != static_cast<std::int64_t>(ApprovalDecision::kRequested));
}

// Whoever was asked decides, and nobody else, whatever he may do besides.
Result<void> check_decision(const Operation& operation, const EntityId& actor, Role role,
                            const StateReader& state) {
  const bool reads_only =
      role == Role::kExecutive || role == Role::kAuditor || role == Role::kKiosk;
  const Value approver = state.value(operation.entity, field::kApprovalApprover);
  if (!reads_only && approver.reference() == actor) return {};
  return make_error(ErrorCode::kForbidden, "only the approver who was asked decides");
}

// What guards evidence is the security officer's to set, and to lift.
bool is_officers(FieldId field) {
  return field == field::kTicketLegalHold || field == field::kTicketRestricted;
}

bool is_assignment(FieldId field) {
  return field == field::kTicketAssignmentGroup || field == field::kTicketAssignedTo;
}

// What stands between this person and the ticket: whose it is, and his role.
Result<void> check_ticket(const EntityId& ticket, const FieldSpec& spec, const EntityId& actor,
                          Role role, const StateReader& before) {
  const Permission by_role = permission_over(role, type_of(before, ticket));
  if (is_assignment(spec.id) && by_role >= Permission::kGroupLead) return {};
  if (is_officers(spec.id)) {
    if (role == Role::kSecurityOfficer || by_role >= Permission::kManager) return {};
    return forbidden(std::string("write ") + spec.name);
  }
  const Permission permission = permission_on(before, ticket, actor, role);
  if (permission >= spec.least) return {};
  if (by_role < spec.least) return forbidden(std::string("write ") + spec.name);
  return forbidden(by_role <= Permission::kRequester ? "change what others reported"
                                                     : "work on the tickets of another group");
}

// What somebody attached, he takes away himself, or whoever works on the ticket.
bool is_anothers_attachment(const Operation& operation, const EntityId& actor,
                            const StateReader& state) {
  return operation.field == field::kAttachmentRemoved &&
         state.value(operation.entity, field::kAttachmentAuthor).reference() != actor;
}

// An agent drafts; what everybody reads is in the hands of group leads and above.
bool is_of_published_article(const Operation& operation, const StateReader& state) {
  if (kind_of(operation.field) != Kind::kArticle) return false;
  const auto is_published = [](const Value& value) {
    return !value.is_empty() && value.integer() != static_cast<std::int64_t>(ArticleState::kDraft);
  };
  return is_published(state.value(operation.entity, field::kArticleState)) ||
         (operation.field == field::kArticleState && is_published(operation.value));
}

// What one saved for himself is his, also when others may use it.
bool is_anothers_own(const Operation& operation, const EntityId& actor, const StateReader& state) {
  const Kind kind = kind_of(operation.field);
  if (kind != Kind::kSavedReport && kind != Kind::kSavedView) return false;
  const FieldId owner =
      kind == Kind::kSavedReport ? field::kSavedReportOwner : field::kSavedViewOwner;
  if (operation.field == owner) return operation.value.reference() != actor;
  const Value known = state.value(operation.entity, owner);
  return !known.is_empty() && known.reference() != actor;
}

}  // namespace

Permission permission_over(Role role, TicketType type) {
  const bool is_steward = (role == Role::kProblemManager && type == TicketType::kProblem) ||
                          (role == Role::kChangeManager &&
                           (type == TicketType::kChange || type == TicketType::kRelease));
  return is_steward ? Permission::kManager : permission_of(role);
}

Permission permission_on(const StateReader& state, const EntityId& ticket, const EntityId& person,
                         Role role) {
  const Permission permission = permission_over(role, type_of(state, ticket));
  if (permission == Permission::kNone || permission >= Permission::kManager) return permission;
  // What it has reported is no longer a kiosk's.
  if (permission == Permission::kKiosk) return Permission::kNone;
  if (permission >= Permission::kAgent && is_own_work(state, person, ticket)) return permission;
  const bool is_restricted = state.is_yes(ticket, field::kTicketRestricted);
  if (role == Role::kSecurityOfficer && (is_restricted || is_security_incident(state, ticket))) {
    return permission;
  }
  const bool is_requester = state.value(ticket, field::kTicketRequester).reference() == person;
  return is_requester ? Permission::kRequester : Permission::kNone;
}

bool may_write(Role role, const FieldSpec& spec) { return permission_of(role) >= spec.least; }

bool may_create(Role role, Kind kind) { return permission_of(role) >= least_to_create(kind); }

Result<void> authorise(const Operation& operation, bool imported, const Author& author,
                       const StateReader& state, const StateReader& before) {
  const Permission permission = permission_of(author.role);
  if (operation.field == field::kNoticeRead) {
    const EntityId recipient = state.value(operation.entity, field::kNoticeRecipient).reference();
    if (recipient == author.id) return {};
    return make_error(ErrorCode::kForbidden, "only its recipient marks a notice as read");
  }
  if (is_decision(operation) && !imported) {
    return check_decision(operation, author.id, author.role, state);
  }
  if (permission == Permission::kNone) return forbidden("change anything");
  if (imported && permission < Permission::kManager) return forbidden("import history");
  const Kind kind = kind_of(operation.field);
  if (is_creation(operation.field)) {
    // An import brings the people and groups that its history names.
    Permission least = least_to_create(kind);
    if (imported && least != Permission::kAuthority) least = Permission::kManager;
    if (permission >= least) return {};
    return forbidden("create this");
  }
  const FieldSpec* spec = find_field(operation.field);
  if (!spec) return make_error(ErrorCode::kUnsupported, "unknown field");
  if (imported && (import_may_state(*spec) || spec->least <= Permission::kAdmin)) return {};
  const EntityId ticket = ticket_of(operation, state);
  if (before.kind(ticket) == Kind::kTicket) {
    if (is_anothers_attachment(operation, author.id, state) &&
        permission_on(before, ticket, author.id, author.role) < Permission::kAgent) {
      return forbidden("remove what others attached");
    }
    return check_ticket(ticket, *spec, author.id, author.role, before);
  }
  const bool is_steward =
      !ticket.is_null() && permission_over(author.role, type_of(state, ticket)) >= spec->least;
  if (permission < spec->least && !is_steward) {
    return forbidden(std::string("write ") + spec->name);
  }
  if (permission < Permission::kManager && is_anothers_own(operation, author.id, state)) {
    return forbidden("change what others saved");
  }
  if (permission < Permission::kGroupLead && is_of_published_article(operation, state)) {
    return forbidden("publish articles, or change published ones");
  }
  // What is no ticket's, a requester changes only where it says that it is his.
  const bool is_known = ticket.is_null() && before.kind(operation.entity) != Kind::kNone;
  if (permission == Permission::kRequester && is_known &&
      state.value(operation.entity, field::kFaqVisitVisitor).reference() != author.id) {
    return forbidden("change what others reported");
  }
  return {};
}

}  // namespace genba
