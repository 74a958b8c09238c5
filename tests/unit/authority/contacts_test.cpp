// How often a requester had to be in touch again, which first contact resolution goes by.
#include <doctest/doctest.h>

#include "core/authority/timed.h"
#include "tests/unit/support.h"

namespace genba {
namespace {

using test::Device;
using test::kNow;

const SessionUser kAgent{derive_id("test", "agent"), Role::kAgent, "agent"};
// An agent, too, so that her device sees the ticket; here she is the one who needs help.
const SessionUser kHanako{derive_id("test", "hanako"), Role::kAgent, "hanako"};

// An agent's and a requester's device with one ticket of the requester's that the agent works on.
struct Fixture {
  MemoryStore store{derive_id("test", "workspace"), 1};
  Device agent{store, kAgent, 1}, requester{store, kHanako, 2};
  EntityId ticket;

  Fixture() {
    test::set_up(store, {{kAgent, kHanako}});
    agent.sync();
    requester.sync();
    ticket = requester.create_ticket("印刷できない");
    REQUIRE(requester.edit(ticket, field::kTicketRequester, Value::of(kHanako.id)));
    sync();
    REQUIRE(agent.submit(Assign{ticket, std::nullopt, kAgent.id}));
    sync();
  }
  void sync() {
    requester.sync();
    agent.sync();
    requester.sync();
  }
  void say(Device& who, Facet facet = Facet::kPublic) {
    REQUIRE(who.submit(AddComment{who.random().new_id(kNow), ticket, "…", facet}));
    sync();
  }
  void move(TicketState to, std::optional<PendingReason> reason = {},
            std::optional<std::int64_t> wake_at_ms = {}) {
    ChangeState command;
    command.ticket = ticket;
    command.to = to;
    command.pending_reason = reason;
    command.wake_at_ms = wake_at_ms;
    if (to == TicketState::kResolved) command.resolution = command.cause_code = "x";
    REQUIRE(agent.submit(command));
    sync();
  }
  std::int64_t contacts() const { return store.integer(ticket, field::kTicketRequesterContacts); }
};

}  // namespace

TEST_CASE("a requester's word counts while the ticket is open, an agent's never") {
  Fixture fixture;
  CHECK(fixture.contacts() == 0);
  fixture.say(fixture.agent);
  CHECK(fixture.contacts() == 0);
  fixture.say(fixture.requester);
  CHECK(fixture.contacts() == 1);
  fixture.move(TicketState::kResolved);
  fixture.say(fixture.requester);
  CHECK_MESSAGE(fixture.contacts() == 1, "thanks for what is solved");
}

TEST_CASE("an answer to what waited for the requester counts once, whatever its channel") {
  Fixture fixture;
  fixture.move(TicketState::kPending, PendingReason::kAwaitingRequester);
  CHECK(fixture.contacts() == 0);
  fixture.say(fixture.requester);  // brings it back to In progress, too
  CHECK(fixture.contacts() == 1);
  fixture.move(TicketState::kPending, PendingReason::kAwaitingRequester);
  fixture.move(TicketState::kInProgress);  // by telephone
  CHECK(fixture.contacts() == 2);
  fixture.move(TicketState::kPending, PendingReason::kAwaitingVendor);
  fixture.move(TicketState::kInProgress);
  CHECK(fixture.contacts() == 2);
  fixture.move(TicketState::kPending, PendingReason::kAwaitingRequester);
  fixture.move(TicketState::kResolved);
  CHECK_MESSAGE(fixture.contacts() == 2, "nobody answered");
}

TEST_CASE("waking up is no contact") {
  Fixture fixture;
  fixture.move(TicketState::kPending, PendingReason::kAwaitingRequester, kNow + 1000);
  act_on_time(fixture.store, kNow + 2000, 10, fixture.agent.random());
  CHECK(static_cast<TicketState>(fixture.store.integer(fixture.ticket, field::kTicketState)) ==
        TicketState::kInProgress);
  CHECK(fixture.contacts() == 0);
}

}  // namespace genba
