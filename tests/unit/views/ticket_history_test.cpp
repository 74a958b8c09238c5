#include "wasm/views/ticket_history.h"

#include <doctest/doctest.h>

#include "tests/unit/support.h"

namespace genba {
namespace {

using test::Device;

struct Fixture {
  Fixture() {
    test::set_up(store, {&user, 1});
    device.sync();
  }

  SessionUser user{derive_id("test", "hanako"), Role::kAgent, "花子"};
  MemoryStore store{derive_id("test", "workspace"), 1};
  Device device{store, user, 7};
};

bool changes_field(const HistoryEntry& entry, FieldId field) {
  for (const HistoryChange& change : entry.changes) {
    if (change.spec->id == field) return true;
  }
  return false;
}

}  // namespace

TEST_CASE("a ticket's history begins with its creation, whose first values are no changes") {
  Fixture f;
  const EntityId id = f.device.create_ticket("止まった");
  f.device.sync();
  const std::vector<HistoryEntry> history = ticket_history(f.device.replica(), id);
  REQUIRE(history.size() == 1);
  CHECK(history[0].is_creation);
  CHECK(history[0].changes.empty());
  CHECK(history[0].actor == f.user.id);
  CHECK_FALSE(history[0].is_predicted);
}

TEST_CASE("a change says before and after, and its consequences are told apart") {
  Fixture f;
  const EntityId id = f.device.create_ticket("止まった");
  f.device.sync();
  f.device.now += 60'000;
  REQUIRE(f.device.edit(id, field::kTicketImpact, Value::of(std::int64_t{1})).ok());
  f.device.sync(f.device.now);
  const std::vector<HistoryEntry> history = ticket_history(f.device.replica(), id);
  REQUIRE(history.size() == 2);
  bool own = false, derived = false;
  for (const HistoryChange& change : history[1].changes) {
    if (change.spec->id == field::kTicketImpact) {
      own = !change.is_derived && change.before.integer() == 2 && change.after.integer() == 1;
    }
    if (change.spec->id == field::kTicketPriority) derived = change.is_derived;
    CHECK(change.spec->type != ValueType::kBytes);
  }
  CHECK(own);
  CHECK(derived);
}

TEST_CASE("what was not sent yet is there and marked") {
  Fixture f;
  const EntityId id = f.device.create_ticket("止まった");
  std::vector<HistoryEntry> history = ticket_history(f.device.replica(), id);
  REQUIRE(history.size() == 1);
  CHECK(history[0].is_creation);
  CHECK(history[0].is_predicted);
}

TEST_CASE("comments stand among the changes by the time they were written") {
  Fixture f;
  const EntityId id = f.device.create_ticket("止まった");
  f.device.sync();
  f.device.now += 60'000;
  AddComment note{f.device.random().new_id(f.device.now), id, "再起動した", Facet::kInternal};
  REQUIRE(f.device.submit(note).ok());
  f.device.sync(f.device.now);
  f.device.now += 60'000;
  REQUIRE(f.device.edit(id, field::kTicketTitle, Value::of(std::string("直った"))).ok());
  f.device.sync(f.device.now);
  const std::vector<HistoryEntry> history = ticket_history(f.device.replica(), id);
  REQUIRE(history.size() == 3);
  CHECK(history[1].is_comment);
  CHECK(history[1].body == "再起動した");
  CHECK(history[1].facet == Facet::kInternal);
  CHECK(history[1].actor == f.user.id);
  CHECK(changes_field(history[2], field::kTicketTitle));
}

}  // namespace genba
