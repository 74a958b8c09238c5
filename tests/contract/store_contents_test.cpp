// What a database holds of the attachments' bytes: kept once, given to nobody who did not send
// them, never lost while something refers to them.
#include <doctest/doctest.h>

#include <filesystem>
#include <string>

#include "core/sync/erase_person.h"
#include "sync-server/stores/backup.h"
#include "tests/contract/store_gestures.h"

using namespace genba;
using namespace genba::test;
using stores::kContentChunk_bytes;
using stores::Transaction;

namespace {

const EntityId kFirst = derive_id("test", "first"), kSecond = derive_id("test", "second");
constexpr std::int64_t kFar = 1ll << 50;

std::string content_of(std::size_t size, std::uint64_t seed) {
  SeededRandom random(seed);
  std::string content(size, '\0');
  for (char& c : content) c = static_cast<char>(random.below(256));
  return content;
}

// Sends everything that is still missing, in transactions of their own; what finish() said.
template <typename Store>
bool send(Store& store, const EntityId& id, const std::string& content, const Hash256& sha256) {
  const auto chunk = static_cast<std::size_t>(kContentChunk_bytes);
  while (true) {
    REQUIRE(store->begin(Transaction::kWrite));
    const auto at = static_cast<std::size_t>(store->contents().state_of(id).received);
    const std::string part = content.substr(at, chunk);
    const bool is_last = at + part.size() == content.size();
    const bool is_right = !is_last || store->contents().finish(id, part, sha256, kNow);
    if (!is_last) store->contents().append(id, part, kNow);
    REQUIRE(store->commit());
    if (is_last) return is_right;
  }
}

template <typename Store>
std::string read(Store& store, const EntityId& id, std::int64_t offset, std::int64_t length) {
  REQUIRE(store->begin(Transaction::kRead));
  std::string bytes = store->contents().read(id, offset, length);
  REQUIRE(store->commit());
  return bytes;
}

template <typename Store>
std::size_t collect_all(Store& store, std::int64_t abandoned_before_ms) {
  for (std::size_t count = 0;; ++count) {
    REQUIRE(store->begin(Transaction::kWrite));
    const bool is_more = store->contents().collect(abandoned_before_ms);
    REQUIRE(store->commit());
    if (!is_more) return count;
  }
}

template <typename Store>
std::int64_t chunks_in(const Store& store) {
  Result<stores::Database> database = stores::open_connection(store.address());
  REQUIRE(database);
  Result<stores::Statement> count = database->prepare("SELECT count(*) FROM blob_chunks");
  REQUIRE(count);
  REQUIRE(count->step());
  return count->integer(0);
}

}  // namespace

