// Signed checkpoints: what was signed once proves later that the log before it was left alone.
#include <sys/stat.h>

#include <filesystem>

#include "sync-server/audit/checkpoint.h"
#include "sync-server/auth/password.h"
#include "tests/contract/store_gestures.h"

using namespace genba;
using namespace genba::stores;
using namespace genba::test;

namespace {

// A workspace with tickets and a checkpoint of its log.
template <typename Database>
struct Signed {
  Opened<Database> store;
  audit::SigningKey key = new_key();
  audit::Checkpoint checkpoint;

  explicit Signed(std::uint64_t seed = 1) {
    add(seed);
    REQUIRE(store->begin(Transaction::kRead));
    checkpoint = audit::sign_head(*store, kNow, key);
    REQUIRE(store->commit());
  }

  static audit::SigningKey new_key() {
    REQUIRE(auth::init_crypto());
    const SqliteDatabase folder;
    const auto key = audit::open_signing_key(std::filesystem::path(folder.address()).parent_path());
    REQUIRE(key);
    return *key;
  }

  void add(std::uint64_t seed) {
    REQUIRE(store->begin(Transaction::kWrite));
    add_ticket(*store, store->lane_of(kTaro, kTaro), seed);
    REQUIRE(store->commit());
  }

  Result<void> check(ServerStore& of, const audit::Checkpoint& against) {
    REQUIRE(of.begin(Transaction::kRead));
    const auto holds = audit::check_against(of, {&against, 1}, key.public_key);
    REQUIRE(of.commit());
    return holds;
  }
};

void refuses(const Result<void>& held, const char* why) {
  REQUIRE_FALSE(held.ok());
  CHECK(held.error().code == ErrorCode::kCorrupt);
  CHECK_MESSAGE(held.error().detail.find(why) != std::string::npos, held.error().detail);
}

}  // namespace

TEST_CASE_TEMPLATE("a checkpoint holds while the log grows, and not once its past changed",
                   Database, SqliteDatabase, PostgresDatabase) {
  Signed<Database> one;
  CHECK(one.check(*one.store, one.checkpoint));
  one.add(2);
  CHECK(one.check(*one.store, one.checkpoint));

  // As long, and its own chain is in order.
  Signed<Database> rewritten(3);
  rewritten.key = one.key;
  rewritten.add(4);
  REQUIRE(rewritten.store->begin(Transaction::kRead));
  REQUIRE(rewritten.store->verify());
  REQUIRE(rewritten.store->commit());
  refuses(rewritten.check(*rewritten.store, one.checkpoint), "rewritten");
}

TEST_CASE("a checkpoint finds a log that was cut off, and a key that is not the server's") {
  Signed<SqliteDatabase> one;
  one.add(2);
  REQUIRE(one.store->begin(Transaction::kRead));
  const audit::Checkpoint later = audit::sign_head(*one.store, kNow, one.key);
  REQUIRE(one.store->commit());
  Signed<SqliteDatabase> shorter;
  shorter.key = one.key;
  refuses(shorter.check(*shorter.store, later), "cut off");
  const Signed<SqliteDatabase> foreign;
  refuses(one.check(*one.store, foreign.checkpoint), "was not signed with this key");
}

TEST_CASE("a checkpoint's line is read as it was written, and no changed one is believed") {
  Signed<SqliteDatabase> one;
  const std::string line = audit::to_line(one.checkpoint);
  const auto read = audit::parse_checkpoints(line + line);
  REQUIRE(read);
  REQUIRE(read->size() == 2);
  CHECK(one.check(*one.store, read->back()));
  for (const auto change :
       {+[](audit::Checkpoint& c) { ++c.head.seq; }, +[](audit::Checkpoint& c) { ++c.at_ms; },
        +[](audit::Checkpoint& c) { ++c.epoch; }, +[](audit::Checkpoint& c) { ++c.workspace.low; },
        +[](audit::Checkpoint& c) { c.head.link[0] ^= 1; },
        +[](audit::Checkpoint& c) { c.signature[0] ^= 1; }}) {
    audit::Checkpoint changed = one.checkpoint;
    change(changed);
    refuses(one.check(*one.store, changed), "was not signed with this key");
  }
  for (const char* none : {"", "\n", "{}", "no json"}) {
    const auto refused = audit::parse_checkpoints(none);
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().code == ErrorCode::kMalformed);
  }
}

TEST_CASE("a server's key is made once, for its owner alone") {
  REQUIRE(auth::init_crypto());
  const SqliteDatabase database;
  const std::string folder = std::filesystem::path(database.address()).parent_path();
  const auto made = audit::open_signing_key(folder);
  const auto again = audit::open_signing_key(folder);
  REQUIRE(made);
  REQUIRE(again);
  CHECK(made->public_key == again->public_key);
  struct stat facts {};
  REQUIRE(stat((folder + "/checkpoint.key").c_str(), &facts) == 0);
  CHECK((facts.st_mode & 0777) == 0600);
}
