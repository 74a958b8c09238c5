// How an entity's history is kept: each value once, and none lost.
#include <doctest/doctest.h>

#include "core/replica/replica.h"

namespace genba {
namespace {

const EntityId kTicket = derive_id("test", "ticket");
// Of a version that is newer than this one.
const FieldId kUnknown = field_id(Kind::kTicket, 255);

Effect effect_of(Seq seq, FieldId field, Value value) {
  Effect effect;
  effect.seq = seq;
  effect.entity = kTicket;
  effect.field = field;
  effect.create = field == creation_of(Kind::kTicket);
  effect.value = std::move(value);
  effect.effective_ms = effect.received_ms = effect.wall_ms = 1'800'000'000'000 + seq;
  return effect;
}

std::vector<Effect> history() {
  return {effect_of(1, creation_of(Kind::kTicket), {}),
          effect_of(2, field::kTicketTitle, Value::of("最初の件名")),
          effect_of(3, field::kTicketTitle, Value::of("今の件名")),
          effect_of(4, kUnknown, Value::of("新しい版の値")),
          // Of another shape than the field's: this version's cell holds nothing.
          effect_of(5, field::kTicketImpact, Value::of("重い"))};
}

PulledEffects pulled(std::vector<Effect> effects) {
  const Seq head = effects.back().seq;
  return {{}, std::move(effects), head, "cursor", 0};
}

std::size_t count(const std::vector<Bytes>& records, std::string_view text) {
  std::size_t found = 0;
  for (const Bytes& record : records) {
    for (auto at = record.find(text); at != Bytes::npos; at = record.find(text, at + 1)) ++found;
  }
  return found;
}

Replica restored(const std::vector<Bytes>& records) {
  Replica replica;
  for (const Bytes& record : records) REQUIRE(replica.restore_record(record));
  return replica;
}

}  // namespace

TEST_CASE("a value that a cell holds is stored once, and what it replaced beside it") {
  Replica replica;
  replica.receive_effects(pulled(history()));
  const std::vector<Bytes> stored = replica.snapshot(1 << 16);
  CHECK(count(stored, "今の件名") == 1);
  CHECK(count(stored, "最初の件名") == 1);
  CHECK(replica.timeline().of(kTicket) == history());
  const Replica again = restored(stored);
  CHECK(again.timeline().of(kTicket) == history());
}

TEST_CASE("a change after a restart leaves the history before it as it was") {
  Replica replica;
  replica.receive_effects(pulled(history()));
  Replica again = restored(replica.snapshot(1 << 16));
  std::vector<Effect> all = history();
  all.push_back(effect_of(6, field::kTicketTitle, Value::of("次の件名")));
  all.push_back(effect_of(7, field::kTicketTitle, {}));
  again.receive_effects(pulled({all[5], all[6]}));
  CHECK(again.timeline().of(kTicket) == all);
  CHECK(restored(again.snapshot(1 << 16)).timeline().of(kTicket) == all);
}

TEST_CASE("what waits on top of a cell is no part of the history that it holds") {
  Replica replica;
  replica.join({derive_id("test", "workspace"), 1, 7, derive_id("test", "user"), Role::kManager});
  replica.receive_effects(pulled(history()));
  REQUIRE(
      replica.submit_group({{kTicket, field::kTicketTitle, Action::kSet, Value::of("待つ件名"), 5}},
                           1'800'000'000'010, ImportedOrigin{derive_id("test", "user")}));
  REQUIRE(replica.state().value(kTicket, field::kTicketTitle).text() == "待つ件名");
  CHECK(replica.timeline().of(kTicket) == history());
  CHECK(restored(replica.snapshot(1 << 16)).timeline().of(kTicket) == history());
}

TEST_CASE("values of a newer version, for which there is no cell here, stay in the history") {
  Bytes timeline;
  ByteWriter body;
  encode(body, record_of(history(), timeline));
  Replica replica = restored({Bytes(1, static_cast<char>(Replica::kRecordEntity)) + body.bytes()});
  CHECK(replica.timeline().of(kTicket) == history());
  CHECK(restored(replica.snapshot(1 << 16)).timeline().of(kTicket) == history());
}

TEST_CASE("a history on its way between devices has all its values") {
  Effect previous;
  ByteWriter out;
  encode(out, history()[1], previous, ValuePlace::kCell);
  ByteReader in(out.bytes());
  previous = {};
  (void)decode_effect(in, previous);
  CHECK(in.failed());
}

}  // namespace genba
