// `genba verify` on a server's database: whatever is changed behind the server's back is found.
#include <doctest/doctest.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "sync-server/cli/cli.h"
#include "sync-server/stores/server_store.h"
#include "sync-server/stores/sqlite.h"
#include "tests/unit/support.h"

using namespace genba;

namespace {

// A workspace with two tickets, and hands that reach into its file.
class Damaged {
 public:
  Damaged() {
    char name[] = "/tmp/genba-verify-XXXXXX";
    folder_ = mkdtemp(name);
    for (int ticket = 0; ticket < 2; ++ticket) add_ticket("件名");
  }
  ~Damaged() { std::filesystem::remove_all(folder_); }

  void add_ticket(const std::string& title) {
    const auto store = open();
    REQUIRE(store->begin(stores::Transaction::kWrite));
    const EntityId user = derive_id("test", "taro"), id = random_.new_id(test::kNow);
    OperationGroup group;
    group.lane = store->lane_of(user, user);
    group.first_dseq = store->acked(group.lane) + 1;
    group.wall_ms = test::kNow;
    group.operations = {{id, creation_of(Kind::kTicket), Action::kCreate, Value::of(0), 0},
                        {id, field::kTicketType, Action::kSet,
                         Value::of(static_cast<std::int64_t>(TicketType::kIncident)), 0},
                        {id, field::kTicketTitle, Action::kSet, Value::of(title), 0}};
    PushContext context;
    context.user = user;
    context.role = Role::kManager;
    context.received_ms = context.sent_ms = test::kNow;
    const auto outcome = accept(group, *store, context, random_);
    REQUIRE(outcome);
    CHECK(outcome->outcome == Outcome::kApplied);
    REQUIRE(store->commit());
  }

  void change(const char* sql) {
    Result<stores::Database> database = stores::Database::open(path());
    REQUIRE(database);
    const auto done = database->execute(sql);
    REQUIRE_MESSAGE(done.ok(), sql, ": ", done.error().detail);
  }

  Result<void> verify() {
    const auto store = open();
    REQUIRE(store->begin(stores::Transaction::kRead));
    return store->verify();
  }

  int exit_code() {
    std::string words[] = {"genba", "verify", "--data", folder_};
    char* arguments[] = {words[0].data(), words[1].data(), words[2].data(), words[3].data()};
    return cli::run(4, arguments);
  }

 private:
  std::string path() const { return folder_ + "/genba.sqlite"; }
  std::unique_ptr<stores::ServerStore> open() {
    auto opened = stores::open_sqlite_store(path(), random_);
    REQUIRE(opened);
    return std::move(opened).value();
  }

  std::string folder_;
  test::SeededRandom random_{5};
};

struct Damage {
  const char* sql;
  const char* told;  // part of the words
};

constexpr Damage kDamages[] = {
    {"DELETE FROM effects WHERE seq = 3", "effect 3 is missing"},
    {"UPDATE effects SET effect = zeroblob(3) WHERE seq = 2", "effect 2"},
    {"UPDATE effects SET salt = zeroblob(16) WHERE seq = 2", "effect 2"},
    {"UPDATE effects SET salt = x'00' WHERE seq = 2", "effect 2: its salt"},
    {"UPDATE effects SET link = zeroblob(32) WHERE seq = 2", "effect 2"},
    {"UPDATE effects SET entity = (SELECT max(number) FROM entities) WHERE seq = 2",
     "effect 2 is stored with another entity"},
    {"UPDATE effects SET field = field + 1 WHERE seq = 2", "effect 2 is stored with another field"},
    {"DELETE FROM entities WHERE number = (SELECT entity FROM effects WHERE seq = 1)",
     "effect 1: its entity is missing"},
    {"UPDATE entities SET id = zeroblob(16) WHERE number = 1",
     "effect 1 is stored with another entity"},
    {"UPDATE entities SET kind = kind + 1 WHERE number = 1", "effect 1: what it created"},
    {"UPDATE entities SET facet = 1 - facet WHERE number = 1", "effect 1: what it created"},
    {"INSERT INTO entities(id, kind, facet) VALUES(zeroblob(16), 1, 0)", "created by no effect"},
    {"DELETE FROM effects WHERE seq = (SELECT max(seq) FROM effects)", "was the last one"},
    {"UPDATE head SET link = zeroblob(32)", "is not the one that was written last"},
    {"UPDATE numbers SET highest = 1", "ticket number 2 exists, but the highest given is 1"},
    {"DELETE FROM numbers", "the highest given is 0"},
    {"UPDATE lanes SET acked = acked - 1", "has acknowledged"},
};

}  // namespace

TEST_CASE("verify finds whatever was changed in a server's database, and says what") {
  for (const Damage& damage : kDamages) {
    CAPTURE(damage.sql);
    Damaged database;
    REQUIRE(database.verify());
    database.change(damage.sql);
    const Result<void> found = database.verify();
    REQUIRE_FALSE(found.ok());
    CHECK(found.error().code == ErrorCode::kCorrupt);
    CHECK_MESSAGE(found.error().detail.find(damage.told) != std::string::npos,
                  found.error().detail);
    CHECK(database.exit_code() == cli::kExitCorrupt);
  }
}

TEST_CASE(
    "a database from before its head was kept is whole, and keeps it from the next change on") {
  Damaged database;
  database.change("DROP TABLE head");
  CHECK(database.verify());
  CHECK(database.exit_code() == cli::kExitOk);
  database.add_ticket("次");
  CHECK(database.verify());
  database.change("DELETE FROM effects WHERE seq = (SELECT max(seq) FROM effects)");
  CHECK_FALSE(database.verify().ok());
}
