// The computed columns that tell how well tickets were handled: what the KPIs (core/reports/kpi.h)
// are means and shares of, and what lists and custom reports can ask for, too.
#include "core/replica/query_outcomes.h"

#include <algorithm>
#include <vector>

#include "core/process/civil_time.h"
#include "core/process/workflow.h"
#include "core/replica/query_compute.h"
#include "core/replica/recurrence.h"

namespace genba {
namespace {

using namespace compute;

constexpr std::int64_t boolean(bool value) {
  return static_cast<std::int64_t>(value ? Boolean::kYes : Boolean::kNo);
}

// An import brings with an open ticket the times that its source came to later.
bool is_resolved(std::int64_t state, std::int64_t resolved) {
  const bool is_open = state != kNoInteger && is_open_state(static_cast<TicketState>(state));
  return resolved != kNoInteger && !is_open;
}

// Whether a resolved ticket was solved at the first contact.
std::int64_t first_contact(const QueryContext&, std::int64_t state, std::int64_t resolved,
                           std::int64_t contacts, std::int64_t reopenings) {
  return !is_resolved(state, resolved) ? kNoInteger : boolean(contacts <= 0 && reopenings <= 0);
}

std::int64_t is_escalated(const QueryContext&, std::int64_t level, std::int64_t at_ms) {
  return boolean(level > 0 || at_ms != kNoInteger);
}

// A clock's state as of now: the authority stores `breached` when it next looks at the ticket, but
// a running clock past its due time is in breach already. Exactly used is no breach.
std::int64_t clock(const QueryContext& context, std::int64_t state, std::int64_t due) {
  const bool is_late = state == static_cast<std::int64_t>(ClockState::kRunning) &&
                       due != kNoInteger && due < context.now_ms;
  return is_late ? static_cast<std::int64_t>(ClockState::kBreached) : state;
}

// The time by which a clock counts in a period: when the ticket was resolved; of one that is not,
// the due time that its clock has gone past.
std::int64_t judged_at(const QueryContext& context, std::int64_t state, std::int64_t resolved,
                       std::int64_t clock_state, std::int64_t due) {
  if (is_resolved(state, resolved)) return resolved;
  const bool is_breached =
      clock(context, clock_state, due) == static_cast<std::int64_t>(ClockState::kBreached);
  return is_breached ? due : kNoInteger;
}

std::int64_t is_self_served(std::int64_t made_ticket) {
  return boolean(made_ticket != boolean(true));
}

void self_served(const State& state, const QueryContext&, std::span<std::int64_t> out) {
  const Column& made = state.table(Kind::kFaqVisit).column(field::kFaqVisitMadeTicket);
  for (Row row = 0; row < out.size(); ++row) out[row] = is_self_served(made.integer(row));
}

void is_recurrence(const State& state, const QueryContext&, std::span<std::int64_t> out) {
  find_recurrences(state, out);
}

bool is_reporter(Permission permission) {
  return permission == Permission::kKiosk || permission == Permission::kRequester;
}

// One flag a handle: users who answer for the desk. Requesters and kiosks do not; nor does nobody,
// who writes automatic replies.
std::vector<std::uint8_t> desk_people(const State& state) {
  std::vector<std::uint8_t> people(state.ids().size(), 0);
  const Table& users = state.table(Kind::kUser);
  const Column& role = users.column(field::kUserRole);
  for (Row row = 0; row < users.size(); ++row) {
    if (!users.is_live(row)) continue;
    const std::int64_t number = role.integer(row);
    // An imported person has no role here; what he answered was for the desk.
    people[users.handle(row)] =
        number == kNoInteger || !is_reporter(permission_of(static_cast<Role>(number)));
  }
  return people;
}

// Time from opened to the first public reply by somebody of the desk.
void first_reply(const State& state, const QueryContext&, std::span<std::int64_t> out) {
  const Table& comments = state.table(Kind::kComment);
  if (comments.live() == 0) return;
  const Table& tickets = state.table(Kind::kTicket);
  const Column& of = comments.column(field::kCommentTicket);
  const Column& author = comments.column(field::kCommentAuthor);
  const Column& written = comments.column(field::kCommentWrittenAt);
  const Column& requester = tickets.column(field::kTicketRequester);
  const Column& opened = tickets.column(field::kTicketOpenedAt);
  const std::vector<std::uint8_t> desk = desk_people(state);
  for (Row row = 0; row < comments.size(); ++row) {
    if (!comments.is_live(row) || comments.facet(row) != Facet::kPublic) continue;
    const Row ticket = state.ids().row(of.reference(row));
    const Handle by = author.reference(row);
    const std::int64_t at_ms = written.integer(row);
    if (ticket >= out.size() || at_ms == kNoInteger || desk[by] == 0) continue;
    if (by == requester.reference(ticket) || opened.integer(ticket) == kNoInteger) continue;
    const std::int64_t taken = std::max<std::int64_t>(at_ms - opened.integer(ticket), 0);
    out[ticket] = out[ticket] == kNoInteger ? taken : std::min(out[ticket], taken);
  }
}

using namespace field;
constexpr Kind kTicket = Kind::kTicket;
constexpr ColumnType kNumber = ColumnType::kNumber, kChoice = ColumnType::kChoice,
                     kInstant = ColumnType::kInstant;
constexpr ChoiceList kYesNo = ChoiceList::kBoolean;

// clang-format off
constexpr ComputedColumn kOutcomes[] = {
    {kTicket, "response_judged_at", kInstant, of<judged_at, kTicketState, kTicketResolvedAt, kTicketResponseClock, kTicketResponseDue>(), {}, {}, 1, "1次回答SLAの判定日時", "Response judged at"},
    {kTicket, "resolution_judged_at", kInstant, of<judged_at, kTicketState, kTicketResolvedAt, kTicketResolutionClock, kTicketResolutionDue>(), {}, {}, 1, "解決SLAの判定日時", "Resolution judged at"},
    {kTicket, "next_update_judged_at", kInstant, of<judged_at, kTicketState, kTicketResolvedAt, kTicketNextUpdateClock, kTicketNextUpdateDue>(), {}, {}, 1, "次回連絡SLAの判定日時", "Next update judged at"},
    {kTicket, "ola_judged_at", kInstant, of<judged_at, kTicketState, kTicketResolvedAt, kTicketOlaClock, kTicketOlaDue>(), {}, {}, 1, "OLAの判定日時", "OLA judged at"},
    {kTicket, "vendor_judged_at", kInstant, of<judged_at, kTicketState, kTicketResolvedAt, kTicketVendorClock, kTicketVendorDue>(), {}, {}, 1, "ベンダー契約の判定日時", "Vendor contract judged at"},
    {kTicket, "first_contact", kChoice, of<first_contact, kTicketState, kTicketResolvedAt, kTicketRequesterContacts, kTicketReopenCount>(), {}, kYesNo, 1, "一次解決", "Solved at first contact"},
    {kTicket, "is_escalated", kChoice, of<is_escalated, kTicketEscalationLevel, kTicketEscalatedAt>(), {}, kYesNo, 1, "エスカレーションあり", "Escalated"},
    {kTicket, "is_recurrence", kChoice, {is_recurrence}, {}, kYesNo, 1, "再発", "Recurrence"},
    {kTicket, "first_reply_minutes", kNumber, {first_reply}, {}, {}, kMinuteMs, "登録から最初の返信までの時間（分）", "Minutes from opened to the first reply"},
    {Kind::kFaqVisit, "self_served", kChoice, {self_served}, {}, kYesNo, 1, "自己解決", "Ended without a ticket"},
};
// clang-format on

}  // namespace

std::span<const ComputedColumn> outcome_columns() { return kOutcomes; }

}  // namespace genba
