// The stored form of a replica: what it emits as it changes, and how it comes back.
#include <algorithm>
#include <cassert>

#include "core/replica/replica.h"

namespace genba {

void encode(ByteWriter& out, const GroupOutcome& outcome) {
  out.varint(outcome.first_dseq);
  out.varint(outcome.last_dseq);
  out.byte(static_cast<std::uint8_t>(outcome.outcome));
  out.varint(static_cast<std::uint64_t>(outcome.code));
  out.text(std::string_view(outcome.detail).substr(0, kMaxDetailBytes));
}

GroupOutcome decode_outcome(ByteReader& in) {
  GroupOutcome outcome;
  outcome.first_dseq = in.varint();
  outcome.last_dseq = in.varint();
  const std::uint8_t kind = in.byte();
  if (kind < 1 || kind > 4) in.fail();
  outcome.outcome = static_cast<Outcome>(kind);
  const std::uint64_t code = in.varint();
  if (code > 0xffff) in.fail();
  outcome.code = static_cast<ErrorCode>(code);
  outcome.detail = in.text(kMaxDetailBytes);
  return outcome;
}

void encode(ByteWriter& out, Role role) { out.varint(static_cast<std::uint64_t>(role)); }

Role decode_role(ByteReader& in) {
  const std::uint64_t role = in.varint();
  if (!find_choice(ChoiceList::kRole, static_cast<std::int64_t>(role))) in.fail();
  return static_cast<Role>(role);
}

void encode(ByteWriter& out, const Identity& identity) {
  encode_id(out, identity.workspace);
  out.varint(identity.epoch);
  out.varint(identity.lane);
  encode_id(out, identity.user);
  encode(out, identity.role);
}

Identity decode_identity(ByteReader& in) {
  Identity identity;
  identity.workspace = decode_id(in);
  identity.epoch = in.varint();
  const std::uint64_t lane = in.varint();
  if (lane > 0xffffffffu) in.fail();
  identity.lane = static_cast<Lane>(lane);
  identity.user = decode_id(in);
  identity.role = decode_role(in);
  return identity;
}

void encode(ByteWriter& out, const ReplicaPosition& position) {
  encode(out, position.identity);
  out.text(position.cursor);
  out.varint(position.head);
  out.varint(position.last_dseq);
  out.varint(position.acked);
  out.varint(position.labels);
}

void encode(ByteWriter& out, const PulledEffects& pulled) {
  out.varint(pulled.head);
  out.text(pulled.cursor);
  out.varint(pulled.acked);
  out.varint(pulled.forgotten.size());
  for (const EntityId& id : pulled.forgotten) encode_id(out, id);
  out.varint(pulled.effects.size());
  Effect previous;
  for (const Effect& effect : pulled.effects) encode(out, effect, previous);
}

PulledEffects decode_pulled(ByteReader& in) {
  PulledEffects pulled;
  pulled.head = in.varint();
  pulled.cursor = in.text(kMaxCursorBytes);
  pulled.acked = in.varint();
  const std::size_t forgotten = in.count(16);
  for (std::size_t i = 0; i < forgotten && !in.failed(); ++i) {
    pulled.forgotten.push_back(decode_id(in));
  }
  const std::size_t size = in.count(4);
  Effect previous;
  for (std::size_t i = 0; i < size && !in.failed(); ++i) {
    pulled.effects.push_back(decode_effect(in, previous));
  }
  return pulled;
}

Result<void> Replica::restore_record(std::string_view record) {
  ByteReader in(record);
  const std::uint8_t type = in.byte();
  if (!is_record(type)) {
    return make_error(ErrorCode::kUnsupported, "a stored record of an unknown kind");
  }
  replay(static_cast<RecordType>(type), in);
  // What came from the storage is not to be stored again.
  records_.clear();
  is_replaced_ = false;
  return in.finish("stored record");
}

void Replica::replay(RecordType type, ByteReader& in) {
  switch (type) {
    case kRecordIdentity: {
      const Identity identity = decode_identity(in);
      if (!in.failed()) join(identity);
      return;
    }
    case kRecordGroup: {
      OperationGroup group = decode_group(in);
      if (in.failed()) return;
      Decision decision = is_restoring_ ? Decision() : foresee(group);
      enqueue(std::move(group), std::move(decision));
      return;
    }
    case kRecordOutcome: {
      const GroupOutcome outcome = decode_outcome(in);
      if (!in.failed()) receive_outcomes({&outcome, 1});
      return;
    }
    case kRecordEffects: {
      PulledEffects pulled = decode_pulled(in);
      if (!in.failed()) receive_effects(std::move(pulled));
      return;
    }
    case kRecordReset: {
      const std::uint64_t epoch = in.varint();
      if (!in.failed()) reset_confirmed(epoch);
      return;
    }
    case kRecordDiscard: {
      const Dseq first_dseq = in.varint();
      if (!in.failed()) discard_attention(first_dseq);
      return;
    }
    case kRecordPosition: return restore_position(in);
    case kRecordEntity: return restore_entities(in);
    case kRecordAttention: {
      OperationGroup group = decode_group(in);
      const GroupOutcome outcome = decode_outcome(in);
      if (!in.failed()) attention_.push_back({std::move(group), outcome});
      return;
    }
    case kRecordKept: {
      OperationGroup group = decode_group(in);
      if (!in.failed()) keep(std::move(group));
      return;
    }
    case kRecordPushAgain: {
      const Dseq acked = in.varint();
      if (!in.failed()) push_again(acked);
      return;
    }
    case kRecordParting: {
      const std::uint64_t mark = in.varint();
      if (!in.failed()) part(mark);
      return;
    }
    case kRecordFirstLoad: {
      FirstLoad load = decode_stored_first_load(in);
      if (!in.failed()) begin_first_load(std::move(load));
      return;
    }
    case kRecordFirstPart:
      if (!first_load_) return in.fail();
      restore_entities(in);
      return end_part();
  }
}

ReplicaPosition Replica::position() const {
  // The groups of the outbox count again as they come back.
  std::uint64_t waiting_labels = 0;
  for (const OutboxEntry& entry : outbox_) {
    for (const Operation& operation : entry.group.operations) {
      if (operation.field == field::kTicketOfflineLabel) ++waiting_labels;
    }
  }
  ReplicaPosition position;
  position.identity = identity_;
  position.cursor = cursor_;
  position.head = head_;
  position.last_dseq = last_dseq_;
  position.acked = pulled_acked_;
  position.labels = labels_ - waiting_labels;
  return position;
}

void Replica::restore_position(ByteReader& in) {
  identity_ = decode_identity(in);
  cursor_ = in.text(kMaxCursorBytes);
  head_ = in.varint();
  last_dseq_ = in.varint();
  pulled_acked_ = in.varint();
  labels_ = in.varint();
}

std::vector<Effect> Replica::history() const {
  std::vector<Effect> effects;
  const Timeline timeline = this->timeline();
  const IdTable& ids = state_.ids();
  for (Handle handle = 1; handle < ids.size(); ++handle) {
    for (Effect& effect : timeline.of(ids.id(handle))) effects.push_back(std::move(effect));
  }
  std::sort(effects.begin(), effects.end(),
            [](const Effect& a, const Effect& b) { return a.seq < b.seq; });
  return effects;
}

void Replica::restore_copy(const ReplicaPosition& position, const std::vector<Effect>& history,
                           std::vector<OutboxEntry> outbox, std::vector<Attention> attention) {
  assert(identity_.workspace.is_null() && head_ == 0 && outbox_.empty());
  identity_ = position.identity;
  cursor_ = position.cursor;
  head_ = position.head;
  last_dseq_ = position.last_dseq;
  pulled_acked_ = position.acked;
  labels_ = position.labels;
  for (const Effect& effect : history) apply_confirmed(effect);
  for (OutboxEntry& entry : outbox) {
    Decision decision = foresee(entry.group);
    enqueue(std::move(entry.group), std::move(decision));
    outbox_.back().outcome = std::move(entry.outcome);
  }
  attention_ = std::move(attention);
  records_.clear();
}

Bytes Replica::encode_entity(const Table& table, Row row) {
  const Confirmed confirmed(*this);
  EntityRecord record;
  record.id = state_.ids().id(table.handle(row));
  record.kind = table.kind();
  record.facet = table.facet(row);
  for (const FieldSpec& spec : fields_of(table.kind())) {
    Value value = confirmed.value(record.id, spec.id);
    if (!value.is_empty()) record.cells.emplace_back(spec.id, std::move(value));
  }
  record.timeline = timeline_.shorten({table.handle(row), record.id}, confirmed);
  ByteWriter out;
  encode(out, record);
  return out.take();
}

std::vector<Bytes> Replica::snapshot(std::size_t slice_bytes) {
  std::vector<Bytes> records;
  const auto put = [&](RecordType type, const Bytes& body) {
    records.push_back(Bytes(1, static_cast<char>(type)) + body);
  };
  ByteWriter position_bytes;
  encode(position_bytes, position());
  put(kRecordPosition, position_bytes.take());
  if (parting_ != 0) {
    ByteWriter parting;
    parting.varint(parting_);
    put(kRecordParting, parting.take());
  }
  Bytes slice;
  for (const KindSpec& spec : all_kinds()) {
    const Table& table = state_.table(spec.kind);
    for (Row row = 0; row < table.size(); ++row) {
      const EntityId id = state_.ids().id(table.handle(row));
      if (!table.is_live(row) || predicted_entities_.count(id) > 0) continue;
      slice += encode_entity(table, row);
      if (slice.size() < slice_bytes) continue;
      put(kRecordEntity, slice);
      slice.clear();
    }
  }
  if (!slice.empty()) put(kRecordEntity, slice);
  if (first_load_) put(kRecordFirstLoad, stored(*first_load_));
  for (const Attention& entry : attention_) {
    ByteWriter out;
    encode(out, entry.group);
    encode(out, entry.outcome);
    put(kRecordAttention, out.bytes());
  }
  for (const OperationGroup& group : kept_) {
    ByteWriter out;
    encode(out, group);
    put(kRecordKept, out.bytes());
  }
  for (const OutboxEntry& entry : outbox_) {
    ByteWriter out;
    encode(out, entry.group);
    put(kRecordGroup, out.bytes());
    if (!entry.outcome) continue;
    ByteWriter outcome;
    encode(outcome, *entry.outcome);
    put(kRecordOutcome, outcome.bytes());
  }
  return records;
}

}  // namespace genba
