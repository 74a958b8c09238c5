#include "core/process/ticket_records.h"

namespace genba {

std::optional<FieldId> ticket_field(Kind kind) {
  switch (kind) {
    case Kind::kComment: return field::kCommentTicket;
    case Kind::kWorklog: return field::kWorklogTicket;
    case Kind::kApproval: return field::kApprovalTicket;
    case Kind::kChecklistItem: return field::kChecklistItemTicket;
    case Kind::kCustomValue: return field::kCustomValueTicket;
    case Kind::kEvidence: return field::kEvidenceTicket;
    case Kind::kCustody: return field::kCustodyTicket;
    case Kind::kAttachment: return field::kAttachmentTicket;
    case Kind::kReceipt: return field::kReceiptTicket;
    default: return std::nullopt;
  }
}

std::vector<EntityId> tickets_of(const StateReader& state, const EntityId& entity, Kind kind) {
  std::vector<EntityId> tickets;
  const auto add = [&](FieldId field) {
    const EntityId ticket = state.value(entity, field).reference();
    if (!ticket.is_null()) tickets.push_back(ticket);
  };
  if (kind == Kind::kTicket) tickets.push_back(entity);
  if (const auto field = ticket_field(kind)) add(*field);
  if (kind == Kind::kLink) {
    add(field::kLinkOrigin);
    add(field::kLinkTarget);
  }
  return tickets;
}

}  // namespace genba
