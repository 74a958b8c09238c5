// What of a server's data arrives elsewhere, beneath the command line (backup.test.mjs).
#include <filesystem>

#include "sync-server/stores/backup.h"
#include "sync-server/stores/copy.h"
#include "tests/contract/store_gestures.h"

using namespace genba;
using namespace genba::stores;
using namespace genba::test;

namespace {

// A workspace with two tickets, and an outcome whose words are cut in the middle of a character.
void fill(const std::string& address) {
  SeededRandom random(1);
  const auto store = open_store(address, random);
  REQUIRE(store);
  REQUIRE((*store)->begin(Transaction::kWrite));
  const Lane lane = (*store)->lane_of(kTaro, kTaro);
  add_ticket(**store, lane, 1);
  add_ticket(**store, lane, 2);
  AuthorityStore::Known known;
  const Dseq next = (*store)->acked(lane) + 1;
  known.outcome = {next, next, Outcome::kRejected, ErrorCode::kForbidden, "\xe4\xb8"};
  (*store)->keep(lane, known);
  REQUIRE((*store)->commit());
}

}  // namespace

TEST_CASE("a migrated workspace is the same workspace, to the last row") {
  const SqliteDatabase from;
  const PostgresDatabase to;
  fill(from.address());
  const auto head = migrate(from.address(), to.address());
  REQUIRE_MESSAGE(head.ok(), head.error().detail);
  SeededRandom random(2);
  const auto before = open_store(from.address(), random);
  const auto after = open_store(to.address(), random);
  REQUIRE(before);
  REQUIRE(after);
  CHECK((*after)->workspace() == (*before)->workspace());
  CHECK((*after)->epoch() == (*before)->epoch());
  CHECK((*after)->cursor_key() == (*before)->cursor_key());
  REQUIRE((*after)->begin(Transaction::kWrite));
  REQUIRE((*before)->begin(Transaction::kRead));
  CHECK((*after)->head().link == (*before)->head().link);
  CHECK((*after)->records_after(0, 1000).size() == head->seq);
  CHECK((*after)->lane_of(kTaro, kTaro) == (*before)->lane_of(kTaro, kTaro));
  CHECK((*after)->lane_of(kHana, kHana) > (*after)->lane_of(kTaro, kTaro));
}

TEST_CASE("a digest differs when any row does") {
  SqliteDatabase database;
  fill(database.address());
  auto opened = open_connection(database.address());
  REQUIRE(opened);
  const auto whole = digest_of(*opened);
  REQUIRE(whole);
  for (const char* change :
       {"UPDATE workspace SET epoch = 2", "UPDATE timers SET at_ms = at_ms + 1",
        "DELETE FROM outcomes WHERE first_dseq = 1",
        "UPDATE effects SET value_hash = salt WHERE seq = 1",
        "INSERT INTO accounts(id, name, name_key, password_hash, role, created_ms)"
        " VALUES(zeroblob(16), 'a', 'a', '', 1, 0)"}) {
    CAPTURE(change);
    REQUIRE(opened->begin(Transaction::kWrite));
    REQUIRE(opened->execute(change));
    const auto changed = digest_of(*opened);
    REQUIRE(changed);
    CHECK(*changed != *whole);
    opened->rollback();
  }
  CHECK(*digest_of(*opened) == *whole);
}

TEST_CASE("damaged data is neither migrated nor backed up") {
  const SqliteDatabase from;
  const PostgresDatabase to;
  fill(from.address());
  REQUIRE(open_connection(from.address())->execute("DELETE FROM effects WHERE seq = 3"));
  CHECK(migrate(from.address(), to.address()).error().code == ErrorCode::kCorrupt);
  const std::string file = from.address() + ".backup";
  CHECK(make_backup(from.address(), file, kNow).error().code == ErrorCode::kCorrupt);
  CHECK_FALSE(std::filesystem::exists(file));
  // Nothing is left in the way of the next try.
  REQUIRE(open_connection(to.address())->execute("CREATE TABLE workspace(one INTEGER)"));
}

TEST_CASE("a backup that an older version made is verified and restored, damage to it is found") {
  // What that version did not have goes, and the digest is as it wrote it.
  const char* const kNewSince4[] = {"waiting", "reported_ms", "wipe_ms", "wiped_ms"};
  const char* const kNewSince3[] = {"blobs", "blob_chunks", "attachments", "thumbnails"};
  for (const std::int64_t version : {3, 2}) {
    CAPTURE(version);
    const SqliteDatabase from;
    fill(from.address());
    const std::string file = from.address() + ".backup", path = from.address() + ".restored";
    const auto made = make_backup(from.address(), file, kNow);
    REQUIRE(made);
    {
      auto backup = open_connection(file);
      REQUIRE(backup);
      for (const char* column : kNewSince4) {
        REQUIRE(backup->execute(std::string("ALTER TABLE sessions DROP COLUMN ") + column));
      }
      for (const char* table : kNewSince3) {
        if (version < 3) REQUIRE(backup->execute(std::string("DROP TABLE ") + table));
      }
      REQUIRE(backup->execute("UPDATE schema_version SET version = " + std::to_string(version)));
      const auto digest = digest_of(*backup, version);
      REQUIRE(digest);
      auto note = backup->prepare("UPDATE backup SET digest = ?");
      REQUIRE(note);
      REQUIRE(note->bind_blob(1, view_of(*digest)).run());
    }
    const auto verified = verify_backup(file);
    REQUIRE_MESSAGE(verified.ok(), verified.error().detail);
    CHECK(verified->link == made->link);
    const auto restored = restore_backup(file, path, kNow);
    REQUIRE_MESSAGE(restored.ok(), restored.error().detail);
    SeededRandom random(2);
    const auto store = open_store(path, random);
    REQUIRE(store);
    REQUIRE((*store)->begin(Transaction::kRead));
    CHECK((*store)->head().link == made->link);
    CHECK((*store)->epoch() > 1);
    REQUIRE((*store)->verify());

    REQUIRE(open_connection(file)->execute("UPDATE lanes SET acked = acked + 1"));
    CHECK(verify_backup(file).error().code == ErrorCode::kCorrupt);
    REQUIRE(open_connection(file)->execute("UPDATE schema_version SET version = 99"));
    CHECK(verify_backup(file).error().code == ErrorCode::kUnsupported);
  }
}
