// One ticket in a state of its own, for rules that look at a ticket alone.
#pragma once

#include "core/process/authorise.h"
#include "core/process/workflow.h"
#include "core/replica/state.h"

namespace genba::test {

struct OneTicket {
  explicit OneTicket(TicketType type, TicketState at = TicketState::kNew)
      : id(derive_id("test", "ticket")) {
    state.create(Kind::kTicket, id, Facet::kPublic);
    set(field::kTicketType, type);
    set(field::kTicketState, at);
  }

  template <typename Enum>
  requires std::is_enum_v<Enum>
  void set(FieldId field, Enum value) {
    state.set(id, field, Value::of(static_cast<std::int64_t>(value)));
  }
  void set(FieldId field, std::int64_t value) { state.set(id, field, Value::of(value)); }
  void set(FieldId field, const char* text) { state.set(id, field, Value::of(std::string(text))); }

  // What every step of every table asks for.
  void fill() {
    set(field::kTicketPendingReason, PendingReason::kAwaitingVendor);
    set(field::kTicketRisk, Level::kLow);
    for (const FieldId field :
         {field::kTicketResolution, field::kTicketCauseCode, field::kTicketWorkaround,
          field::kTicketRootCause, field::kTicketPlan, field::kTicketFallbackPlan}) {
      set(field, "あり");
    }
  }
  EntityId ask(const char* approver, ApprovalDecision decision) {
    const EntityId approval = derive_id("test", approver);
    state.create(Kind::kApproval, approval, Facet::kPublic);
    state.set(approval, field::kApprovalTicket, Value::of(id));
    state.set(approval, field::kApprovalDecision, Value::of(static_cast<std::int64_t>(decision)));
    return approval;
  }
  EntityId link(LinkType type, const EntityId& origin, const EntityId& target) {
    const EntityId link = derive_id("test.link", std::to_string(++links));
    state.create(Kind::kLink, link, Facet::kPublic);
    state.set(link, field::kLinkOrigin, Value::of(origin));
    state.set(link, field::kLinkTarget, Value::of(target));
    state.set(link, field::kLinkType, Value::of(static_cast<std::int64_t>(type)));
    state.set(link, field::kLinkStatus, Value::of(static_cast<std::int64_t>(LinkStatus::kActive)));
    return link;
  }
  Result<void> check(TicketState to, Role role = Role::kManager, std::int64_t now_ms = 0) const {
    return check_transition(state, id, to, permission(role), now_ms);
  }
  std::vector<TicketState> allowed(Role role = Role::kManager, std::int64_t now_ms = 0) const {
    return allowed_states(state, id, permission(role), now_ms);
  }
  Permission permission(Role role) const { return permission_over(role, type_of(state, id)); }

  State state;
  EntityId id;
  int links = 0;
};

}  // namespace genba::test
