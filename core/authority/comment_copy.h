// Words that reach another ticket, too: a parent's its children, a merged ticket's the one that
// stands for it.
#pragma once

#include "core/authority/ticket_change.h"

namespace genba {

// Writes the comment to `ticket` as well, once, with its author and time, and lets the consequences
// of it follow there.
void copy_comment(TicketChange& change, const EntityId& comment, const EntityId& ticket);

}  // namespace genba
