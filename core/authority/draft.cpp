#include "core/authority/draft.h"

#include <algorithm>

#include "core/process/workload.h"

namespace genba {

Kind Draft::kind(const EntityId& id) const {
  const auto created = created_.find(id);
  return created != created_.end() ? created->second.kind : base_.kind(id);
}

Facet Draft::facet(const EntityId& id) const {
  const auto created = created_.find(id);
  return created != created_.end() ? created->second.facet : base_.facet(id);
}

Cell Draft::cell(const EntityId& id, FieldId field) const {
  const auto cell = cells_.find({id, field});
  if (cell != cells_.end()) return cell->second;
  return is_new(id) ? Cell{} : base_.cell(id, field);
}

std::vector<EntityId> Draft::entities(Kind kind) const {
  std::vector<EntityId> ids = base_.entities(kind);
  for (const Effect& effect : effects_) {
    if (effect.create && kind_of(effect.field) == kind) ids.push_back(effect.entity);
  }
  return ids;
}

std::vector<EntityId> Draft::referring(FieldId field, const EntityId& target) const {
  std::vector<EntityId> ids = base_.referring(field, target);
  for (const Effect& effect : effects_) {
    if (!effect.create || kind_of(effect.field) != kind_of(field)) continue;
    if (value(effect.entity, field).reference() == target) ids.push_back(effect.entity);
  }
  return ids;
}

std::size_t Draft::open_tickets_of(const EntityId& user) const {
  std::size_t count = base_.open_tickets_of(user);
  std::vector<EntityId> touched;
  for (const auto& [key, cell] : cells_) {
    if (key.field == field::kTicketState || key.field == field::kTicketAssignedTo) {
      touched.push_back(key.entity);
    }
  }
  std::sort(touched.begin(), touched.end());
  touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
  for (const EntityId& ticket : touched) {
    if (!is_new(ticket) && bearer_of(base_, ticket) == user) --count;
    if (bearer_of(*this, ticket) == user) ++count;
  }
  return count;
}

Effect Draft::effect_of(const EntityId& id, FieldId field, Dseq dseq, std::uint8_t flags) const {
  Effect effect;
  effect.entity = id;
  effect.field = field;
  effect.effective_ms = context_.effective_ms;
  effect.received_ms = context_.received_ms;
  effect.wall_ms = group_.wall_ms;
  effect.actor = group_.imported ? group_.imported->actor : context_.actor;
  effect.lane = group_.lane;
  effect.dseq = dseq != 0 ? dseq : group_.last_dseq();
  effect.flags = flags;
  if (group_.imported) effect.flags |= kEffectImported;
  if (context_.clock_suspect) effect.flags |= kEffectClockSuspect;
  return effect;
}

void Draft::create(const EntityId& id, Kind kind, Facet facet, Dseq dseq, std::uint8_t flags) {
  Effect effect = effect_of(id, creation_of(kind), dseq, flags);
  effect.create = true;
  effect.facet = facet;
  created_[id] = {kind, facet};
  effects_.push_back(std::move(effect));
}

void Draft::set(const EntityId& id, FieldId field, Value value, Dseq dseq, std::uint8_t flags) {
  Effect effect = effect_of(id, field, dseq, flags);
  const FieldSpec* spec = find_field(field);
  effect.facet = std::max(facet(id), spec ? spec->facet : Facet::kInternal);
  Cell& cell = cells_[{id, field}];
  cell.value = value;
  cell.effective_ms = effect.effective_ms;
  cell.lane = effect.lane;
  cell.actor = effect.actor;
  effect.value = std::move(value);
  effects_.push_back(std::move(effect));
}

void Draft::derive(const EntityId& id, FieldId field, Value value) {
  if (cell(id, field).value == value) return;
  set(id, field, std::move(value), 0, kEffectDerived);
}

}  // namespace genba
