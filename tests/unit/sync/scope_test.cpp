// Scopes: a device that keeps a part of what its user may see.
#include "core/process/scope.h"

#include <doctest/doctest.h>

#include <memory>

#include "core/sync/snapshot.h"
#include "tests/unit/sync/people.h"

using namespace genba;
using genba::sight_test::kAgent;
using genba::sight_test::kManager;
using genba::sight_test::kYuki;
using genba::test::Device;
using genba::test::KeptSnapshot;
using genba::test::kNow;

namespace {

constexpr std::int64_t kDay = 86'400'000;

bool holds(const Device& device, const EntityId& id) {
  return device.state().kind(id) != Kind::kNone;
}

Scope mine() { return {Breadth::kMine, 0, {}}; }
Scope of_groups() { return {Breadth::kGroups, 0, {}}; }
Scope closed_since(std::int64_t ms) { return {Breadth::kAll, ms, {}}; }

// The agent is of `network`; a ticket for each group, one without, and one that is the agent's.
struct Desk {
  MemoryStore store{derive_id("test", "workspace"), 1};
  Device manager{store, kManager, 1};
  EntityId network = derive_id("test", "network"), servers = derive_id("test", "servers");
  EntityId of_network, of_servers, of_nobody, of_agent;
  std::uint64_t seed = 100;

  Desk() {
    const SessionUser users[] = {kManager, kAgent, kYuki};
    test::set_up(store, users);
    manager.sync();
    for (const EntityId& group : {network, servers}) {
      submit(CreateEntity{group, Kind::kGroup, {{field::kGroupName, Value::of("group")}}});
    }
    submit(CreateEntity{manager.random().new_id(kNow),
                        Kind::kMembership,
                        {{field::kMembershipGroup, Value::of(network)},
                         {field::kMembershipUser, Value::of(kAgent.id)}}});
    of_network = ticket(network);
    of_servers = ticket(servers);
    of_nobody = ticket({});
    of_agent = ticket({});
    submit(Assign{of_agent, std::nullopt, kAgent.id});
    manager.sync();
  }

  void submit(const Command& command) { REQUIRE(manager.submit(command)); }
  EntityId ticket(const EntityId& group) {
    const EntityId id = manager.create_ticket("switch");
    if (!group.is_null()) submit(Assign{id, group, std::nullopt});
    submit(AddComment{manager.random().new_id(kNow), id, "looked at", Facet::kInternal});
    manager.sync();
    return id;
  }
  void close(const EntityId& id, std::int64_t at_ms) {
    state(id, TicketState::kClosed, Value::of(at_ms));
  }
  // By an import, which states when it was.
  void state(const EntityId& id, TicketState to, Value closed_at) {
    const Seq seen = manager.replica().head();
    REQUIRE(manager.replica().submit_group(
        {{id, field::kTicketState, Action::kSet, Value::of(static_cast<std::int64_t>(to)), seen},
         {id, field::kTicketClosedAt, Action::kSet, std::move(closed_at), seen}},
        kNow, ImportedOrigin{}));
    manager.sync();
  }
  std::unique_ptr<Device> load(const SessionUser& user, Scope scope,
                               const KeptSnapshot* snapshot = nullptr) {
    auto device = std::make_unique<Device>(store, user, ++seed);
    device->snapshot = snapshot;
    device->session().set_scope(std::move(scope));
    device->sync();
    return device;
  }
};

}  // namespace

TEST_CASE("a device keeps what its scope takes in, and the configuration") {
  Desk desk;
  const auto all = desk.load(kAgent, {});
  const auto groups = desk.load(kAgent, of_groups());
  const auto own = desk.load(kAgent, mine());
  CHECK(holds(*all, desk.of_network));
  CHECK(holds(*all, desk.of_nobody));
  CHECK_FALSE(holds(*all, desk.of_servers));  // that is sight, not scope
  CHECK(holds(*groups, desk.of_network));
  CHECK_FALSE(holds(*groups, desk.of_nobody));
  CHECK(holds(*groups, desk.of_agent));
  CHECK_FALSE(holds(*own, desk.of_network));
  CHECK(holds(*own, desk.of_agent));
  CHECK(own->state().referring(field::kCommentTicket, desk.of_agent).size() == 1);
  CHECK(own->state().referring(field::kCommentTicket, desk.of_network).empty());
  for (const Device* device : {groups.get(), own.get()}) {
    CHECK(device->state().entities(Kind::kCategory) == all->state().entities(Kind::kCategory));
  }
}

TEST_CASE("a scope grants nothing: a pin of what may not be seen stays empty") {
  Desk desk;
  Scope scope = mine();
  pin(scope, desk.of_servers);
  const auto device = desk.load(kAgent, scope);
  CHECK_FALSE(holds(*device, desk.of_servers));
  CHECK_FALSE(holds(*desk.load(kYuki, {Breadth::kAll, 0, {desk.of_network}}), desk.of_network));
}

TEST_CASE(
    "a narrower scope is told as losses, a wider one loads anew; nothing that waits is lost") {
  Desk desk;
  const auto device = desk.load(kAgent, {});
  device->session().set_scope(mine());
  REQUIRE(device->edit(desk.of_network, field::kTicketTitle, Value::of("written before it went")));
  device->sync();
  CHECK_FALSE(holds(*device, desk.of_network));
  CHECK(holds(*device, desk.of_agent));
  CHECK(desk.store.value(desk.of_network, field::kTicketTitle).text() == "written before it went");
  device->session().set_scope({});
  device->sync();
  CHECK(holds(*device, desk.of_network));
  CHECK(device->state().digest() == desk.load(kAgent, {})->state().digest());
}

