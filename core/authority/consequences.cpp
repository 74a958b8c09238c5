#include "core/authority/consequences.h"

#include <algorithm>
#include <vector>

#include "core/process/priority.h"
#include "core/process/ticket_clocks.h"
#include "core/process/workflow.h"

namespace genba {
namespace {

Value number(std::int64_t value) { return Value::of(value); }
template <typename Enum>
Value choice(Enum value) {
  return Value::of(static_cast<std::int64_t>(value));
}

bool is_finished(TicketState state) {
  return state == TicketState::kResolved || state == TicketState::kMonitoring ||
         state == TicketState::kClosed;
}

// What the group did to one ticket, and what follows from it.
class TicketConsequences {
 public:
  TicketConsequences(Draft& draft, const EntityId& id) : draft_(draft), id_(id) {}

  // A comment on the ticket that this group writes.
  void comment(Facet facet) {
    if (facet != Facet::kPublic || is_imported()) return;
    const bool by_requester = permission_of(draft_.context().role) <= Permission::kRequester ||
                              value(field::kTicketRequester).reference() == draft_.context().actor;
    if (!by_requester) {
      note(ClockEventType::kPublicReply);
    } else if (state() == TicketState::kPending &&
               value(field::kTicketPendingReason) == choice(PendingReason::kAwaitingRequester)) {
      draft_.derive(id_, field::kTicketState, choice(TicketState::kInProgress));
    }
  }

  void run() {
    begin();
    derive_priority();
    derive_counters();
    derive_instants();
    derive_clocks();
    const std::int64_t updated = draft_.integer(id_, field::kTicketUpdatedAt);
    draft_.derive(id_, field::kTicketUpdatedAt, number(std::max(updated, now())));
    const std::int64_t count = draft_.integer(id_, field::kTicketUpdateCount);
    draft_.derive(id_, field::kTicketUpdateCount, number(count + 1));
  }

 private:
  bool is_new() const { return draft_.is_new(id_); }
  bool is_imported() const { return draft_.group().imported.has_value(); }
  std::int64_t now() const { return draft_.context().effective_ms; }
  Value value(FieldId field) const { return draft_.value(id_, field); }
  Value before(FieldId field) const { return is_new() ? Value{} : draft_.base().value(id_, field); }
  bool changed(FieldId field) const { return value(field) != before(field); }
  TicketState state() const {
    return static_cast<TicketState>(value(field::kTicketState).integer());
  }
  TicketState state_before() const {
    return static_cast<TicketState>(before(field::kTicketState).integer());
  }
  void note(ClockEventType type) { noted_.push_back({type, now(), {}}); }

  void begin() {
    if (!is_new()) return;
    if (value(field::kTicketType).is_empty()) {
      draft_.derive(id_, field::kTicketType, choice(TicketType::kIncident));
    }
    if (value(field::kTicketState).is_empty()) {
      draft_.derive(id_, field::kTicketState, choice(TicketState::kNew));
    }
    const auto type = static_cast<TicketType>(value(field::kTicketType).integer());
    // A second ticket of the type in one group gets the number after the first.
    std::int64_t number_of_new = draft_.base().next_number(type);
    for (const Effect& effect : draft_.effects()) {
      if (effect.field == field::kTicketNumber &&
          draft_.value(effect.entity, field::kTicketType) == choice(type)) {
        number_of_new = std::max(number_of_new, effect.value.integer() + 1);
      }
    }
    // A replica predicts without knowing the number: 0.
    if (number_of_new > 0) draft_.derive(id_, field::kTicketNumber, number(number_of_new));
    draft_.derive(id_, field::kTicketReassignmentCount, number(0));
    draft_.derive(id_, field::kTicketReopenCount, number(0));
    if (value(field::kTicketOpenedAt).is_empty()) {
      draft_.derive(id_, field::kTicketOpenedAt, number(now()));
    }
  }

  void derive_priority() {
    // Another system's priority followed its own matrix.
    if (is_imported() && !value(field::kTicketPriority).is_empty()) return;
    if (!is_new() && !changed(field::kTicketImpact) && !changed(field::kTicketUrgency) &&
        !changed(field::kTicketPriorityOverride)) {
      return;
    }
    const Value override_value = value(field::kTicketPriorityOverride);
    if (!override_value.is_empty()) {
      draft_.derive(id_, field::kTicketPriority, override_value);
      return;
    }
    const auto level = [&](FieldId field) {
      const Value given = value(field);
      return given.is_empty() ? Level::kLow : static_cast<Level>(given.integer());
    };
    draft_.derive(id_, field::kTicketPriority,
                  choice(priority_of(level(field::kTicketImpact), level(field::kTicketUrgency))));
  }

  void derive_counters() {
    if (is_new()) return;
    const Value group = before(field::kTicketAssignmentGroup);
    if (!group.is_empty() && !value(field::kTicketAssignmentGroup).is_empty() &&
        changed(field::kTicketAssignmentGroup)) {
      raise(field::kTicketReassignmentCount);
    }
    if (is_finished(state_before()) && !is_finished(state()) &&
        state() != TicketState::kCancelled) {
      raise(field::kTicketReopenCount);
    }
  }

