// What happens to a ticket by itself when its time has come: it wakes up, closes itself, warns,
// escalates. Each such thing is one file below consequences/ and a row in timed.cpp.
//
// A ticket's derived field `next_check_at` is the earliest instant at which anything may happen to
// it; a store finds the tickets that are due by it (AuthorityStore::due). What happens is dated to
// the instant at which it was due, however late the authority looks.
#pragma once

#include <optional>

#include "core/authority/authority.h"
#include "core/authority/ticket_change.h"

namespace genba {

struct TimedConsequence {
  // When it is due, given the ticket as the change leaves it; nullopt: never.
  std::optional<std::int64_t> (*due)(const TicketChange& change);
  // Does it; change.now() is the instant that `due` gave.
  void (*act)(TicketChange& change);
};

// The last of the consequences: `next_check_at`. An open ticket for which nothing is due has
// kNothingDue, so that all that are not over can be found; one that is over has none.
constexpr std::int64_t kNothingDue = 253'402'300'799'999;
void derive_next_check(TicketChange& change);

// Lets everything happen that is due at now_ms, for at most `limit` tickets, and judges as many
// open tickets anew by edited SLA policies (sla_sweep.h); how many were looked at. Within a
// transaction of the store's owner, like accept().
std::size_t act_on_time(AuthorityStore& store, std::int64_t now_ms, std::size_t limit,
                        RandomSource& random);

// The timed consequences.
std::optional<std::int64_t> clock_breach_due(const TicketChange& change);
void breach_clocks(TicketChange& change);
std::optional<std::int64_t> wake_up_due(const TicketChange& change);
void wake_up(TicketChange& change);
// Closes what nobody objected to.
std::optional<std::int64_t> auto_close_due(const TicketChange& change);
void auto_close(TicketChange& change);
std::optional<std::int64_t> sla_warning_due(const TicketChange& change);
void send_sla_warning(TicketChange& change);
std::optional<std::int64_t> escalation_due(const TicketChange& change);
void escalate(TicketChange& change);
std::optional<std::int64_t> time_rule_due(const TicketChange& change);
void run_time_rule(TicketChange& change);

}  // namespace genba
