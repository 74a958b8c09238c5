#include <algorithm>

#include "core/authority/comment_copy.h"
#include "core/authority/consequences.h"
#include "core/process/links.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

// What the follow-up has in common with the ticket that it follows.
constexpr FieldId kInherited[] = {
    field::kTicketType,        field::kTicketTitle,    field::kTicketRequester,
    field::kTicketCategory,    field::kTicketService,  field::kTicketSite,
    field::kTicketSubcategory, field::kTicketChannel,  field::kTicketImpact,
    field::kTicketUrgency,     field::kTicketCustomer, field::kTicketConfigurationItem};

bool has_requester(TicketType type) {
  return type == TicketType::kIncident || type == TicketType::kRequest;
}

void open_follow_up(TicketChange& change, const EntityId& reply) {
  Draft& draft = change.draft();
  const EntityId ticket = derive_id("follow_up", to_string(reply));
  if (draft.kind(ticket) != Kind::kNone) return;
  draft.create(ticket, Kind::kTicket, Facet::kPublic, 0, kEffectDerived);
  for (const FieldId field : kInherited) draft.derive(ticket, field, change.value(field));
  draft.derive(ticket, field::kTicketDescription, draft.value(reply, field::kCommentBody));
  const EntityId link = derive_id("follow_up_link", to_string(reply));
  draft.create(link, Kind::kLink, Facet::kPublic, 0, kEffectDerived);
  draft.derive(link, field::kLinkOrigin, Value::of(ticket));
  draft.derive(link, field::kLinkTarget, Value::of(change.id()));
  draft.derive(link, field::kLinkType, Value::of(static_cast<std::int64_t>(LinkType::kFollowUpOf)));
  draft.derive(link, field::kLinkStatus, Value::of(static_cast<std::int64_t>(LinkStatus::kActive)));
  change.touch(ticket);
}

}  // namespace

// The requester's reply to a ticket that was closed too long ago to be reopened opens a linked
// follow-up; his next one goes to that, and not to a third.
void derive_follow_up(TicketChange& change) {
  if (change.is_imported() || change.is_new() || change.comments().empty()) return;
  Draft& draft = change.draft();
  const bool is_long_closed =
      change.state() == TicketState::kClosed && change.state_before() == TicketState::kClosed &&
      change.value(field::kTicketMergedInto).is_empty() &&
      change.now() - change.integer(field::kTicketClosedAt) > kReopenWindowMs;
  if (!is_long_closed || !has_requester(type_of(draft, change.id()))) return;
  for (const EntityId& comment : change.comments()) {
    if (draft.facet(comment) != Facet::kPublic || !change.is_by_requester()) continue;
    const auto follow_ups = linked_from(draft, change.id(), LinkType::kFollowUpOf);
    const auto open = std::find_if(follow_ups.begin(), follow_ups.end(), [&](const EntityId& id) {
      return is_open_state(state_of(draft, id));
    });
    if (open != follow_ups.end()) {
      copy_comment(change, comment, *open);
    } else {
      open_follow_up(change, comment);
    }
  }
}

}  // namespace genba
