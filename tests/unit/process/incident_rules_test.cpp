// The sentences of the incident's lifecycle and classification, one test each.
#include <doctest/doctest.h>

#include "core/authority/decide.h"
#include "core/process/priority.h"
#include "core/process/text_merge.h"
#include "core/process/workflow.h"
#include "tests/unit/support.h"

namespace genba {
namespace {

using enum TicketState;

}  // namespace

TEST_CASE("priority is the matrix of impact and urgency") {
  const Level levels[] = {Level::kHigh, Level::kMedium, Level::kLow};
  const int expected[3][3] = {{1, 2, 3}, {2, 3, 4}, {3, 4, 4}};
  for (int impact = 0; impact < 3; ++impact) {
    for (int urgency = 0; urgency < 3; ++urgency) {
      CHECK(static_cast<int>(priority_of(levels[impact], levels[urgency])) ==
            expected[impact][urgency]);
    }
  }
}

TEST_CASE("a requester's reply returns a pending ticket to in progress") {
  MemoryStore store(derive_id("test", "w"), 1);
  const SessionUser agent{derive_id("test", "agent"), Role::kAgent, "担当"};
  const SessionUser caller{derive_id("test", "caller"), Role::kRequester, "利用者"};
  const SessionUser users[] = {agent, caller};
  test::set_up(store, users);
  test::Device device(store, agent, 4);
  device.sync();
  const EntityId ticket = device.create_ticket("VPN");
  REQUIRE(device.edit(ticket, field::kTicketRequester, Value::of(caller.id)).ok());
  ChangeState start{ticket, kInProgress, {}, {}, {}, {}, {}};
  ChangeState wait{ticket, kPending, PendingReason::kAwaitingRequester, {}, {}, {}, {}};
  REQUIRE(device.submit(start).ok());
  REQUIRE(device.submit(wait).ok());
  device.sync();
  const EntityId comment = device.random().new_id(test::kNow);
  OperationGroup reply;
  reply.lane = store.lane_of(derive_id("test", "phone"), caller.id);
  reply.first_dseq = 1;
  reply.wall_ms = test::kNow;
  reply.operations = {
      {comment, creation_of(Kind::kComment), Action::kCreate, Value::of(0), 0},
      {comment, field::kCommentTicket, Action::kSet, Value::of(ticket), 0},
      {comment, field::kCommentBody, Action::kSet, Value::of(std::string("可")), 0}};
  const PushContext context{caller.id, caller.role, test::kNow, test::kNow, test::kNow};
  const auto outcome = accept(reply, store, context, device.random());
  REQUIRE(outcome.ok());
  CHECK(outcome->outcome == Outcome::kApplied);
  store.commit();
  device.sync();
  CHECK(device.state().integer(ticket, field::kTicketState) ==
        static_cast<std::int64_t>(kInProgress));
}

TEST_CASE("skew never changes acceptance: it is corrected, flagged, and the original kept") {
  bool suspect = false;
  const std::int64_t now = test::kNow;
  // A right clock; one that is ten years fast; one that was set back between gesture and push.
  CHECK(effective_time(now - 5000, now, now - 60'000, now, &suspect) == now - 5000);
  CHECK_FALSE(suspect);
  const std::int64_t decade = 315'360'000'000;
  CHECK(effective_time(now + decade - 5000, now + decade, now - 60'000, now, &suspect) ==
        now - 5000);
  CHECK(suspect);
  CHECK(effective_time(now + 5000, now, now - 60'000, now, &suspect) == now);
  CHECK(suspect);
  // Back-dating stops at what the device had already seen.
  CHECK(effective_time(now - decade, now, now - 60'000, now, &suspect) == now - 60'000);
  CHECK(suspect);
  CHECK(effective_time(INT64_MIN, INT64_MAX, now - 60'000, now, &suspect) == now - 60'000);
}

TEST_CASE("a merge of texts is the same from both sides and loses no line") {
  const auto both = [](const char* base, const char* a, const char* b) {
    const auto ab = merge_texts(base, a, b), ba = merge_texts(base, b, a);
    CHECK(ab == ba);
    return ab;
  };
  CHECK(both("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n") == "A\nb\nC\n");
  CHECK(both("a\nb\nc\n", "a\nc\n", "a\nb\nc\nd\n") == "a\nc\nd\n");
  CHECK_FALSE(both("a\n", "b\n", "c\n").has_value());
  CHECK(both("a\nb\n", "a\nb\n", "x\n") == "x\n");
}

TEST_CASE("the audit chain finds any changed bit, and an erased value leaves it whole") {
  test::SeededRandom random(2);
  AuditRecord record;
  record.effect = Effect();
  record.effect.seq = 1;
  record.effect.entity = derive_id("test", "e");
  record.effect.field = field::kTicketTitle;
  record.effect.value = Value::of(std::string("個人の名前"));
  random.fill(record.salt);
  record.value_hash = hash_value(record.salt, record.effect.value);
  record.link = next_link({}, record.effect, record.value_hash);
  CHECK(verify_link({}, record).ok());
  AuditRecord changed = record;
  changed.effect.value = Value::of(std::string("別の名前"));
  CHECK(verify_link({}, changed).error().code == ErrorCode::kCorrupt);
  changed = record;
  changed.effect.actor.low ^= 1;
  CHECK_FALSE(verify_link({}, changed).ok());
  AuditRecord erased = record;
  erased.effect.value = {};
  erased.salt = {};
  CHECK(verify_link({}, erased).ok());
  // Half an erasure is a damaged record.
  AuditRecord half = record;
  half.effect.value = {};
  CHECK(verify_link({}, half).error().code == ErrorCode::kCorrupt);
  half = record;
  half.salt = {};
  CHECK(verify_link({}, half).error().code == ErrorCode::kCorrupt);
}

}  // namespace genba
