#include <algorithm>
#include <array>
#include <optional>
#include <vector>

#include "core/authority/consequences.h"
#include "core/authority/timed.h"
#include "core/process/configuration.h"
#include "core/process/sla_book.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

// Where a ticket shows a clock.
struct ClockFields {
  SlaClockKind kind;
  FieldId due;
  FieldId state;
};
constexpr ClockFields kClocks[] = {
    {SlaClockKind::kResponse, field::kTicketResponseDue, field::kTicketResponseClock},
    {SlaClockKind::kResolution, field::kTicketResolutionDue, field::kTicketResolutionClock},
    {SlaClockKind::kNextUpdate, field::kTicketNextUpdateDue, field::kTicketNextUpdateClock},
    {SlaClockKind::kOla, field::kTicketOlaDue, field::kTicketOlaClock},
    {SlaClockKind::kVendor, field::kTicketVendorDue, field::kTicketVendorClock},
};

constexpr std::pair<FieldId, SlaClockKind> kManualDues[] = {
    {field::kTicketResponseDueOverride, SlaClockKind::kResponse},
    {field::kTicketResolutionDueOverride, SlaClockKind::kResolution},
};

// The instant by which clocks are judged. What a device did while it was offline happened then, but
// its clocks have gone on since; history and what happens by itself are dated to their own time.
std::int64_t present_ms(const TicketChange& change) {
  const bool is_dated = change.is_imported() || change.is_by_itself();
  return is_dated ? change.now() : std::max(change.now(), change.draft().context().received_ms);
}

// A merge that was taken back was none: the ticket is where it was, and its clocks are where they
// would be.
bool is_unmerged(const TicketChange& change) {
  return change.changed(field::kTicketMergedInto) &&
         change.value(field::kTicketMergedInto).is_empty() &&
         change.state_before() == TicketState::kClosed && change.state() != TicketState::kClosed;
}

// What a change adds to the record of its ticket's clocks, in the order in which it counts at one
// instant: targets, answers, state.
class Happenings {
 public:
  Happenings(TicketChange& change, const ClockRecord& record) : change_(change), record_(record) {
    const bool is_judged = change.is_new() || is_open_state(change.state());
    if (is_judged) note_policy();
    if (is_judged || change.changed(field::kTicketAssignmentGroup)) note_group();
    note_manual_dues();
    events_.insert(events_.end(), change.noted().begin(), change.noted().end());
    note_acknowledgement();
    note_state();
  }

  const std::vector<ClockEvent>& events() const { return events_; }

 private:
  void note(SlaEventType type) { events_.push_back({.type = type, .at_ms = change_.now()}); }

  void note_terms(SlaEventType type, const EntityId& terms, std::int64_t at_ms) {
    events_.push_back({.type = type, .at_ms = at_ms, .terms = terms});
  }

  std::int64_t since_ms(const EntityId& revision) const {
    return change_.draft().integer(revision, field::kRevisionAt);
  }

  // An edited policy rules from the edit on, however late the ticket is looked at.
  std::int64_t policy_since_ms(const SlaBook::Policy* policy) const {
    if (policy != nullptr && change_.value(field::kTicketSlaPolicy) == Value::of(policy->id)) {
      return policy->since_ms;
    }
    const auto& edited = change_.draft().configuration().sla().unfinished();
    return change_.is_by_itself() && edited ? since_ms(edited->revision) : change_.now();
  }

  void note_policy() {
    const Draft& draft = change_.draft();
    QueryContext context;
    context.now_ms = change_.now();
    const SlaBook::Policy* policy =
        draft.configuration().sla().choose(draft, change_.id(), context);
    const EntityId terms = policy != nullptr ? policy->revision : EntityId{};
    if (record_.is_empty()) {
      note_terms(SlaEventType::kCreated, terms, change_.integer(field::kTicketOpenedAt));
    } else if (terms != record_.policy()) {
      note_terms(SlaEventType::kPolicy, terms, policy_since_ms(policy));
    }
    change_.derive(field::kTicketSlaPolicy, policy != nullptr ? Value::of(policy->id) : Value{});
  }

