// `genba verify` on a server's database: whatever is changed behind the server's back is found.
#include <doctest/doctest.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "sync-server/auth/device_store.h"
#include "sync-server/cli/cli.h"
#include "sync-server/stores/server_store.h"
#include "tests/contract/databases.h"
#include "tests/unit/support.h"

using namespace genba;
using genba::test::PostgresDatabase;
using genba::test::SqliteDatabase;

namespace {

// A workspace with two tickets, and hands that reach into its file.
template <typename Database>
class Damaged {
 public:
  Damaged() {
    store_ = open();
    for (int ticket = 0; ticket < 2; ++ticket) add_ticket("件名");
  }

  void add_ticket(const std::string& title) {
    const auto& store = store_;
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

  std::string address() const { return database_.address(); }
  // As a server does that starts.
  void reopen() { store_ = open(); }

  void change(const char* sql) {
    Result<stores::Database> database = stores::open_connection(database_.address());
    REQUIRE(database);
    const auto done = database->execute(sql);
    REQUIRE_MESSAGE(done.ok(), sql, ": ", done.error().detail);
  }

  Result<void> verify() {
    REQUIRE(store_->begin(stores::Transaction::kRead));
    const auto verified = store_->verify();
    REQUIRE(store_->commit());
    return verified;
  }

  int exit_code() {
    const std::string address = database_.address();
    std::vector<std::string> words = {"genba", "verify", "--data"};
    if (stores::is_postgres(address)) {
      words.insert(words.end(), {"/tmp", "--database", address});
    } else {
      words.push_back(std::filesystem::path(address).parent_path());
    }
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    return cli::run(static_cast<int>(arguments.size()), arguments.data());
  }

 private:
  std::unique_ptr<stores::ServerStore> open() {
    auto opened = stores::open_store(database_.address(), random_);
    REQUIRE(opened);
    return std::move(opened).value();
  }

  Database database_;
  test::SeededRandom random_{5};
  std::unique_ptr<stores::ServerStore> store_;
};

struct Damage {
  const char* sql;
  const char* told;  // part of the words
};

constexpr Damage kDamages[] = {
    {"DELETE FROM effects WHERE seq = 3", "effect 3 is missing"},
    {"UPDATE effects SET effect = zeroblob(3) WHERE seq = 2", "effect 2"},
    {"UPDATE effects SET salt = zeroblob(16) WHERE seq = 2", "effect 2"},
    {"UPDATE effects SET salt = zeroblob(1) WHERE seq = 2", "effect 2: its salt"},
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
    {"INSERT INTO entities(number, id, kind, facet) VALUES(99, zeroblob(16), 1, 0)",
     "created by no effect"},
    {"DELETE FROM effects WHERE seq = (SELECT max(seq) FROM effects)", "was the last one"},
    {"UPDATE head SET link = zeroblob(32)", "is not the one that was written last"},
    {"UPDATE numbers SET highest = 1", "ticket number 2 exists, but the highest given is 1"},
    {"DELETE FROM numbers", "the highest given is 0"},
    {"UPDATE lanes SET acked = acked - 1", "has acknowledged"},
};

}  // namespace

TEST_CASE_TEMPLATE("verify finds whatever was changed in a server's database, and says what",
                   Database, SqliteDatabase, PostgresDatabase) {
  for (const Damage& damage : kDamages) {
    CAPTURE(damage.sql);
    Damaged<Database> database;
    REQUIRE(database.verify());
    database.change(damage.sql);
    const Result<void> found = database.verify();
    REQUIRE_FALSE(found.ok());
    CHECK(found.error().code == ErrorCode::kCorrupt);
    CHECK(cli::exit_code_for(found.error().code) == cli::kExitCorrupt);
    CHECK_MESSAGE(found.error().detail.find(damage.told) != std::string::npos,
                  found.error().detail);
  }
}

TEST_CASE_TEMPLATE("genba verify ends with 7 when a server's database is damaged", Database,
                   SqliteDatabase, PostgresDatabase) {
  Damaged<Database> database;
  CHECK(database.exit_code() == cli::kExitOk);
  database.change("DELETE FROM effects WHERE seq = 3");
  CHECK(database.exit_code() == cli::kExitCorrupt);
}

TEST_CASE_TEMPLATE("a database from before devices reported is brought up to the present one",
                   Database, SqliteDatabase, PostgresDatabase) {
  Damaged<Database> database;
  database.change(test::kBackToVersion3);
  database.reopen();
  CHECK(database.verify());
  CHECK(auth::DeviceStore::open(database.address()).ok());
}

TEST_CASE("a database of the first version is whole, and is brought up to the present one") {
  Damaged<SqliteDatabase> database;
  database.change(test::kBackToVersion3);
  database.change(
      "DROP TABLE head; DROP TABLE schema_version; ALTER TABLE workspace DROP COLUMN began_at;"
      "ALTER TABLE workspace ADD COLUMN schema_version INTEGER NOT NULL DEFAULT 1;");
  database.reopen();
  CHECK(database.verify());
  CHECK(database.exit_code() == cli::kExitOk);
  database.add_ticket("次");
  CHECK(database.verify());
  database.change("DELETE FROM effects WHERE seq = (SELECT max(seq) FROM effects)");
  CHECK_FALSE(database.verify().ok());
}
