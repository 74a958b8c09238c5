// Several stores on one database, as several servers have them.
#include <chrono>
#include <condition_variable>
#include <mutex>

#include "sync-server/stores/head_listener.h"
#include "sync-server/stores/schema.h"
#include "tests/contract/store_gestures.h"

using namespace genba;
using namespace genba::stores;
using namespace genba::test;

namespace {

// What a listener has heard.
class Heard {
 public:
  void operator()(Seq head) {
    const std::lock_guard lock(mutex_);
    head_ = std::max(head_, head);
    changed_.notify_all();
  }
  // Whether it hears of that head; a minute is for ever.
  bool wait_for(Seq head) {
    std::unique_lock lock(mutex_);
    return changed_.wait_for(lock, std::chrono::minutes(1), [&] { return head_ >= head; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable changed_;
  Seq head_ = 0;
};

}  // namespace

TEST_CASE_TEMPLATE(
    "two stores that write in turn see each other's effects, and number theirs after them",
    Database, SqliteDatabase, PostgresDatabase) {
  Opened<Database> store;
  const std::unique_ptr<ServerStore> other = store.another();
  REQUIRE(store->begin(Transaction::kWrite));
  const Lane lane = store->lane_of(kTaro, kTaro);
  const EntityId ticket = add_ticket(*store, lane, 1);
  REQUIRE(store->commit());
  // What is not there is remembered as well.
  REQUIRE(store->begin(Transaction::kRead));
  SeededRandom ids(2);
  const EntityId coming = Gestures(2).next(0)[0].entity;
  CHECK(store->kind(coming) == Kind::kNone);
  REQUIRE(store->commit());

  REQUIRE(other->begin(Transaction::kWrite));
  CHECK(other->acked(lane) == store->acked(lane));
  CHECK(add_ticket(*other, lane, 2) == coming);
  SeededRandom random(5);
  const OperationGroup renamed = group_of(
      lane, *other,
      {{ticket, field::kTicketTitle, Action::kSet, Value::of("別の手"), other->head().seq}}, kNow);
  REQUIRE(accept(renamed, *other, context_of(kTaro, kNow), random));
  REQUIRE(other->commit());

  REQUIRE(store->begin(Transaction::kWrite));
  CHECK(store->head().link == other->head().link);
  CHECK(store->kind(coming) == Kind::kTicket);
  CHECK(store->value(ticket, field::kTicketTitle).text() == "別の手");
  CHECK(store->acked(lane) == renamed.last_dseq());
  CHECK(store->next_number(TicketType::kIncident) + store->next_number(TicketType::kRequest) == 4);
  add_ticket(*store, lane, 3);
  REQUIRE(store->commit());
  REQUIRE(store->begin(Transaction::kRead));
  CHECK(store->verify());
  REQUIRE(store->commit());
}

TEST_CASE_TEMPLATE("tables of a newer version of genba are refused, also by a store that is open",
                   Database, SqliteDatabase, PostgresDatabase) {
  const Database database;
  SeededRandom random(1);
  const auto store = open_store(database.address(), random);
  REQUIRE(store);
  auto newer = open_connection(database.address());
  REQUIRE(newer->execute("UPDATE schema_version SET version = version + 1"));
  CHECK(open_store(database.address(), random).error().code == ErrorCode::kUnsupported);
  CHECK((*store)->begin(Transaction::kWrite).error().code == ErrorCode::kUnavailable);
}

TEST_CASE("a store outlives a crash of PostgreSQL, without what was not committed") {
  Opened<PostgresDatabase> store;
  REQUIRE(store->begin(Transaction::kWrite));
  const Lane lane = store->lane_of(kTaro, kTaro);
  const EntityId kept = add_ticket(*store, lane, 1);
  REQUIRE(store->commit());
  const Head head = store->head();

  restart_postgres();
  REQUIRE(store->begin(Transaction::kWrite));
  const EntityId lost = add_ticket(*store, lane, 2);
  restart_postgres();
  CHECK(store->commit().error().code == ErrorCode::kUnavailable);
  REQUIRE(store->begin(Transaction::kRead));
  CHECK(store->head().link == head.link);
  CHECK(store->kind(kept) == Kind::kTicket);
  CHECK(store->kind(lost) == Kind::kNone);
  REQUIRE(store->commit());
}

TEST_CASE_TEMPLATE("the words of an outcome stop no queue, whatever bytes they hold", Database,
                   SqliteDatabase, PostgresDatabase) {
  Opened<Database> store;
  REQUIRE(store->begin(Transaction::kWrite));
  const Lane lane = store->lane_of(kTaro, kTaro);
  AuthorityStore::Known known;
  known.outcome = {1, 1, Outcome::kRejected, ErrorCode::kForbidden,
                   std::string("\xe4\xb8 a\0b", 6)};
  store->keep(lane, known);
  REQUIRE(store->commit());
  REQUIRE(store->begin(Transaction::kRead));
  const auto found = store->known(lane, 1);
  REQUIRE(found);
  CHECK(found->outcome.code == ErrorCode::kForbidden);
  CHECK(found->outcome.detail.find('a') != std::string::npos);
  REQUIRE(store->commit());
}

TEST_CASE("a listener hears of what others commit, also of what they did while it was away") {
  Opened<PostgresDatabase> store;
  const auto commit_ticket = [&](std::uint64_t seed) {
    REQUIRE(store->begin(Transaction::kWrite));
    add_ticket(*store, store->lane_of(kTaro, kTaro), seed);
    REQUIRE(store->commit());
    return store->head().seq;
  };
  const Seq before = commit_ticket(1);
  Heard heard;
  const HeadListener listener(store.address(), store->workspace(),
                              [&heard](Seq head) { heard(head); });
  REQUIRE(heard.wait_for(before));
  REQUIRE(heard.wait_for(commit_ticket(2)));
  restart_postgres();
  REQUIRE(heard.wait_for(commit_ticket(3)));
}