  void note_group() {
    const EntityId group = change_.value(field::kTicketAssignmentGroup).reference();
    const EntityId terms = group.is_null() ? EntityId{} : current_revision(change_.draft(), group);
    if (terms == record_.ola() && !change_.changed(field::kTicketAssignmentGroup)) return;
    if (terms.is_null() && record_.ola().is_null()) return;
    if (change_.changed(field::kTicketAssignmentGroup)) {
      note_terms(SlaEventType::kGroup, terms, change_.now());
    } else {
      // A group that had no OLA so far begins one with the edit.
      const bool begins = record_.ola().is_null();
      note_terms(begins ? SlaEventType::kGroup : SlaEventType::kOla, terms, since_ms(terms));
    }
  }

  void note_manual_dues() {
    for (const auto& [field, clock] : kManualDues) {
      if (!change_.changed(field)) continue;
      const Value due = change_.value(field);
      events_.push_back({.type = SlaEventType::kManualDue,
                         .at_ms = change_.now(),
                         .clock = clock,
                         .due_ms = due.is_empty() ? kNoDue : due.integer()});
    }
  }

  void note_acknowledgement() {
    const Value at = change_.value(field::kTicketAcknowledgedAt);
    if (!change_.changed(field::kTicketAcknowledgedAt) || at.is_empty()) return;
    events_.push_back(
        {.type = SlaEventType::kAcknowledged, .at_ms = std::min(at.integer(), change_.now())});
  }

  void note_state() {
    const bool has_moved =
        change_.changed(field::kTicketState) || change_.changed(field::kTicketPendingReason);
    if (!has_moved || is_unmerged(change_)) return;
    const TicketState before = change_.state_before();
    const TicketState now = change_.state();
    if (now == TicketState::kClosed) return note(SlaEventType::kClosed);
    if (now == TicketState::kCancelled) return note(SlaEventType::kCancelled);
    if (is_finished_state(now)) {
      if (!is_finished_state(before)) note(SlaEventType::kResolved);
      return;
    }
    const bool is_reopened =
        !change_.is_new() && (is_finished_state(before) || before == TicketState::kCancelled);
    if (is_reopened) note(SlaEventType::kReopened);
    if (now == TicketState::kPending) {
      const auto reason = static_cast<PendingReason>(change_.integer(field::kTicketPendingReason));
      events_.push_back({.type = SlaEventType::kPending, .at_ms = change_.now(), .reason = reason});
    } else if (before == TicketState::kPending) {
      note(SlaEventType::kResumed);
    } else if (is_taken_up() && !change_.is_new() && !is_reopened) {
      // That says to the requester that somebody is on it.
      note(SlaEventType::kAcknowledged);
      if (change_.value(field::kTicketAcknowledgedAt).is_empty()) {
        change_.derive(field::kTicketAcknowledgedAt, change_.now());
      }
    }
  }

  // By a person: a rule that calls it in progress has answered nobody.
  bool is_taken_up() const {
    const Value in_progress = Value::of(static_cast<std::int64_t>(TicketState::kInProgress));
    const auto& operations = change_.draft().group().operations;
    const auto takes_up = [&](const Operation& operation) {
      return operation.entity == change_.id() && operation.field == field::kTicketState &&
             operation.value == in_progress;
    };
    return change_.state() == TicketState::kInProgress &&
           std::any_of(operations.begin(), operations.end(), takes_up);
  }

  TicketChange& change_;
  const ClockRecord& record_;
  std::vector<ClockEvent> events_;
};

// A breach that the authority has recorded stays on record when something that happened before it
// arrives late: back-dating never erases one in silence.
void keep_breaches(const TicketChange& change, const ClockRecord& before, ClockRecord& after) {
  if (change.is_imported() || change.is_new()) return;
  const auto was_breached = [&](const ClockFields& fields) {
    return change.before(fields.state).integer() ==
           static_cast<std::int64_t>(ClockState::kBreached);
  };
  if (std::none_of(std::begin(kClocks), std::end(kClocks), was_breached)) return;
  const std::int64_t now_ms = present_ms(change);
  const Draft& draft = change.draft();
  const Result<SlaResult> old = before.clocks(draft, now_ms, SlaDetail::kFigures);
  const Result<SlaResult> now = after.clocks(draft, now_ms, SlaDetail::kFigures);
  if (!old || !now) return;
  for (const ClockFields& fields : kClocks) {
    const std::optional<std::int64_t>& breach_ms = old->of(fields.kind).breached_at_ms;
    if (!was_breached(fields) || !breach_ms) continue;
    const SlaClock& clock = now->of(fields.kind);
    const auto& kept = clock.earlier_breaches_ms;
    if (clock.breached_at_ms || std::count(kept.begin(), kept.end(), *breach_ms) > 0) continue;
    after.add({.type = SlaEventType::kBreached,
               .at_ms = now_ms,
               .clock = fields.kind,
               .due_ms = *breach_ms});
  }
}

