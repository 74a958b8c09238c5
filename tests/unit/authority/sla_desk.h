// A service desk for tests of SLA clocks: an authority, a manager's device, and a time to go
// through.
#pragma once

#include <doctest/doctest.h>

#include "core/authority/timed.h"
#include "core/process/sla_book.h"
#include "core/process/ticket_clocks.h"
#include "core/replica/condition.h"
#include "tests/unit/support.h"

namespace genba::test {

inline std::int64_t at(const char* text) { return parse_instant(text).value(); }

// A Friday in business hours; the Monday after it is a holiday (勤労感謝の日).
inline const std::int64_t kFriday = at("2026-11-20T09:10:00+09:00");

inline const SessionUser kManager{derive_id("test", "hanako"), Role::kManager, "hanako"};
inline const SessionUser kAgent{derive_id("test", "jiro"), Role::kManager, "jiro"};

struct SlaDesk {
  MemoryStore store{derive_id("test", "workspace"), 1};
  Device device{store, kManager, 1};
  SeededRandom random{9};
  std::int64_t now = kFriday;

  SlaDesk() {
    set_up(store, {{kManager, kAgent}});
    go(kFriday);
  }

  // What the authority does by itself, and what the device hears of it.
  void go(std::int64_t to_ms) {
    now = device.now = to_ms;
    act_on_time(store, to_ms, 100, random);
    store.commit();
    device.sync(to_ms);
  }
  void go(const char* text) { go(at(text)); }

  template <typename Command>
  void submit(const Command& command) {
    const Result<void> done = device.submit(command);
    REQUIRE_MESSAGE(done.ok(), done.error().detail);
    device.sync(now);
    REQUIRE(device.replica().attention().empty());
  }
  void set(const EntityId& id, FieldId field, Value value) {
    submit(EditFields{id, {{field, std::move(value)}}});
  }
  void set(const EntityId& id, FieldId field, const char* text) {
    set(id, field, Value::of(std::string(text)));
  }

  EntityId open(Level impact = Level::kMedium, Level urgency = Level::kHigh) {
    CreateTicket create;
    create.id = random.new_id(now);
    create.fields = {{field::kTicketTitle, Value::of(std::string("共有フォルダが開けない"))},
                     {field::kTicketImpact, Value::of(static_cast<std::int64_t>(impact))},
                     {field::kTicketUrgency, Value::of(static_cast<std::int64_t>(urgency))}};
    submit(create);
    return create.id;
  }
  void move(const EntityId& ticket, TicketState to, PendingReason reason = {}) {
    ChangeState change;
    change.ticket = ticket;
    change.to = to;
    if (to == TicketState::kPending) change.pending_reason = reason;
    if (to == TicketState::kResolved) {
      change.resolution = "直した";
      change.cause_code = "software";
    }
    submit(change);
  }
  void reply(const EntityId& ticket) {
    submit(AddComment{random.new_id(now), ticket, "確認しています", Facet::kPublic});
  }

  std::string due(const EntityId& ticket, FieldId field) const {
    const Value value = store.value(ticket, field);
    return value.is_empty() ? "" : format_instant(value.integer());
  }
  ClockState clock(const EntityId& ticket, FieldId field) const {
    return static_cast<ClockState>(store.integer(ticket, field));
  }
  SlaResult explain(const EntityId& ticket) const {
    const Value record = store.value(ticket, field::kTicketSlaEvents);
    Result<SlaResult> clocks = explain_clocks(store, record.text(), now);
    REQUIRE(clocks);
    return *clocks;
  }
  bool holds(const EntityId& ticket, const char* condition) const {
    QueryContext context;
    context.now_ms = now;
    return Condition::parse(condition).value().holds(device.state(), ticket, context);
  }
};

}  // namespace genba::test