TEST_CASE_TEMPLATE("a content goes on where it was cut off, also at another process", Database,
                   SqliteDatabase, PostgresDatabase) {
  Opened<Database> store;
  const std::string content = content_of(600'000, 1);
  REQUIRE(store->begin(Transaction::kWrite));
  store->contents().append(kFirst, content.substr(0, 262'144), kNow);
  REQUIRE(store->commit());
  // A chunk that was not committed did not arrive.
  REQUIRE(store->begin(Transaction::kWrite));
  store->contents().append(kFirst, content.substr(262'144, 262'144), kNow);
  store->rollback();
  store.open();
  REQUIRE(store->begin(Transaction::kRead));
  CHECK(store->contents().state_of(kFirst).received == 262'144);
  CHECK_FALSE(store->contents().state_of(kFirst).is_whole);
  REQUIRE(store->commit());
  CHECK(send(store, kFirst, content, sha256(content)));
  CHECK(read(store, kFirst, 0, 600'000) == content);
  CHECK(read(store, kFirst, 262'000, 300) == content.substr(262'000, 300));
  CHECK(read(store, kFirst, 599'990, 100) == content.substr(599'990));
  CHECK(read(store, kFirst, 600'000, 1).empty());
}

TEST_CASE_TEMPLATE("what is not what its hash says is thrown away and can be sent again", Database,
                   SqliteDatabase, PostgresDatabase) {
  Opened<Database> store;
  const std::string content = content_of(300'000, 2);
  CHECK_FALSE(send(store, kFirst, content_of(300'000, 3), sha256(content)));
  CHECK(read(store, kFirst, 0, 10).empty());
  CHECK(send(store, kFirst, content, sha256(content)));
  CHECK(read(store, kFirst, 0, 300'000) == content);
}

TEST_CASE_TEMPLATE("the same bytes are kept once, and only for who sent them", Database,
                   SqliteDatabase, PostgresDatabase) {
  Opened<Database> store;
  const std::string content = content_of(300'000, 4);
  CHECK(send(store, kFirst, content, sha256(content)));
  REQUIRE(store->begin(Transaction::kRead));
  CHECK(store->contents().state_of(kSecond).received == 0);
  REQUIRE(store->commit());
  CHECK(read(store, kSecond, 0, 10).empty());
  CHECK(send(store, kSecond, content, sha256(content)));
  collect_all(store, 0);
  CHECK(chunks_in(store) == 2);
  CHECK(read(store, kFirst, 0, 300'000) == content);
  CHECK(read(store, kSecond, 0, 300'000) == content);
  // One of them goes, the other's stays.
  REQUIRE(store->begin(Transaction::kWrite));
  store->contents().drop(kFirst);
  REQUIRE(store->commit());
  CHECK(collect_all(store, kFar) == 0);
  CHECK(read(store, kFirst, 0, 10).empty());
  CHECK(read(store, kSecond, 0, 300'000) == content);
}

TEST_CASE_TEMPLATE("what no attachment has is collected, and uploads that nobody goes on with",
                   Database, SqliteDatabase, PostgresDatabase) {
  Opened<Database> store;
  const std::string content = content_of(3'000'000, 5);
  CHECK(send(store, kFirst, content, sha256(content)));
  REQUIRE(store->begin(Transaction::kWrite));
  store->contents().append(kSecond, content.substr(0, 262'144), kNow);
  store->contents().keep_thumbnail(kFirst, "jpeg");
  REQUIRE(store->commit());
  CHECK(collect_all(store, kNow) == 0);
  CHECK(collect_all(store, kNow + 1) == 1);
  REQUIRE(store->begin(Transaction::kWrite));
  CHECK(store->contents().state_of(kSecond).received == 0);
  store->contents().drop(kFirst);
  CHECK(store->contents().thumbnail(kFirst).empty());
  REQUIRE(store->commit());
  CHECK(collect_all(store, 0) > 1);
  CHECK(chunks_in(store) == 0);
}

TEST_CASE_TEMPLATE("verify finds a changed byte of a content, and one that is missing", Database,
                   SqliteDatabase, PostgresDatabase) {
  Opened<Database> store;
  const std::string content = content_of(300'000, 6);
  CHECK(send(store, kFirst, content, sha256(content)));
  const auto verify = [&] {
    REQUIRE(store->begin(Transaction::kRead));
    const Result<void> good = store->verify();
    REQUIRE(store->commit());
    return good.ok() ? ErrorCode::kNone : good.error().code;
  };
  const auto change = [&](const char* sql) {
    Result<stores::Database> database = stores::open_connection(store.address());
    REQUIRE(database);
    REQUIRE(database->execute(sql));
  };
  CHECK(verify() == ErrorCode::kNone);
  SUBCASE("changed") { change("UPDATE blob_chunks SET bytes = zeroblob(37856) WHERE number = 1"); }
  SUBCASE("a chunk is gone") { change("DELETE FROM blob_chunks WHERE number = 1"); }
  SUBCASE("all is gone") { change("DELETE FROM blobs"); }
  CHECK(verify() == ErrorCode::kCorrupt);
}

TEST_CASE_TEMPLATE("an erased person's attachments lose their content", Database, SqliteDatabase,
                   PostgresDatabase) {
  Opened<Database> store;
  SeededRandom random(7);
  const std::string content = content_of(1000, 7);
  REQUIRE(store->begin(Transaction::kWrite));
  const Lane lane = store->lane_of(kTaro, kTaro);
  REQUIRE(accept(group_of(lane, *store, new_user(kTaro), kNow), *store, context_of(kTaro, kNow),
                 random));
  const EntityId ticket = add_ticket(*store, lane, 7);
  const std::vector<Operation> attach = {
      {kFirst, creation_of(Kind::kAttachment), Action::kCreate, number(Facet::kPublic), 0},
      {kFirst, field::kAttachmentTicket, Action::kSet, Value::of(ticket), 0},
      {kFirst, field::kAttachmentName, Action::kSet, Value::of("顔写真.jpg"), 0},
      {kFirst, field::kAttachmentSize, Action::kSet, Value::of(std::int64_t{1000}), 0},
      {kFirst, field::kAttachmentSha256, Action::kSet, Value::of(to_hex(view_of(sha256(content)))),
       0}};
  const auto outcome =
      accept(group_of(lane, *store, attach, kNow), *store, context_of(kTaro, kNow), random);
  REQUIRE(outcome);
  CHECK(outcome->detail == "");
  REQUIRE(store->commit());
  CHECK(send(store, kFirst, content, sha256(content)));

  REQUIRE(store->begin(Transaction::kWrite));
  const ErasureRequest request{kTaro, true, "admin", Language::kJapanese, kNow};
  erase_person(*store, plan_erasure(*store, request), request, random);
  CHECK(store->value(kFirst, field::kAttachmentName).text() == "（消去済み）");
  CHECK(store->value(kFirst, field::kAttachmentSha256).is_empty());
  REQUIRE(store->commit());
  CHECK(read(store, kFirst, 0, 10).empty());
  collect_all(store, 0);
  CHECK(chunks_in(store) == 0);
}

TEST_CASE_TEMPLATE("a backup carries contents, whole ones and those on their way", Database,
                   SqliteDatabase, PostgresDatabase) {
  Opened<Database> store;
  const std::string content = content_of(5'000'000, 8);
  CHECK(send(store, kFirst, content, sha256(content)));
  REQUIRE(store->begin(Transaction::kWrite));
  store->contents().append(kSecond, content.substr(0, 262'144), kNow);
  store->contents().keep_thumbnail(kFirst, "jpeg");
  REQUIRE(store->commit());
  SqliteDatabase folder;
  const std::string backup = folder.address() + ".backup";
  const auto made = stores::make_backup(store.address(), backup, kNow);
  REQUIRE_MESSAGE(made.ok(), (made.ok() ? "" : made.error().detail));
  REQUIRE(stores::restore_backup(backup, folder.address(), kNow));
  SeededRandom random(8);
  auto restored = stores::open_store(folder.address(), random);
  REQUIRE(restored);
  CHECK(read(*restored, kFirst, 0, 5'000'000) == content);
  CHECK(send(*restored, kSecond, content, sha256(content)));
  REQUIRE((*restored)->begin(Transaction::kRead));
  CHECK((*restored)->contents().thumbnail(kFirst) == "jpeg");
  REQUIRE((*restored)->commit());
}

TEST_CASE_TEMPLATE("a database from before there were attachments gets their tables", Database,
                   SqliteDatabase, PostgresDatabase) {
  Opened<Database> store;
  REQUIRE(store->begin(Transaction::kWrite));
  add_ticket(*store, store->lane_of(kTaro, kTaro), 9);
  REQUIRE(store->commit());
  {
    Result<stores::Database> database = stores::open_connection(store.address());
    REQUIRE(database);
    REQUIRE(database->execute(test::kBackToVersion3));
    REQUIRE(
        database->execute("DROP TABLE blobs; DROP TABLE blob_chunks; DROP TABLE attachments;"
                          "DROP TABLE thumbnails; UPDATE schema_version SET version = 2"));
  }
  store.open();
  const std::string content = content_of(1000, 9);
  CHECK(send(store, kFirst, content, sha256(content)));
  REQUIRE(store->begin(Transaction::kRead));
  CHECK(store->entities(Kind::kTicket).size() == 1);
  CHECK(store->verify());
  REQUIRE(store->commit());
}
