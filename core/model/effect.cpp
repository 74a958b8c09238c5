#include "core/model/effect.h"

namespace genba {
namespace {

// What an effect shares with the one before it.
enum Shared : std::uint8_t {
  kSameEntity = 1,
  kSameTimes = 2,
  kSameActor = 4,
  kSameLane = 8,
  kCreate = 16,
  kInternal = 32,
  kValueInCell = 64,
  kKnownBits = 127,
};

bool same_times(const Effect& a, const Effect& b) {
  return a.effective_ms == b.effective_ms && a.received_ms == b.received_ms &&
         a.wall_ms == b.wall_ms;
}

std::uint64_t difference(std::int64_t a, std::int64_t b) {
  return static_cast<std::uint64_t>(a) - static_cast<std::uint64_t>(b);
}

std::int64_t sum(std::int64_t a, std::int64_t b) {
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

}  // namespace

void encode(ByteWriter& out, const Effect& effect, Effect& previous, ValuePlace place) {
  std::uint8_t shared = 0;
  if (effect.entity == previous.entity) shared |= kSameEntity;
  if (same_times(effect, previous)) shared |= kSameTimes;
  if (effect.actor == previous.actor) shared |= kSameActor;
  if (effect.lane == previous.lane && effect.dseq == previous.dseq) shared |= kSameLane;
  if (effect.create) shared |= kCreate;
  if (effect.facet == Facet::kInternal) shared |= kInternal;
  if (place == ValuePlace::kCell) shared |= kValueInCell;
  out.byte(shared);
  out.byte(effect.flags);
  out.varint(effect.seq - previous.seq);
  if ((shared & kSameEntity) == 0) encode_id(out, effect.entity);
  out.varint(static_cast<std::uint64_t>(effect.field));
  if ((shared & kSameTimes) == 0) {
    out.zigzag(static_cast<std::int64_t>(difference(effect.effective_ms, previous.effective_ms)));
    out.zigzag(static_cast<std::int64_t>(difference(effect.received_ms, effect.effective_ms)));
    out.zigzag(static_cast<std::int64_t>(difference(effect.wall_ms, effect.effective_ms)));
  }
  if ((shared & kSameActor) == 0) encode_id(out, effect.actor);
  if ((shared & kSameLane) == 0) {
    out.varint(effect.lane);
    out.varint(effect.dseq);
  }
  if (!effect.create && place == ValuePlace::kHere) effect.value.encode(out);
  previous = effect;
  previous.value = {};
}

Effect decode_effect(ByteReader& in, Effect& previous, ValuePlace* place) {
  Effect effect = previous;
  const std::uint8_t shared = in.byte();
  if ((shared & ~kKnownBits) != 0) in.fail();
  const bool is_in_cell = (shared & kValueInCell) != 0;
  if (is_in_cell && (place == nullptr || (shared & kCreate) != 0)) in.fail();
  if (place != nullptr) *place = is_in_cell ? ValuePlace::kCell : ValuePlace::kHere;
  effect.flags = in.byte();
  effect.create = (shared & kCreate) != 0;
  effect.facet = (shared & kInternal) != 0 ? Facet::kInternal : Facet::kPublic;
  effect.seq = previous.seq + in.varint();
  if ((shared & kSameEntity) == 0) effect.entity = decode_id(in);
  const std::uint64_t field = in.varint();
  if (field > 0xffff) in.fail();
  effect.field = static_cast<FieldId>(field);
  if ((shared & kSameTimes) == 0) {
    effect.effective_ms = sum(previous.effective_ms, in.zigzag());
    effect.received_ms = sum(effect.effective_ms, in.zigzag());
    effect.wall_ms = sum(effect.effective_ms, in.zigzag());
  }
  if ((shared & kSameActor) == 0) effect.actor = decode_id(in);
  if ((shared & kSameLane) == 0) {
    const std::uint64_t lane = in.varint();
    if (lane > 0xffffffffu) in.fail();
    effect.lane = static_cast<Lane>(lane);
    effect.dseq = in.varint();
  }
  effect.value = effect.create || is_in_cell ? Value{} : Value::decode(in);
  previous = effect;
  previous.value = {};
  return effect;
}

}  // namespace genba
