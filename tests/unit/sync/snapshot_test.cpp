// First loads from a snapshot: the same as by pulling from the start, and nothing that its reader
// may not see.
#include "core/sync/snapshot.h"

#include <doctest/doctest.h>

#include <functional>
#include <memory>

#include "core/replica/workspace.h"
#include "tests/unit/sync/people.h"

using namespace genba;
using genba::sight_test::kAgent;
using genba::sight_test::kManager;
using genba::sight_test::kOfficer;
using genba::sight_test::kYuki;
using genba::sight_test::yes;
using genba::test::Device;
using genba::test::KeptSnapshot;
using genba::test::kNow;

namespace {

// Exchanges messages until there is nothing to say.
void exchange(Device& device, const std::function<void(const SyncRequest&)>& before,
              const std::function<void(const Bytes&)>& after) {
  while (const auto request = device.session().next_request(kNow)) {
    before(*request);
    const Result<Bytes> answer = device.serve(*request, kNow);
    REQUIRE(answer);
    device.session().receive(200, *answer, std::nullopt, kNow, 0);
    after(*answer);
  }
}

// Two groups; the agent is of `network`.
struct Desk {
  MemoryStore store{derive_id("test", "workspace"), 1};
  KeptSnapshot kept;
  Device manager{store, kManager, 1};
  EntityId network = derive_id("test", "network"), servers = derive_id("test", "servers");
  std::uint64_t seed = 100;

  Desk() {
    const SessionUser users[] = {kManager, kAgent, kYuki, kOfficer};
    test::set_up(store, users);
    manager.sync();
    for (const EntityId& group : {network, servers}) {
      submit(CreateEntity{group, Kind::kGroup, {{field::kGroupName, Value::of("group")}}});
    }
    join(network);
  }
  void join(const EntityId& group) {
    submit(CreateEntity{manager.random().new_id(kNow),
                        Kind::kMembership,
                        {{field::kMembershipGroup, Value::of(group)},
                         {field::kMembershipUser, Value::of(kAgent.id)}}});
    manager.sync();
  }
  void submit(const Command& command) { REQUIRE(manager.submit(command)); }
  EntityId ticket(const char* title, const EntityId& group) {
    const EntityId id = manager.create_ticket(title);
    if (!group.is_null()) submit(Assign{id, group, std::nullopt});
    manager.sync();
    return id;
  }
  void set(const EntityId& id, FieldId field, Value value) {
    submit(EditFields{id, {{field, std::move(value)}}});
    manager.sync();
  }
  // A new device's first load, and what it was sent.
  struct Loaded {
    std::unique_ptr<Device> device;
    Bytes sent;
    bool from_snapshot = false;
  };
  Loaded load(const SessionUser& user, bool with_snapshot = true) {
    Loaded loaded{std::make_unique<Device>(store, user, ++seed), {}, false};
    if (with_snapshot) loaded.device->snapshot = &kept;
    exchange(
        *loaded.device, [](const SyncRequest&) {},
        [&](const Bytes& answer) {
          loaded.sent += answer;
          loaded.from_snapshot |= loaded.device->replica().first_load().has_value();
        });
    return loaded;
  }
};

bool same(const Device& a, const Device& b) {
  return a.state().digest() == b.state().digest() &&
         const_cast<Device&>(a).replica().history() == const_cast<Device&>(b).replica().history();
}

bool contains(const Bytes& bytes, std::string_view text) { return bytes.find(text) != Bytes::npos; }

}  // namespace

TEST_CASE("a first load from a snapshot and its tail is what pulling from the start gives") {
  Desk desk;
  const EntityId plain = desk.ticket("no group", {});
  const EntityId ours = desk.ticket("network down", desk.network);
  const EntityId named = desk.ticket("names the agent", desk.servers);
  desk.submit(Assign{named, std::nullopt, kAgent.id});
  desk.manager.sync();
  desk.ticket("server down", desk.servers);
  const EntityId secret = desk.ticket("intrusion", {});
  desk.set(secret, field::kTicketRestricted, yes());
  desk.kept.make(desk.store);
  desk.set(plain, field::kTicketTitle, Value::of("changed since"));
  desk.ticket("new since", desk.network);
  for (const SessionUser& user : {kManager, kAgent, kOfficer}) {
    CAPTURE(user.name);
    const auto quick = desk.load(user);
    CHECK(quick.from_snapshot);
    CHECK(same(*quick.device, *desk.load(user, false).device));
  }
  CHECK(desk.load(kAgent).device->state().kind(named) == Kind::kTicket);
  CHECK(desk.load(kAgent).device->state().kind(ours) == Kind::kTicket);
  CHECK_FALSE(contains(desk.load(kAgent).sent, "server down"));
  CHECK_FALSE(contains(desk.load(kManager).sent, "intrusion"));
  CHECK_FALSE(desk.load(kYuki).from_snapshot);
}

