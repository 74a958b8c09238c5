#include "core/process/authorise.h"

#include <string>

#include "core/process/configuration.h"
#include "core/process/groups.h"

namespace genba {
namespace {

// History of another system may state what the authority would otherwise derive; not what orders
// and counts Genba's own records.
bool import_may_state(const FieldSpec& spec) {
  return spec.merge == MergeRule::kDerived && spec.id != field::kTicketNumber &&
         spec.id != field::kTicketSlaEvents && spec.kind != Kind::kConflict &&
         !is_configuration(creation_of(spec.kind));
}

Permission least_to_create(Kind kind) {
  switch (kind) {
    case Kind::kTicket:
    case Kind::kComment:
    case Kind::kFaqVisit: return Permission::kRequester;
    case Kind::kArticle: return Permission::kAgent;
    case Kind::kUser: return Permission::kAdmin;
    case Kind::kShift: return Permission::kGroupLead;
    case Kind::kConflict:
    case Kind::kNotice:
    case Kind::kRevision:
    case Kind::kRuleRun:
    case Kind::kNone: return Permission::kAuthority;
    default: return Permission::kManager;
  }
}

Error forbidden(std::string what) {
  return make_error(ErrorCode::kForbidden, "your role may not " + std::move(what));
}

// The requester whose an entity is; null when it is none's.
EntityId owner_of(const Operation& operation, const StateReader& state) {
  const EntityId& id = operation.entity;
  switch (kind_of(operation.field)) {
    case Kind::kTicket: return state.value(id, field::kTicketRequester).reference();
    case Kind::kComment: {
      const EntityId ticket = operation.field == field::kCommentTicket
                                  ? operation.value.reference()
                                  : state.value(id, field::kCommentTicket).reference();
      return state.value(ticket, field::kTicketRequester).reference();
    }
    case Kind::kFaqVisit: return state.value(id, field::kFaqVisitVisitor).reference();
    default: return {};
  }
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

}  // namespace

Permission permission_over(Role role, TicketType type) {
  const bool is_steward = (role == Role::kProblemManager && type == TicketType::kProblem) ||
                          (role == Role::kChangeManager &&
                           (type == TicketType::kChange || type == TicketType::kRelease));
  return is_steward ? Permission::kManager : permission_of(role);
}

Permission permission_on(const StateReader& state, const EntityId& ticket, const EntityId& person,
                         Role role) {
  const auto type = static_cast<TicketType>(state.integer(ticket, field::kTicketType));
  const Permission permission = permission_over(role, type);
  if (permission == Permission::kNone || permission >= Permission::kManager) return permission;
  if (permission >= Permission::kAgent && is_own_work(state, person, ticket)) return permission;
  const bool is_requester = state.value(ticket, field::kTicketRequester).reference() == person;
  return is_requester ? Permission::kRequester : Permission::kNone;
}

bool may_write(Role role, const FieldSpec& spec) { return permission_of(role) >= spec.least; }

Result<void> authorise(const Operation& operation, bool imported, bool is_new,
                       const EntityId& actor, Role role, const StateReader& state) {
  const Permission permission = permission_of(role);
  if (operation.field == field::kNoticeRead) {
    const EntityId recipient = state.value(operation.entity, field::kNoticeRecipient).reference();
    if (recipient == actor) return {};
    return make_error(ErrorCode::kForbidden, "only its recipient marks a notice as read");
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
  if (permission < spec->least) return forbidden(std::string("write ") + spec->name);
  if (permission < Permission::kGroupLead && is_of_published_article(operation, state)) {
    return forbidden("publish articles, or change published ones");
  }
  if (operation.field == field::kTicketAssignmentGroup && permission == Permission::kAgent &&
      !is_new && !is_own_work(state, actor, operation.entity)) {
    return forbidden("reassign a ticket of another group");
  }
  if (permission == Permission::kRequester && !is_new) {
    const EntityId owner = owner_of(operation, state);
    if (owner.is_null() || owner != actor) return forbidden("change what others reported");
  }
  return {};
}

}  // namespace genba
