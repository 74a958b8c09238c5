// A server that was restored from a backup, and the devices that know more than it does.
#include <doctest/doctest.h>

#include "tests/unit/support.h"

using namespace genba;
using genba::test::kNow;
using genba::test::SeededRandom;

namespace {

const EntityId kWorkspace = derive_id("test", "workspace");
const EntityId kDevice = derive_id("test", "device");
const SessionUser kUser{derive_id("test", "manager"), Role::kManager, "manager"};

void synchronise(Replica& replica, MemoryStore& store) {
  SeededRandom random(store.head().seq + 1);
  ClientSession session(replica, kDevice);
  while (const auto request = session.next_request(kNow)) {
    const Result<Bytes> answer = [&] {
      switch (request->route) {
        case SyncRoute::kHello: return handle_hello(request->body, kUser, store, kNow);
        case SyncRoute::kPush: return handle_push(request->body, kUser, store, kNow, random);
        default: return handle_pull(request->body, kUser, store);
      }
    }();
    REQUIRE(answer);
    store.commit();
    session.receive(200, *answer, std::nullopt, kNow, 0);
  }
  CHECK(replica.waiting() == 0);
}

EntityId add_ticket(Replica& replica, std::uint64_t seed) {
  const EntityId id = SeededRandom(seed).new_id(kNow);
  const auto of = [](auto value) { return Value::of(static_cast<std::int64_t>(value)); };
  REQUIRE(
      replica.submit_group({{id, creation_of(Kind::kTicket), Action::kCreate, of(0), 0},
                            {id, field::kTicketType, Action::kSet, of(TicketType::kIncident), 0},
                            {id, field::kTicketTitle, Action::kSet, Value::of("件名"), 0}},
                           kNow, std::nullopt));
  return id;
}

// As a device that was switched off finds itself again.
Replica reloaded(Replica& replica) {
  Replica loaded;
  for (const Bytes& record : replica.snapshot(1 << 16)) REQUIRE(loaded.restore_record(record));
  return loaded;
}

}  // namespace

TEST_CASE("a device pushes again what took effect before its server was restored, and once only") {
  MemoryStore lost(kWorkspace, 1);
  Replica replica;
  const EntityId first = add_ticket(replica, 1);
  synchronise(replica, lost);
  const EntityId second = add_ticket(replica, 2);
  synchronise(replica, lost);
  CHECK(replica.outbox().empty());

  MemoryStore restored(kWorkspace, 2);
  Replica loaded = reloaded(replica);
  synchronise(loaded, restored);
  CHECK(restored.entities(Kind::kTicket) == std::vector<EntityId>{first, second});
  CHECK(loaded.state().kind(first) == Kind::kTicket);
  CHECK(loaded.attention().empty());

  const Seq head = restored.head().seq;
  Replica again = reloaded(loaded);
  synchronise(again, restored);
  CHECK(restored.head().seq == head);
  // Until the next time.
  MemoryStore restored_again(kWorkspace, 3);
  synchronise(again, restored_again);
  CHECK(restored_again.entities(Kind::kTicket) == std::vector<EntityId>{first, second});
}

TEST_CASE("a device that was pushing again when it died goes on with it") {
  MemoryStore lost(kWorkspace, 1);
  Replica replica;
  const EntityId ticket = add_ticket(replica, 1);
  synchronise(replica, lost);
  (void)replica.take_records();
  std::vector<Bytes> records = replica.snapshot(1 << 16);
  // It has heard of the new epoch, and stored that; no more.
  replica.reset_confirmed(2);
  replica.push_again(0);
  CHECK(replica.waiting() == 1);
  for (Bytes& record : replica.take_records()) records.push_back(std::move(record));

  Replica loaded;
  for (const Bytes& record : records) REQUIRE(loaded.restore_record(record));
  CHECK(loaded.waiting() == 1);
  MemoryStore restored(kWorkspace, 2);
  synchronise(loaded, restored);
  CHECK(restored.entities(Kind::kTicket) == std::vector<EntityId>{ticket});
}

TEST_CASE("what is kept in case of a restoration has a limit") {
  MemoryStore lost(kWorkspace, 1);
  Replica replica;
  constexpr std::size_t kText_bytes = 100'000;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const EntityId ticket = add_ticket(replica, seed);
    REQUIRE(replica.submit_group({{ticket, field::kTicketDescription, Action::kSet,
                                   Value::of(std::string(kText_bytes, 'x')), 0}},
                                 kNow, std::nullopt));
  }
  synchronise(replica, lost);
  std::size_t kept = 0;
  for (const Bytes& record : replica.snapshot(1 << 16)) {
    if (record[0] == static_cast<char>(Replica::kRecordKept)) kept += record.size();
  }
  CHECK(kept > kMaxKeptBytes - 2 * kText_bytes);
  CHECK(kept < kMaxKeptBytes + kText_bytes);
}
