// TicketChange: one ticket before and after a group, as the consequences look at it.
#pragma once

#include <vector>

#include "core/authority/draft.h"
#include "core/process/ticket_clocks.h"

namespace genba {

// Whether writing the field of a ticket is an update of it.
bool is_update(FieldId field);

class TicketChange {
 public:
  // `comments`: of this ticket, written by the group.
  TicketChange(Draft& draft, const EntityId& id, std::vector<EntityId> comments)
      : draft_(draft), id_(id), comments_(std::move(comments)) {}

  const EntityId& id() const { return id_; }
  Draft& draft() { return draft_; }
  const Draft& draft() const { return draft_; }
  const std::vector<EntityId>& comments() const { return comments_; }

  bool is_new() const { return draft_.is_new(id_); }
  bool is_imported() const { return draft_.group().imported.has_value(); }
  // Nobody did it: it happens because its time has come.
  bool is_by_itself() const { return draft_.group().operations.empty(); }
  std::int64_t now() const { return draft_.context().effective_ms; }
  // Who did it; null when nobody is known.
  EntityId actor() const {
    return is_imported() ? draft_.group().imported->actor : draft_.context().actor;
  }

  Value value(FieldId field) const { return draft_.value(id_, field); }
  std::int64_t integer(FieldId field) const { return draft_.integer(id_, field); }
  Value before(FieldId field) const { return is_new() ? Value{} : draft_.base().value(id_, field); }
  bool changed(FieldId field) const { return value(field) != before(field); }
  // Whether something was written that people write: a field of the ticket or a custom value,
  // whoever or whatever did it. What the authority keeps for itself (clocks, counters) is none.
  bool is_updated() const;
  TicketState state() const { return static_cast<TicketState>(integer(field::kTicketState)); }
  TicketState state_before() const {
    return static_cast<TicketState>(before(field::kTicketState).integer());
  }

  void derive(FieldId field, Value value) { draft_.derive(id_, field, std::move(value)); }
  void derive(FieldId field, std::int64_t value) { derive(field, Value::of(value)); }
  template <typename Enum>
  void derive_choice(FieldId field, Enum value) {
    derive(field, static_cast<std::int64_t>(value));
  }

  // Whether the comment is by the requester himself.
  bool is_by_requester() const {
    return permission_of(draft_.context().role) <= Permission::kRequester ||
           value(field::kTicketRequester).reference() == draft_.context().actor;
  }

  // Another ticket that this one's change reached: its consequences follow after these. `comment`:
  // one that was written to it.
  struct Touched {
    EntityId ticket;
    EntityId comment;
  };
  void touch(const EntityId& ticket, const EntityId& comment = {}) {
    touched_.push_back({ticket, comment});
  }
  const std::vector<Touched>& touched() const { return touched_; }

  // What moves the clocks besides the fields; read by derive_sla.
  void note(ClockEventType type) { noted_.push_back({.type = type, .at_ms = now()}); }
  std::vector<ClockEvent>& noted() { return noted_; }

 private:
  Draft& draft_;
  EntityId id_;
  std::vector<EntityId> comments_;
  std::vector<ClockEvent> noted_;
  std::vector<Touched> touched_;
};

}  // namespace genba
