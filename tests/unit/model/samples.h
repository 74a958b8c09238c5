// The samples of the golden files: fixed content whose bytes must never change.
#pragma once

#include "core/model/effect.h"

namespace genba::test {

inline OperationGroup sample_group() {
  const EntityId ticket = derive_id("golden", "ticket");
  OperationGroup group;
  group.lane = 7;
  group.first_dseq = 42;
  group.wall_ms = 1'790'000'000'123;
  group.operations = {
      {ticket, creation_of(Kind::kTicket), Action::kCreate, Value::of(0), 1000},
      {ticket, field::kTicketTitle, Action::kSet, Value::of(std::string("印刷できない")), 1000},
      {ticket, field::kTicketImpact, Action::kSet, Value::of(2), 1000},
      {ticket, field::kTicketAssignedTo, Action::kSet, Value::of(derive_id("golden", "user")), 998},
      {ticket, field::kTicketTags, Action::kAdd, Value::of(TextSet{"夜間", "現地"}), 1000},
      {ticket, field::kTicketWakeAt, Action::kSet, Value(), 1000},
  };
  return group;
}

inline OperationGroup sample_imported_group() {
  OperationGroup group = sample_group();
  group.imported = ImportedOrigin{derive_id("golden", "importer")};
  return group;
}

inline std::vector<Effect> sample_effects() {
  std::vector<Effect> effects;
  const OperationGroup group = sample_group();
  for (const Operation& operation : group.operations) {
    Effect effect;
    effect.seq = 2000 + effects.size();
    effect.entity = operation.entity;
    effect.field = operation.field;
    effect.create = operation.action == Action::kCreate;
    effect.facet = operation.field == field::kTicketTags ? Facet::kInternal : Facet::kPublic;
    effect.value = effect.create ? Value() : operation.value;
    effect.effective_ms = 1'790'000'000'100;
    effect.received_ms = 1'790'000'060'000;
    effect.wall_ms = group.wall_ms;
    effect.actor = derive_id("golden", "user");
    effect.lane = group.lane;
    effect.dseq = group.first_dseq + effects.size();
    effect.flags = kEffectMerged;
    effects.push_back(effect);
  }
  return effects;
}

inline Bytes encode_sample(const OperationGroup& group) {
  ByteWriter out;
  encode(out, group);
  return out.take();
}

inline Bytes encode_sample(const std::vector<Effect>& effects) {
  ByteWriter out;
  Effect previous;
  for (const Effect& effect : effects) encode(out, effect, previous);
  return out.take();
}

}  // namespace genba::test
