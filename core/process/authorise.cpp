#include "core/process/authorise.h"

#include <string>

#include "core/process/groups.h"

namespace genba {
namespace {

// History of another system may state what the authority would otherwise derive; not what orders
// and counts Genba's own records.
bool import_may_state(const FieldSpec& spec) {
  return spec.merge == MergeRule::kDerived && spec.id != field::kTicketNumber &&
         spec.id != field::kTicketSlaEvents && spec.kind != Kind::kConflict;
}

Permission least_to_create(Kind kind) {
  switch (kind) {
    case Kind::kTicket:
    case Kind::kComment: return Permission::kRequester;
    case Kind::kUser: return Permission::kAdmin;
    case Kind::kConflict:
    case Kind::kNone: return Permission::kAuthority;
    default: return Permission::kManager;
  }
}

Error forbidden(std::string what) {
  return make_error(ErrorCode::kForbidden, "your role may not " + std::move(what));
}

// The ticket that an entity belongs to; null when it is none's.
EntityId ticket_of(const Operation& operation, const StateReader& state) {
  switch (kind_of(operation.field)) {
    case Kind::kTicket: return operation.entity;
    case Kind::kComment:
      return operation.field == field::kCommentTicket
                 ? operation.value.reference()
                 : state.value(operation.entity, field::kCommentTicket).reference();
    default: return {};
  }
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
  if (permission == Permission::kNone) return forbidden("change anything");
  if (imported && permission < Permission::kManager) return forbidden("import history");
  const Kind kind = kind_of(operation.field);
  if (is_creation(operation.field)) {
    // An import brings the people and groups that its history names.
    const Permission least = imported ? Permission::kManager : least_to_create(kind);
    if (permission >= least && kind != Kind::kConflict) return {};
    return forbidden("create this");
  }
  const FieldSpec* spec = find_field(operation.field);
  if (!spec) return make_error(ErrorCode::kUnsupported, "unknown field");
  if (imported && (import_may_state(*spec) || spec->least <= Permission::kAdmin)) return {};
  if (permission < spec->least) return forbidden(std::string("write ") + spec->name);
  if (permission == Permission::kRequester && !is_new) {
    const EntityId ticket = ticket_of(operation, state);
    const bool own =
        !ticket.is_null() && state.value(ticket, field::kTicketRequester).reference() == actor;
    if (!own) return forbidden("change what others reported");
  }
  return {};
}

}  // namespace genba