Value minutes(std::int64_t duration_ms) { return Value::of(floor_div(duration_ms, kMinuteMs)); }

void write_clocks(TicketChange& change, const ClockRecord& record) {
  change.derive(field::kTicketSlaEvents, Value::of(record.encode()));
  const Result<SlaResult> clocks =
      record.clocks(change.draft(), present_ms(change), SlaDetail::kFigures);
  if (!clocks) return;
  const auto instant = [](std::optional<std::int64_t> at) { return at ? Value::of(*at) : Value{}; };
  for (const ClockFields& fields : kClocks) {
    const SlaClock& clock = clocks->of(fields.kind);
    change.derive(fields.due, instant(clock.due_ms));
    change.derive(fields.state,
                  clock.promised ? Value::of(static_cast<std::int64_t>(clock.state)) : Value{});
  }
  const std::optional<std::int64_t> responded_at_ms = record.responded_at_ms();
  change.derive(field::kTicketRespondedAt, instant(responded_at_ms));
  const bool is_answered = clocks->response.stopped_at_ms && responded_at_ms;
  change.derive(field::kTicketResponseMinutes,
                is_answered ? minutes(clocks->response.elapsed_ms) : Value{});
  const bool is_over = clocks->resolution.stopped_at_ms.has_value();
  change.derive(field::kTicketElapsedMinutes,
                is_over ? minutes(clocks->resolution.elapsed_ms) : Value{});
  change.derive(field::kTicketPausedMinutes,
                is_over ? minutes(clocks->resolution.paused_ms) : Value{});
}

}  // namespace

void derive_sla(TicketChange& change) {
  const Result<ClockRecord> record =
      ClockRecord::decode(change.value(field::kTicketSlaEvents).text());
  // Damaged: what it says stays as it is. None: a replica that may not see it cannot say.
  if (!record || (record->is_empty() && !change.is_new())) return;
  const Happenings happenings(change, *record);
  ClockRecord next = *record;
  const bool is_reset = is_unmerged(change) && next.take_back_closing();
  if (happenings.events().empty() && !is_reset) return;
  for (const ClockEvent& event : happenings.events()) next.add(event);
  keep_breaches(change, *record, next);
  write_clocks(change, next);
}

std::optional<std::int64_t> clock_breach_due(const TicketChange& change) {
  constexpr auto kRunning = static_cast<std::int64_t>(ClockState::kRunning);
  std::optional<ClockRecord> record;
  std::optional<std::int64_t> first;
  for (const ClockFields& fields : kClocks) {
    const Value due = change.value(fields.due);
    if (due.is_empty() || change.integer(fields.state) != kRunning) continue;
    if (!record) {
      Result<ClockRecord> decoded =
          ClockRecord::decode(change.value(field::kTicketSlaEvents).text());
      if (!decoded) return std::nullopt;
      record = std::move(*decoded);
    }
    const Calendar* calendar = calendar_of(change.draft(), *record, fields.kind);
    if (calendar == nullptr || !is_supported_instant(due.integer())) continue;
    // Exactly used is no breach: the first moment of business time after the due time is.
    const Result<std::int64_t> breach_ms = calendar->advance(due.integer(), 1);
    if (breach_ms && (!first || *breach_ms < *first)) first = *breach_ms;
  }
  return first;
}

void breach_clocks(TicketChange& change) {
  const Result<ClockRecord> record =
      ClockRecord::decode(change.value(field::kTicketSlaEvents).text());
  if (record) write_clocks(change, *record);
}

}  // namespace genba
