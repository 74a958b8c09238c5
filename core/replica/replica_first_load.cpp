// What a replica begins with: the parts of a snapshot that the authority keeps, as they come.
#include <cassert>

#include "core/replica/replica.h"

namespace genba {

void encode(ByteWriter& out, const FirstLoad& load) {
  out.varint(load.seq);
  out.varint(load.parts.size());
  for (const std::uint32_t part : load.parts) out.varint(part);
  encode(out, load.rest);
}

FirstLoad decode_first_load(ByteReader& in) {
  FirstLoad load;
  load.seq = in.varint();
  const std::size_t parts = in.count(1);
  for (std::size_t i = 0; i < parts && !in.failed(); ++i) {
    const std::uint64_t part = in.varint();
    if (part > 0xffffffffu) in.fail();
    load.parts.push_back(static_cast<std::uint32_t>(part));
  }
  load.rest = decode_pulled(in);
  return load;
}

Bytes stored(const FirstLoad& load) {
  ByteWriter out;
  encode(out, load);
  if (load.scope != Scope()) encode(out, load.scope);
  return out.take();
}

FirstLoad decode_stored_first_load(ByteReader& in) {
  FirstLoad load = decode_first_load(in);
  if (!in.failed() && !in.at_end()) load.scope = decode_scope(in);
  return load;
}

void Replica::begin_first_load(FirstLoad load) {
  put_record(kRecordFirstLoad, stored(load));
  first_load_ = std::move(load);
  if (first_load_->parts.empty()) take_effects(std::exchange(first_load_, {})->rest, false);
}

Result<void> Replica::receive_part(std::string_view entities) {
  assert(first_load_);
  std::vector<EntityRecord> records;
  ByteReader in(entities);
  while (!in.at_end() && !in.failed()) records.push_back(decode_entity_record(in));
  if (const auto done = in.finish("part of a snapshot"); !done) return done;
  put_record(kRecordFirstPart, Bytes(entities));
  undo_predictions();
  for (EntityRecord& record : records) take_entity(std::move(record));
  predict_all();
  end_part();
  return {};
}

// The stored part brings the rest with it, which is no record of its own.
void Replica::end_part() {
  first_load_->parts.erase(first_load_->parts.begin());
  if (first_load_->parts.empty()) take_effects(std::exchange(first_load_, {})->rest, false);
}

void Replica::take_entity(EntityRecord record) {
  const Entity entity{state_.intern(record.id), record.id};
  if (state_.can_hold(record.kind, record.cells)) {
    timeline_.restore(entity.handle, record.timeline);
  } else {
    // Values of a newer version, for which there is no cell here, are in the history alone.
    timeline_.restore_long(entity, record.timeline, record.cells);
  }
  state_.put(record.kind, record.id, record.facet, std::move(record.cells));
}

void Replica::restore_entities(ByteReader& in) {
  while (!in.at_end()) {
    EntityRecord record = decode_entity_record(in);
    if (in.failed()) return;
    take_entity(std::move(record));
  }
}

}  // namespace genba