TEST_CASE("what has left somebody's sight since the snapshot is not sent to him") {
  Desk desk;
  const EntityId restricted = desk.ticket("password list", {});
  const EntityId moved = desk.ticket("moved away", desk.network);
  desk.kept.make(desk.store);
  desk.set(restricted, field::kTicketRestricted, yes());
  desk.submit(Assign{moved, desk.servers, std::nullopt});
  desk.manager.sync();
  const auto agent = desk.load(kAgent);
  CHECK(agent.from_snapshot);
  CHECK_FALSE(contains(agent.sent, "password list"));
  CHECK_FALSE(contains(agent.sent, "moved away"));
  CHECK(same(*agent.device, *desk.load(kAgent, false).device));
  CHECK(contains(desk.load(kManager).sent, "moved away"));
}

TEST_CASE("another role or other groups than at the snapshot: pulled from the start") {
  Desk desk;
  desk.ticket("network down", desk.network);
  desk.kept.make(desk.store);
  desk.join(desk.servers);
  const auto agent = desk.load(kAgent);
  CHECK_FALSE(agent.from_snapshot);
  CHECK(same(*agent.device, *desk.load(kAgent, false).device));
}

TEST_CASE("a snapshot that is replaced between two parts is begun again") {
  Desk desk;
  desk.ticket("network down", desk.network);
  desk.ticket("no group", {});
  desk.kept.make(desk.store);
  Device device(desk.store, kManager, 77);
  device.snapshot = &desk.kept;
  int parts = 0;
  const auto replace_it = [&](const SyncRequest& request) {
    if (request.route != SyncRoute::kSnapshot || ++parts != 3) return;
    desk.ticket("meanwhile", {});
    desk.kept.make(desk.store);
  };
  exchange(device, replace_it, [](const Bytes&) {});
  CHECK(parts > 4);
  CHECK(same(device, *desk.load(kManager, false).device));
}

TEST_CASE("a first load goes on after a restart, and its records restore it") {
  Desk desk;
  desk.ticket("network down", desk.network);
  desk.ticket("no group", {});
  desk.kept.make(desk.store);
  Device device(desk.store, kManager, 77);
  device.snapshot = &desk.kept;
  std::vector<Bytes> records;
  int parts = 0;
  const auto restart = [&](const Bytes&) {
    for (Bytes& record : device.replica().take_records()) records.push_back(std::move(record));
    Replica restored;
    for (const Bytes& record : records) REQUIRE(restored.restore_record(record));
    CHECK(restored.state().digest() == device.state().digest());
    CHECK(restored.history() == device.replica().history());
    CHECK(restored.first_load().has_value() == device.replica().first_load().has_value());
    Replica again;
    for (const Bytes& record : restored.snapshot(1000)) REQUIRE(again.restore_record(record));
    CHECK(again.state().digest() == device.state().digest());
    if (again.first_load()) {
      CHECK(again.first_load()->parts == device.replica().first_load()->parts);
      ++parts;
    }
  };
  exchange(
      device, [](const SyncRequest&) {}, restart);
  CHECK(parts > 1);
}

TEST_CASE("what is foreseen while a part is under way is what is asked for next") {
  Desk desk;
  for (int i = 0; i < 3; ++i)
    desk.ticket("in a class of its own", i == 0   ? EntityId()
                                         : i == 1 ? desk.network
                                                  : desk.servers);
  desk.kept.make(desk.store);
  Device device{desk.store, kManager, 7};
  device.snapshot = &desk.kept;
  std::optional<SyncRequest> foreseen;
  std::size_t met = 0;
  exchange(
      device,
      [&](const SyncRequest& request) {
        if (foreseen) {
          CHECK(request.route == foreseen->route);
          CHECK(request.body == foreseen->body);
          ++met;
        }
        foreseen = device.session().foreseen_request();
      },
      [](const Bytes&) {});
  CHECK(met >= 2);
  CHECK_FALSE(foreseen);  // nothing after the last part
}

TEST_CASE("a part that makes no sense is refused and nothing of it taken") {
  Replica replica;
  replica.begin_first_load({9, {0}, {}});
  CHECK(replica.receive_part("\x01\x02\x03").error().code == ErrorCode::kMalformed);
  CHECK(replica.first_load()->parts.size() == 1);
}
