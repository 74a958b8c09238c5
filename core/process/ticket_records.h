// Which records stand beside a ticket and are part of it.
#pragma once

#include <optional>
#include <vector>

#include "core/model/cell.h"

namespace genba {

// The field by which a record of this kind names its ticket: comments, work, approvals, checklist
// items, custom values, evidence and its custody, attachments, receipts. Links name two and have
// none.
std::optional<FieldId> ticket_field(Kind kind);

// The tickets that an entity is or belongs to: itself, its ticket, both ends of a link; none for
// anything else.
std::vector<EntityId> tickets_of(const StateReader& state, const EntityId& entity, Kind kind);

}  // namespace genba
