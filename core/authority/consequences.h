// What follows from a change without anybody asking for it: the ticket's number, priority,
// counters, instants and SLA clocks, a reply that wakes a pending ticket; who wrote a comment or an
// article, and when.
//
// Each consequence is one function over a TicketChange in a file of its own below consequences/;
// consequences.cpp says in which order they run.
#pragma once

#include "core/authority/draft.h"
#include "core/authority/ticket_change.h"

namespace genba {

// Who made the records beside tickets, and when (comments, work, approvals, checklist items).
void derive_records(Draft& draft);

// Adds to the draft the derived effects of what it holds so far.
void derive_consequences(Draft& draft);

// Of configuration: versions of calendars, SLA policies and OLAs.
void derive_revisions(Draft& draft);

// Of tickets, in their order.
void derive_beginning(TicketChange& change);  // type, state, number, opened at
void derive_merge(TicketChange& change);      // closed by a merge, back by its undoing
void derive_reply(TicketChange& change);      // comments: answers, and the requester's reply
// What follows from the ticket's values, whoever set them. Running it again adds nothing, so it
// does after each rule that did something: what a rule sets has the same consequences as what a
// person does.
void derive_from_values(TicketChange& change);
void derive_approval(TicketChange& change);  // a state that follows from all decisions
void derive_children(TicketChange& change);  // what a parent hands down
void derive_security(TicketChange& change);  // the checklist of a security incident
void derive_priority(TicketChange& change);
void derive_score(TicketChange& change);      // scope × frequency × recovery difficulty
void derive_follow_up(TicketChange& change);  // a late reply opens a ticket
void derive_rules(TicketChange& change);      // of events
void derive_counters(TicketChange& change);   // reassignments, reopenings
void derive_contacts(TicketChange& change);   // further contacts by the requester
void derive_instants(TicketChange& change);   // resolved at, closed at; what a state forgets
void derive_sla(TicketChange& change);
void derive_import(TicketChange& change);      // warnings whose time passed before the import
void derive_escalation(TicketChange& change);  // which policy applies, and since when
void derive_update(TicketChange& change);      // updated at, update count

}  // namespace genba
