#include "wasm/views/ticket_filter.h"

#include <doctest/doctest.h>

namespace genba {
namespace {

constexpr std::int64_t kNow = 1795431900000;  // Monday 2026-11-23 20:05 in Tokyo
constexpr std::int64_t kDay = 24ll * 3600 * 1000;

QueryContext context() {
  QueryContext context;
  context.now_ms = kNow;
  context.utc_offset_minutes = 9 * 60;
  context.me = derive_id("test", "me");
  return context;
}

EntityId add(State& state, const char* name, TicketState status, Priority priority) {
  const EntityId id = derive_id("test", name);
  state.create(Kind::kTicket, id, Facet::kPublic);
  state.set(id, field::kTicketTitle, Value::of(std::string(name)));
  state.set(id, field::kTicketState, Value::of(static_cast<std::int64_t>(status)));
  state.set(id, field::kTicketPriority, Value::of(static_cast<std::int64_t>(priority)));
  return id;
}

std::vector<std::string> titles(const State& state, const TicketFilter& filter) {
  const Result<QueryResult> found = find_tickets(state, filter, context(), nullptr);
  REQUIRE(found.ok());
  std::vector<std::string> titles;
  for (const Row row : found->rows) {
    titles.push_back(state.get(Kind::kTicket, row, field::kTicketTitle).text());
  }
  return titles;
}

using Titles = std::vector<std::string>;

}  // namespace

TEST_CASE("an address keeps every filter") {
  TicketFilter filter;
  filter.show = "closed";
  filter.violating = filter.mine = filter.unassigned = filter.due_today = filter.this_week = true;
  filter.state = "pending";
  filter.priority = "P1";
  filter.group = filter.category = filter.assignee = filter.requester = to_string(EntityId{1, 2});
  filter.text = "VPN & 倉庫";
  filter.where = "site = \"Q \\\" 1\"";
  filter.sort = "title";
  CHECK(read_ticket_filter(ticket_filter_path(filter)) == filter);
  CHECK(ticket_filter_path(TicketFilter()) == "/tickets");
}

TEST_CASE("the list shows open tickets at first, and what is asked for after") {
  State state;
  add(state, "new", TicketState::kNew, Priority::kP1);
  add(state, "waiting", TicketState::kPending, Priority::kP2);
  add(state, "done", TicketState::kResolved, Priority::kP1);
  add(state, "over", TicketState::kClosed, Priority::kP3);
  TicketFilter filter = read_ticket_filter("?sort=title");
  CHECK(titles(state, filter) == Titles{"new", "waiting"});
  CHECK(titles(state, read_ticket_filter("?show=closed")) == Titles{"over"});
  CHECK(titles(state, read_ticket_filter("?show=all&priority=P1&sort=-title")) ==
        Titles{"new", "done"});
  CHECK(titles(state, read_ticket_filter("?state=resolved")) == Titles{"done"});
}

TEST_CASE("mine, unassigned and violating narrow each other") {
  State state;
  const EntityId me = derive_id("test", "me");
  state.create(Kind::kUser, me, Facet::kPublic);
  const EntityId late = add(state, "late", TicketState::kInProgress, Priority::kP2);
  const EntityId calm = add(state, "calm", TicketState::kInProgress, Priority::kP3);
  add(state, "free", TicketState::kNew, Priority::kP4);
  for (const EntityId& id : {late, calm}) {
    state.set(id, field::kTicketAssignedTo, Value::of(me));
    state.set(id, field::kTicketResolutionClock,
              Value::of(static_cast<std::int64_t>(ClockState::kRunning)));
  }
  state.set(late, field::kTicketResolutionDue, Value::of(kNow - 1));
  state.set(calm, field::kTicketResolutionDue, Value::of(kNow + kDay));
  CHECK(titles(state, read_ticket_filter("?mine=1&sort=title")) == Titles{"calm", "late"});
  CHECK(titles(state, read_ticket_filter("?mine=1&violating=1")) == Titles{"late"});
  CHECK(titles(state, read_ticket_filter("?unassigned=1")) == Titles{"free"});
  CHECK(titles(state, read_ticket_filter("?mine=1&unassigned=1")).empty());
}

TEST_CASE("this week begins on Monday") {
  State state;
  const EntityId today = add(state, "today", TicketState::kClosed, Priority::kP3);
  const EntityId sunday = add(state, "sunday", TicketState::kClosed, Priority::kP3);
  state.set(today, field::kTicketClosedAt, Value::of(kNow - 1));
  state.set(sunday, field::kTicketClosedAt, Value::of(kNow - kDay));
  CHECK(titles(state, read_ticket_filter("?show=closed&week=1")) == Titles{"today"});
}

TEST_CASE("an expression that cannot be read is an error, not an empty list") {
  const TicketFilter filter = read_ticket_filter("?where=nonsense ~~");
  CHECK_FALSE(find_tickets(State(), filter, context(), nullptr).ok());
}

}  // namespace genba
