// The contract of every store of the server: held against the core's in-memory store, operation by
// operation. The links of the audit chain cover all that is stored, so equal links mean equal data.
#include "core/authority/timed.h"
#include "core/sync/memory_store.h"
#include "tests/contract/store_gestures.h"

using namespace genba;
using namespace genba::stores;
using namespace genba::test;

TEST_CASE_TEMPLATE("every store decides and keeps exactly what the in-memory store does", Database,
                   SqliteDatabase, PostgresDatabase) {
  std::size_t borne = 0;
  for (std::uint64_t seed = 1; seed <= Database::kSeeds; ++seed) {
    CAPTURE(seed);
    Opened<Database> store;
    REQUIRE(store->begin(Transaction::kWrite));
    MemoryStore model(store->workspace(), store->epoch());
    const Lane lanes[] = {store->lane_of(kTaro, kTaro), store->lane_of(kHana, kHana)};
    CHECK(model.lane_of(kTaro, kTaro) == lanes[0]);
    CHECK(model.lane_of(kHana, kHana) == lanes[1]);
    model.commit();
    REQUIRE(store->commit());
    SeededRandom fate(seed);
    SeededRandom salts_a(seed);
    SeededRandom salts_b(seed);
    REQUIRE(store->begin(Transaction::kWrite));
    for (const EntityId& user : {kTaro, kHana}) {
      const OperationGroup group = group_of(lanes[0], model, new_user(user), kNow);
      PushContext context = context_of(kTaro, kNow);
      context.role = Role::kAdmin;
      REQUIRE(accept(group, model, context, salts_a));
      REQUIRE(accept(group, *store, context, salts_b));
    }
    model.commit();
    REQUIRE(store->commit());
    Gestures gestures(seed * 1000);
    for (int batch = 0; batch < 25; ++batch) {
      REQUIRE(store->begin(Transaction::kWrite));
      for (std::uint64_t i = 0; i < 1 + fate.below(8); ++i) {
        const std::int64_t now_ms = kNow + batch * 60'000;
        const bool is_taro = fate.chance(50);
        const OperationGroup group =
            group_of(lanes[is_taro ? 0 : 1], model, gestures.next(model.head().seq), now_ms);
        const PushContext context = context_of(is_taro ? kTaro : kHana, now_ms);
        const auto expected = accept(group, model, context, salts_a);
        const auto got = accept(group, *store, context, salts_b);
        REQUIRE(expected);
        REQUIRE(got);
        CHECK(got->outcome == expected->outcome);
        CHECK(got->code == expected->code);
        CHECK(got->detail == expected->detail);
        REQUIRE(store->head().seq == model.head().seq);
        REQUIRE(store->head().link == model.head().link);
      }
      if (fate.chance(20)) {
        store->rollback();
        model.rollback();
      } else {
        REQUIRE(store->commit());
        model.commit();
      }
      if (fate.chance(20)) store.open();
    }
    REQUIRE(store->begin(Transaction::kRead));
    CHECK(store->head().link == model.head().link);
    CHECK(store->effects_after(0, 100'000) == model.effects_after(0, 100'000));
    Hash256 link{};
    for (const AuditRecord& record : store->records_after(0, 100'000)) {
      REQUIRE(verify_link(link, record));
      link = record.link;
    }
    CHECK(link == model.head().link);
    CHECK(store->entities(Kind::kTicket) == model.entities(Kind::kTicket));
    CHECK(store->entities(Kind::kConflict) == model.entities(Kind::kConflict));
    CHECK(store->due(kNothingDue, 1000) == model.due(kNothingDue, 1000));
    CHECK(store->due(kNow - 1, 1000) == model.due(kNow - 1, 1000));
    for (const EntityId& user : {kTaro, kHana}) {
      CHECK(store->open_tickets_of(user) == model.open_tickets_of(user));
      borne += model.open_tickets_of(user);
    }
    const std::vector<EntityId> open = model.open_tickets({}, 1000);
    CHECK(store->open_tickets({}, 1000) == open);
    CHECK(store->open_tickets({}, 1) == model.open_tickets({}, 1));
    for (const EntityId& last : open) {
      CHECK(store->open_tickets(last, 2) == model.open_tickets(last, 2));
    }
    CHECK(store->sight_changes(0, model.head().seq) == model.sight_changes(0, model.head().seq));
    CHECK(store->sight_changes(40, 80) == model.sight_changes(40, 80));
    const FieldId fields[] = {field::kTicketTitle, field::kTicketNumber, field::kTicketState};
    EntityId before;
    for (std::size_t left = model.entities(Kind::kTicket).size(); left > 0;) {
      const std::vector<EntityCells> some = store->newest_cells(before, fields, 3);
      CHECK(some == model.newest_cells(before, fields, 3));
      REQUIRE(some.size() == std::min<std::size_t>(left, 3));
      left -= some.size();
      before = some.back().id;
    }
    CHECK(store->newest_cells(before, fields, 3).empty());
    for (const EntityId& ticket : model.entities(Kind::kTicket)) {
      CHECK(store->effects_of(ticket, 60) == model.effects_of(ticket, 60));
      CHECK(store->referring(field::kCommentTicket, ticket) ==
            model.referring(field::kCommentTicket, ticket));
      CHECK(store->referring(field::kConflictTicket, ticket) ==
            model.referring(field::kConflictTicket, ticket));
    }
    REQUIRE(store->commit());
  }
  CHECK(borne > Database::kSeeds);
}

TEST_CASE_TEMPLATE("a store deals one lane to a device and user, and remembers it", Database,
                   SqliteDatabase, PostgresDatabase) {
  Opened<Database> store;
  REQUIRE(store->begin(Transaction::kWrite));
  const Lane lane = store->lane_of(kTaro, kTaro);
  CHECK(lane != kAuthorityLane);
  CHECK(store->lane_of(kTaro, kTaro) == lane);
  CHECK(store->lane_of(kTaro, kHana) != lane);
  CHECK(store->lane_of(kHana, kTaro) != lane);
  REQUIRE(store->commit());
  store.open();
  REQUIRE(store->begin(Transaction::kRead));
  CHECK(store->user_of(lane) == kTaro);
  CHECK(store->user_of(99).is_null());
  CHECK(store->acked(lane) == 0);
  REQUIRE(store->commit());
}

TEST_CASE_TEMPLATE("workspace, epoch and cursor key stay for ever", Database, SqliteDatabase,
                   PostgresDatabase) {
  Opened<Database> store;
  const EntityId workspace = store->workspace();
  const Bytes key = store->cursor_key();
  CHECK_FALSE(workspace.is_null());
  CHECK(store->epoch() == 1);
  CHECK(key.size() >= 32);
  CHECK(store.another()->workspace() == workspace);
  CHECK(store.another()->cursor_key() == key);
}

TEST_CASE_TEMPLATE(
    "a store answers a repeated group as before, and sees when its numbers are used anew", Database,
    SqliteDatabase, PostgresDatabase) {
  Opened<Database> store;
  SeededRandom random(1);
  Gestures gestures(1);
  REQUIRE(store->begin(Transaction::kWrite));
  const Lane lane = store->lane_of(kTaro, kTaro);
  const OperationGroup group = group_of(lane, *store, gestures.next(0), kNow);
  const auto first = accept(group, *store, context_of(kTaro, kNow), random);
  REQUIRE(store->commit());
  store.open();
  REQUIRE(store->begin(Transaction::kWrite));
  const Seq head = store->head().seq;
  const auto again = accept(group, *store, context_of(kTaro, kNow + 1), random);
  REQUIRE(again);
  CHECK(again->last_dseq == first->last_dseq);
  CHECK(store->head().seq == head);
  OperationGroup other = group;
  other.wall_ms += 1;
  CHECK(accept(other, *store, context_of(kTaro, kNow), random).error().code == ErrorCode::kForked);
  REQUIRE(store->commit());
}

TEST_CASE_TEMPLATE("a reader sees what was committed, and nothing of what was not", Database,
                   SqliteDatabase, PostgresDatabase) {
  Opened<Database> store;
  const std::unique_ptr<ServerStore> reader = store.another();
  REQUIRE(store->begin(Transaction::kWrite));
  const Lane lane = store->lane_of(kTaro, kTaro);
  const EntityId first = add_ticket(*store, lane, 1);
  REQUIRE(store->commit());
  const Seq committed = store->head().seq;

  REQUIRE(store->begin(Transaction::kWrite));
  const EntityId second = add_ticket(*store, lane, 2);
  REQUIRE(reader->begin(Transaction::kRead));
  CHECK(reader->head().seq == committed);
  CHECK(reader->kind(first) == Kind::kTicket);
  CHECK(reader->kind(second) == Kind::kNone);
  REQUIRE(store->commit());
  CHECK_MESSAGE(reader->effects_after(committed, 100).empty(), "one transaction, one state");
  REQUIRE(reader->commit());
  REQUIRE(reader->begin(Transaction::kRead));
  CHECK(reader->kind(second) == Kind::kTicket);
  CHECK(reader->acked(lane) == store->acked(lane));
  REQUIRE(reader->commit());
}

TEST_CASE_TEMPLATE("a cell can be read as of an earlier effect", Database, SqliteDatabase,
                   PostgresDatabase) {
  Opened<Database> store;
  SeededRandom random(3);
  REQUIRE(store->begin(Transaction::kWrite));
  const Lane lane = store->lane_of(kTaro, kTaro);
  const EntityId ticket = add_ticket(*store, lane, 3);
  const Value before = store->value(ticket, field::kTicketTitle);
  const Seq seen = store->head().seq;
  const OperationGroup group = group_of(
      lane, *store,
      {{ticket, field::kTicketTitle, Action::kSet, Value::of(std::string("後")), seen}}, kNow);
  REQUIRE(accept(group, *store, context_of(kTaro, kNow), random));
  CHECK(store->value(ticket, field::kTicketTitle).text() == "後");
  CHECK(store->value_at(ticket, field::kTicketTitle, seen) == before);
  CHECK(store->value_at(ticket, field::kTicketTitle, 0).is_empty());
  CHECK(store->received_at(seen) == kNow);
  CHECK(store->received_at(seen + 100) == 0);
  REQUIRE(store->commit());
}

TEST_CASE_TEMPLATE("ticket numbers are dense by type, also over a rollback and a restart", Database,
                   SqliteDatabase, PostgresDatabase) {
  Opened<Database> store;
  REQUIRE(store->begin(Transaction::kWrite));
  const Lane lane = store->lane_of(kTaro, kTaro);
  CHECK(store->next_number(TicketType::kIncident) == 1);
  add_ticket(*store, lane, 1);
  const std::int64_t both =
      store->next_number(TicketType::kIncident) + store->next_number(TicketType::kRequest);
  CHECK(both == 3);
  store->rollback();
  REQUIRE(store->begin(Transaction::kWrite));
  CHECK(store->next_number(TicketType::kIncident) == 1);
  CHECK(store->next_number(TicketType::kRequest) == 1);
  store->rollback();
}