  void raise(FieldId field) { draft_.derive(id_, field, number(draft_.integer(id_, field) + 1)); }

  void derive_instants() {
    // An import states them itself.
    if (is_imported() || !changed(field::kTicketState)) return;
    if (state() == TicketState::kResolved) {
      draft_.derive(id_, field::kTicketResolvedAt, number(now()));
    }
    if (state() == TicketState::kClosed) draft_.derive(id_, field::kTicketClosedAt, number(now()));
    if (!is_finished(state())) {
      draft_.derive(id_, field::kTicketResolvedAt, {});
      draft_.derive(id_, field::kTicketClosedAt, {});
    }
    if (state() != TicketState::kPending) {
      draft_.derive(id_, field::kTicketPendingReason, {});
      draft_.derive(id_, field::kTicketWakeAt, {});
    }
  }

  void derive_clocks() {
    note_clock_events();
    if (noted_.empty()) return;
    const std::int64_t opened = value(field::kTicketOpenedAt).integer();
    const ClockResult clocks =
        record_clock_events(value(field::kTicketSlaEvents).text(), opened, noted_, now());
    draft_.derive(id_, field::kTicketSlaEvents, Value::of(clocks.record));
    const auto instant = [](std::optional<std::int64_t> at) { return at ? number(*at) : Value{}; };
    draft_.derive(id_, field::kTicketResponseDue, instant(clocks.response_due_ms));
    draft_.derive(id_, field::kTicketResponseClock, choice(clocks.response));
    draft_.derive(id_, field::kTicketResolutionDue, instant(clocks.resolution_due_ms));
    draft_.derive(id_, field::kTicketResolutionClock, choice(clocks.resolution));
    draft_.derive(id_, field::kTicketRespondedAt, instant(clocks.responded_at_ms));
  }

  void note_clock_events() {
    if (is_new() || changed(field::kTicketPriority)) {
      ClockEvent policy{is_new() ? ClockEventType::kCreated : ClockEventType::kPolicy, now(), {}};
      if (is_new()) policy.at_ms = value(field::kTicketOpenedAt).integer();
      policy.priority = static_cast<Priority>(value(field::kTicketPriority).integer());
      noted_.insert(noted_.begin(), policy);
    }
    if (!changed(field::kTicketState) && !changed(field::kTicketPendingReason)) return;
    switch (state()) {
      case TicketState::kPending: {
        ClockEvent pending{ClockEventType::kPending, now(), {}};
        pending.reason = static_cast<PendingReason>(value(field::kTicketPendingReason).integer());
        noted_.push_back(pending);
        return;
      }
      case TicketState::kResolved:
      case TicketState::kMonitoring:
        if (!is_finished(state_before())) note(ClockEventType::kResolved);
        return;
      case TicketState::kClosed: note(ClockEventType::kClosed); return;
      case TicketState::kCancelled: note(ClockEventType::kCancelled); return;
      default: break;
    }
    if (is_new()) return;
    if (is_finished(state_before()) || state_before() == TicketState::kCancelled) {
      note(ClockEventType::kReopened);
    } else if (state_before() == TicketState::kPending) {
      note(ClockEventType::kResumed);
    } else if (state() == TicketState::kInProgress) {
      // Taking it up says to the requester that somebody is on it.
      note(ClockEventType::kAcknowledged);
    }
  }

  Draft& draft_;
  EntityId id_;
  std::vector<ClockEvent> noted_;
};

}  // namespace

void derive_consequences(Draft& draft) {
  // Effects that consequences add are not looked at again: each ticket is derived once.
  const std::vector<Effect> effects = draft.effects();
  std::vector<EntityId> tickets, comments;
  const auto remember = [](std::vector<EntityId>& list, const EntityId& id) {
    if (std::find(list.begin(), list.end(), id) == list.end()) list.push_back(id);
  };
  for (const Effect& effect : effects) {
    if (kind_of(effect.field) == Kind::kTicket) remember(tickets, effect.entity);
    if (kind_of(effect.field) == Kind::kComment) remember(comments, effect.entity);
  }
  for (const EntityId& comment : comments) {
    remember(tickets, draft.value(comment, field::kCommentTicket).reference());
  }
  for (const EntityId& ticket : tickets) {
    if (draft.kind(ticket) != Kind::kTicket) continue;
    TicketConsequences consequences(draft, ticket);
    for (const EntityId& comment : comments) {
      if (draft.value(comment, field::kCommentTicket).reference() != ticket) continue;
      const EntityId author =
          draft.group().imported ? draft.group().imported->actor : draft.context().actor;
      if (!author.is_null()) draft.derive(comment, field::kCommentAuthor, Value::of(author));
      draft.derive(comment, field::kCommentWrittenAt, Value::of(draft.context().effective_ms));
      consequences.comment(draft.facet(comment));
    }
    consequences.run();
  }
}

}  // namespace genba