TEST_CASE("a ticket that was closed since the last pull leaves with a narrower scope") {
  Desk desk;
  const auto device = desk.load(kAgent, {});
  desk.close(desk.of_network, kNow);
  device->session().set_scope(mine());
  device->sync();
  CHECK_FALSE(holds(*device, desk.of_network));
}

TEST_CASE("a ticket that is pinned comes whole, without a new load, and goes when it is let go") {
  Desk desk;
  const auto device = desk.load(kAgent, mine());
  Scope scope = mine();
  pin(scope, desk.of_network);
  device->session().set_scope(scope);
  std::size_t pulls = 0, effects = 0;
  while (const auto request = device->session().next_request(kNow)) {
    const Result<Bytes> answer = device->serve(*request, kNow);
    REQUIRE(answer);
    if (request->route == SyncRoute::kPull) {
      ++pulls;
      effects += decode_pull_response(*answer)->pulled.effects.size();
    }
    device->session().receive(200, *answer, std::nullopt, kNow, 0);
  }
  CHECK(pulls == 1);
  CHECK(effects < 60);
  CHECK(holds(*device, desk.of_network));
  CHECK(device->state().referring(field::kCommentTicket, desk.of_network).size() == 1);
  device->session().set_scope(mine());
  device->sync();
  CHECK_FALSE(holds(*device, desk.of_network));
}

TEST_CASE("what was closed long ago is left out, and comes whole when it is opened again") {
  Desk desk;
  desk.close(desk.of_network, kNow - 200 * kDay);
  desk.close(desk.of_nobody, kNow - 2 * kDay);
  const auto device = desk.load(kManager, closed_since(kNow - 90 * kDay));
  CHECK_FALSE(holds(*device, desk.of_network));
  CHECK(holds(*device, desk.of_nobody));
  CHECK(holds(*device, desk.of_servers));
  // It stays out while others work on other things.
  desk.close(desk.of_servers, kNow - 200 * kDay);
  device->sync();
  CHECK_FALSE(holds(*device, desk.of_servers));
  desk.state(desk.of_network, TicketState::kInProgress, {});
  device->sync();
  CHECK(holds(*device, desk.of_network));
  CHECK(device->state().referring(field::kCommentTicket, desk.of_network).size() == 1);
}

TEST_CASE("a ticket that moves to another group or person moves in and out of scopes") {
  Desk desk;
  const auto groups = desk.load(kAgent, of_groups());
  const auto own = desk.load(kAgent, mine());
  desk.submit(Assign{desk.of_nobody, std::nullopt, kAgent.id});
  desk.submit(Assign{desk.of_agent, desk.network, kManager.id});
  desk.manager.sync();
  groups->sync();
  own->sync();
  CHECK(holds(*own, desk.of_nobody));
  CHECK_FALSE(holds(*own, desk.of_agent));
  CHECK(holds(*groups, desk.of_nobody));
  CHECK(holds(*groups, desk.of_agent));
}

TEST_CASE("a first load from a snapshot holds the same as one by pulling, for every scope") {
  Desk desk;
  desk.close(desk.of_network, kNow - 200 * kDay);
  KeptSnapshot kept;
  kept.make(desk.store);
  desk.ticket(desk.network);
  for (const SessionUser& user : {kAgent, kManager}) {
    for (Scope scope : {Scope(), mine(), of_groups(), closed_since(kNow - 90 * kDay)}) {
      for (const bool with_pin : {false, true}) {
        if (with_pin) pin(scope, desk.of_network);
        const auto loaded = desk.load(user, scope, &kept);
        CHECK(loaded->state().digest() == desk.load(user, scope)->state().digest());
        CHECK(holds(*loaded, desk.of_network) ==
              (with_pin || (scope.closed_since_ms == 0 && scope.breadth == Breadth::kAll) ||
               (scope.breadth == Breadth::kGroups && user.id == kAgent.id)));
      }
    }
  }
}

TEST_CASE("a check with the server sums what the scope takes in") {
  Desk desk;
  const auto device = desk.load(kAgent, mine());
  device->session().check();
  device->sync();
  REQUIRE(device->session().last_check());
  CHECK(device->session().last_check()->repaired == 0);
}

TEST_CASE("of too many pins that of the oldest ticket goes") {
  Scope scope;
  for (std::uint64_t i = 0; i < kMaxPinned + 3; ++i) pin(scope, EntityId{i + 1, 7});
  CHECK(scope.pinned.size() == kMaxPinned);
  CHECK_FALSE(scope.pins(EntityId{3, 7}));
  CHECK(scope.pins(EntityId{4, 7}));
  ByteWriter out;
  encode(out, scope);
  ByteReader in(out.bytes());
  CHECK(decode_scope(in) == scope);
  CHECK(in.finish("scope"));
}

TEST_CASE("a message without a scope is one of version 1, as before there were scopes") {
  PullRequest pull;
  CHECK(encode(pull)[0] == 1);
  pull.scope = mine();
  pull.scope.pinned = {EntityId{1, 2}};
  const Bytes bytes = encode(pull);
  CHECK(bytes[0] == 2);
  CHECK(decode_pull_request(bytes)->scope == pull.scope);
  SnapshotRequest snapshot;
  CHECK(encode(snapshot)[0] == 1);
  snapshot.scope = pull.scope;
  CHECK(decode_snapshot_request(encode(snapshot))->scope == pull.scope);
  Bytes newer = bytes;
  newer[0] = 3;
  CHECK(decode_pull_request(newer).error().code == ErrorCode::kUnsupported);
}
