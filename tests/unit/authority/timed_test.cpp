// What happens by itself when its time has come.
#include "core/authority/timed.h"

#include <doctest/doctest.h>

#include "core/replica/workspace.h"
#include "tests/unit/support.h"

using namespace genba;
using genba::test::Device;
using genba::test::kNow;
using genba::test::SeededRandom;

namespace {

constexpr std::int64_t kHour = 3'600'000;
const SessionUser kTaro{derive_id("test", "taro"), Role::kManager, "taro"};

ChangeState pend(const EntityId& ticket, std::int64_t wake_at_ms) {
  ChangeState pending;
  pending.ticket = ticket;
  pending.to = TicketState::kPending;
  pending.pending_reason = PendingReason::kAwaitingVendor;
  pending.wake_at_ms = wake_at_ms;
  return pending;
}

TicketState state_of(const StateReader& state, const EntityId& ticket) {
  return static_cast<TicketState>(state.integer(ticket, field::kTicketState));
}

}  // namespace

TEST_CASE("a pending ticket wakes up at its time, however late the authority looks") {
  MemoryStore store(derive_id("test", "workspace"), 1);
  test::set_up(store, {{kTaro}});
  Device device(store, kTaro, 1);
  device.sync();
  const EntityId ticket = device.create_ticket("部品待ち");
  REQUIRE(device.submit(Assign{ticket, std::nullopt, kTaro.id}));
  REQUIRE(device.submit(pend(ticket, kNow + kHour)));
  device.sync();
  SeededRandom random(2);
  CHECK(store.due(kNow + kHour - 1, 10).empty());
  act_on_time(store, kNow + kHour - 1, 10, random);
  CHECK(state_of(store, ticket) == TicketState::kPending);
  act_on_time(store, kNow + 5 * kHour, 10, random);
  device.sync(kNow + 5 * kHour);
  CHECK(state_of(device.state(), ticket) == TicketState::kInProgress);
  CHECK(device.state().value(ticket, field::kTicketWakeAt).is_empty());
  const Effect woken = device.replica().timeline().of(ticket).back();
  CHECK(woken.effective_ms == kNow + kHour);
  CHECK(woken.received_ms == kNow + 5 * kHour);
  CHECK(woken.actor.is_null());
  CHECK_MESSAGE(store.due(kNow + 5 * kHour, 10).empty(), "nothing is done twice");
}

TEST_CASE("a workspace without a server does the same by itself") {
  SeededRandom random(3);
  Workspace workspace;
  REQUIRE(workspace.start_alone("太郎", kNow, random));
  CreateTicket create;
  create.id = random.new_id(kNow);
  create.fields = {{field::kTicketTitle, Value::of("部品待ち")}};
  REQUIRE(workspace.submit(create, kNow, random));
  const EntityId me = workspace.replica().identity().user;
  REQUIRE(workspace.submit(Assign{create.id, std::nullopt, me}, kNow, random));
  REQUIRE(workspace.submit(pend(create.id, kNow + kHour), kNow, random));
  workspace.act_on_time(kNow + kHour, random);
  CHECK(state_of(workspace.state(), create.id) == TicketState::kInProgress);
  REQUIRE(workspace.verify());
  CHECK(workspace.has_unsaved());
}
