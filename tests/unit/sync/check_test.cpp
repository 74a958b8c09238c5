// Digest and repair: a replica that differs from its server is found out and mended, and one that
// does not is left alone (core/sync/replica_check.h).
#include <doctest/doctest.h>

#include "tests/unit/authority/desk.h"

namespace genba {
namespace {

using test::choice;
using test::Desk;
using test::SeededRandom;

// A desk at which something has happened: tickets, comments of both kinds, one that few may see.
struct Busy {
  Desk desk;
  std::vector<EntityId> tickets;
  EntityId restricted;

  Busy() {
    for (int i = 0; i < 40; ++i) {
      const Role by = i % 3 == 0 ? Role::kRequester : Role::kAgent;
      const EntityId ticket = desk.create(TicketType::kIncident, by);
      tickets.push_back(ticket);
      REQUIRE(desk.comment(Role::kAgent, ticket, "確認します"));
      REQUIRE(desk.comment(Role::kAgent, ticket, "内緒の話", Facet::kInternal));
    }
    restricted = tickets[7];
    desk.must(Role::kSecurityOfficer,
              EditFields{restricted, {{field::kTicketRestricted, choice(Boolean::kYes)}}});
  }

  // A copy of the role's replica with its history as `change` makes it.
  template <typename Change>
  std::unique_ptr<Replica> copy(Role role, const Change& change) {
    test::Device& device = desk.device(role);
    device.sync(desk.now);
    std::vector<Effect> history = device.replica().history();
    change(history);
    auto made = std::make_unique<Replica>();
    made->restore_copy(device.replica().position(), history, {}, {});
    return made;
  }

