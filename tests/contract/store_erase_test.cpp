// Erasure in a server's database: what goes, what `genba verify` says of it, and of a value that
// went some other way.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "core/sync/erase_person.h"
#include "sync-server/audit/checkpoint.h"
#include "sync-server/auth/password.h"
#include "tests/contract/store_gestures.h"

using namespace genba;
using namespace genba::stores;
using namespace genba::test;

namespace {

constexpr const char* kSecret = "山田太郎の秘密";

// taro is a person of the workspace, and has written a ticket with kSecret in it.
template <typename Database>
struct Erasing {
  Opened<Database> store;
  SeededRandom random{3};
  EntityId ticket = derive_id("test", "ticket");
  Lane lane = kAuthorityLane;

  Erasing() {
    REQUIRE(store->begin(Transaction::kWrite));
    lane = store->lane_of(kTaro, kTaro);
    push(new_user(kTaro));
    push({{ticket, creation_of(Kind::kTicket), Action::kCreate, number(Facet::kPublic), 0},
          {ticket, field::kTicketType, Action::kSet, number(TicketType::kIncident), 0},
          {ticket, field::kTicketTitle, Action::kSet, Value::of(std::string(kSecret)), 0}});
    REQUIRE(store->commit());
  }

  void push(std::vector<Operation> operations) {
    PushContext context = context_of(kTaro, kNow);
    context.role = Role::kAdmin;
    const auto outcome =
        accept(group_of(lane, *store, std::move(operations), kNow), *store, context, random);
    REQUIRE(outcome);
    REQUIRE(outcome->outcome == Outcome::kApplied);
  }

  void erase() {
    ErasureRequest request;
    request.person = kTaro;
    request.texts = true;
    request.operator_name = "hanako";
    request.now_ms = kNow;
    REQUIRE(store->begin(Transaction::kWrite));
    erase_person(*store, plan_erasure(*store, request), request, random);
    REQUIRE(store->commit());
  }

  Seq seq_of(FieldId field) {
    REQUIRE(store->begin(Transaction::kRead));
    Seq seq = 0;
    for (const AuditRecord& record : store->records_after(0, 1000)) {
      if (record.effect.field == field && seq == 0) seq = record.effect.seq;
    }
    REQUIRE(store->commit());
    return seq;
  }

  Result<void> verify() {
    REQUIRE(store->begin(Transaction::kRead));
    const auto verified = store->verify();
    REQUIRE(store->commit());
    return verified;
  }
};

bool holds_secret(const std::vector<AuditRecord>& records) {
  return std::any_of(records.begin(), records.end(), [](const AuditRecord& record) {
    return record.effect.value.is_text() && record.effect.value.text() == kSecret;
  });
}

}  // namespace

TEST_CASE_TEMPLATE("a database verifies after an erasure, and no longer has what was erased",
                   Database, SqliteDatabase, PostgresDatabase) {
  Erasing<Database> one;
  // Another server on the same database, which has read the cells before.
  const auto other = one.store.another();
  REQUIRE(other->begin(Transaction::kRead));
  CHECK(other->value(one.ticket, field::kTicketTitle).text() == kSecret);
  REQUIRE(other->commit());
  one.erase();
  REQUIRE(one.verify());
  REQUIRE(one.store->scrub());
  for (ServerStore* store : {&*one.store, other.get()}) {
    REQUIRE(store->begin(Transaction::kRead));
    CHECK_FALSE(holds_secret(store->records_after(0, 1000)));
    CHECK(store->value(one.ticket, field::kTicketTitle).text() == "（消去済み）");
    CHECK(store->value(kTaro, field::kUserName).text() == "消去済みの利用者");
    CHECK(store->integer(one.ticket, field::kTicketNumber) == 1);
    REQUIRE(store->commit());
  }
}

TEST_CASE_TEMPLATE("a value that is gone without a recorded erasure is found", Database,
                   SqliteDatabase, PostgresDatabase) {
  Erasing<Database> one;
  REQUIRE(one.verify());
  const Seq seq = one.seq_of(field::kTicketTitle);
  REQUIRE(one.store->begin(Transaction::kWrite));
  CHECK(one.store->value(one.ticket, field::kTicketTitle).text() == kSecret);
  one.store->erase(seq);
  CHECK(one.store->value(one.ticket, field::kTicketTitle).is_empty());
  REQUIRE(one.store->commit());
  const auto found = one.verify();
  REQUIRE_FALSE(found.ok());
  CHECK(found.error().code == ErrorCode::kCorrupt);
  CHECK_MESSAGE(found.error().detail.find("no erasure is recorded") != std::string::npos,
                found.error().detail);
}

TEST_CASE("the files of an SQLite database hold nothing of what was erased") {
  Erasing<SqliteDatabase> one;
  // So long that it has pages of its own.
  std::string words;
  while (words.size() < 50'000) words += kSecret;
  REQUIRE(one.store->begin(Transaction::kWrite));
  one.push({{one.ticket, field::kTicketDescription, Action::kSet, Value::of(words), 0}});
  REQUIRE(one.store->commit());
  one.erase();
  REQUIRE(one.store->scrub());
  for (const auto& file : std::filesystem::directory_iterator(
           std::filesystem::path(one.store.address()).parent_path())) {
    std::ifstream in(file.path(), std::ios::binary);
    const std::string content(std::istreambuf_iterator<char>(in), {});
    CAPTURE(file.path().string());
    CHECK(content.find(kSecret) == std::string::npos);
  }
}