  struct Checked {
    CheckResult result;
    std::size_t received = 0;  // effects that were sent again
  };
  Checked check(Replica& replica, Role role) {
    test::Device& device = desk.device(role);
    ClientSession session(replica, device.random().new_id(desk.now));
    session.check();
    Checked checked;
    while (const auto request = session.next_request(desk.now)) {
      if (request->route == SyncRoute::kHello) {
        // As the device that it is a copy of.
        HelloResponse hello;
        hello.identity = device.replica().identity();
        session.receive(200, encode(hello), {}, desk.now, 0);
        continue;
      }
      const Result<Bytes> answer = device.serve(*request, desk.now);
      REQUIRE(answer.ok());
      if (request->route == SyncRoute::kRepair) {
        checked.received += decode_repair_response(*answer)->effects.size();
      }
      session.receive(200, *answer, {}, desk.now, 0);
      REQUIRE(session.status() != SyncStatus::kRefused);
    }
    REQUIRE(session.last_check().has_value());
    checked.result = *session.last_check();
    return checked;
  }
};

}  // namespace

TEST_CASE("a replica that holds what its user may see is left alone, whoever he is") {
  Busy busy;
  for (const Role role : {Role::kRequester, Role::kAgent, Role::kManager, Role::kSecurityOfficer}) {
    const auto replica = busy.copy(role, [](std::vector<Effect>&) {});
    const auto checked = busy.check(*replica, role);
    CHECK(checked.result.compared == busy.desk.store().head().seq);
    CHECK(checked.result.repaired == 0);
    CHECK_FALSE(checked.result.began_anew);
    CHECK(replica->history() == busy.desk.device(role).replica().history());
  }
}

TEST_CASE(
    "whatever a replica has lost, invented or changed is found, and only its part sent again") {
  Busy busy;
  SeededRandom random(20261127);
  for (int round = 0; round < 60; ++round) {
    CAPTURE(round);
    const Role role = round % 2 == 0 ? Role::kAgent : Role::kRequester;
    const auto replica = busy.copy(role, [&](std::vector<Effect>& history) {
      const std::size_t at = random.below(history.size());
      switch (round % 4) {
        case 0: history.erase(history.begin() + static_cast<std::ptrdiff_t>(at)); break;
        case 1: history[at].effective_ms ^= 1; break;
        case 2: history[at].actor.low ^= 1; break;
        default: {
          Effect invented = history[at];
          invented.entity.low ^= std::uint64_t{1} << 40;
          history.push_back(invented);
        }
      }
    });
    const auto checked = busy.check(*replica, role);
    CHECK(checked.result.repaired >= 1);
    CHECK(checked.result.repaired <= 3);
    const auto& right = busy.desk.device(role).replica();
    CHECK(replica->history() == right.history());
    CHECK(contradictions(*replica).none());
    CHECK(checked.received < right.history().size() / 4);
    CHECK(busy.check(*replica, role).result.repaired == 0);
  }
}

TEST_CASE("a replica that is wrong everywhere begins anew") {
  Busy busy;
  const auto replica = busy.copy(Role::kAgent, [](std::vector<Effect>& history) {
    for (Effect& effect : history) effect.wall_ms ^= 1;
  });
  const auto checked = busy.check(*replica, Role::kAgent);
  CHECK(checked.result.began_anew);
  CHECK(replica->history() == busy.desk.device(Role::kAgent).replica().history());
}

TEST_CASE("sums say nothing of what their reader may not see") {
  Busy busy;
  test::Device& requester = busy.desk.device(Role::kRequester);
  requester.sync(busy.desk.now);
  const auto sums = [&](Seq until) {
    const CheckRequest request{requester.replica().identity().epoch, requester.replica().cursor(),
                               0, until};
    return decode_check_response(*requester.serve({SyncRoute::kCheck, encode(request)}, 0)).value();
  };
  const CheckResponse before = sums(requester.replica().head());
  REQUIRE(before.error == ErrorCode::kNone);
  CHECK(before.digest == digest_of(requester.replica(), 0, before.until));
  Digest all;
  for (const Effect& effect : busy.desk.store().effects_after(0, 1'000'000)) all.add(effect);
  CHECK(all.differing(before.digest).count() > 50);
  // Nor of what is after his cursor, whatever he asks for.
  REQUIRE(busy.desk.comment(Role::kAgent, busy.tickets[0], "続き"));
  CHECK(sums(1'000'000).until == before.until);
  CHECK(sums(1'000'000).digest == before.digest);
}

TEST_CASE("whose sight has changed is told to pull first, and is then compared") {
  Busy busy;
  test::Device& agent = busy.desk.device(Role::kAgent);
  agent.sync(busy.desk.now);
  const auto replica = busy.copy(Role::kAgent, [](std::vector<Effect>&) {});
  busy.desk.must(Role::kSecurityOfficer,
                 EditFields{busy.tickets[1], {{field::kTicketRestricted, choice(Boolean::kYes)}}});
  const CheckRequest request{replica->identity().epoch, replica->cursor(), 0, replica->head()};
  const Bytes answer = *agent.serve({SyncRoute::kCheck, encode(request)}, 0);
  CHECK(decode_check_response(answer)->error == ErrorCode::kOutOfOrder);
  const auto checked = busy.check(*replica, Role::kAgent);
  CHECK(checked.result.repaired == 0);
  CHECK(replica->state().kind(busy.tickets[1]) == Kind::kNone);
}

TEST_CASE("each effect is in one sum, and their order does not matter") {
  Busy busy;
  std::vector<Effect> effects = busy.desk.store().effects_after(0, 500);
  Digest forward, backward;
  for (const Effect& effect : effects) forward.add(effect);
  for (auto effect = effects.rbegin(); effect != effects.rend(); ++effect) backward.add(*effect);
  CHECK(forward == backward);
  effects[100].effective_ms ^= 1;
  Digest other;
  for (const Effect& effect : effects) other.add(effect);
  const BucketSet differing = forward.differing(other);
  CHECK(differing.count() == 1);
  CHECK(differing[bucket_of(effects[100].entity)]);
}

}  // namespace genba
