#include "core/replica/timeline_store.h"

#include <algorithm>
#include <unordered_set>

namespace genba {
namespace {

std::vector<Effect> decode(std::string_view bytes, const EntityId& id,
                           const std::function<Value(FieldId)>& cell) {
  std::vector<Effect> effects;
  ByteReader in(bytes);
  Effect previous;
  while (!in.at_end()) {
    ValuePlace place = ValuePlace::kHere;
    Effect effect = decode_effect(in, previous, &place);
    if (in.failed() || effect.entity != id) break;
    if (place == ValuePlace::kCell) effect.value = cell(effect.field);
    effects.push_back(std::move(effect));
  }
  return effects;
}

// A field that this version does not know has no cell.
Value held(const StateReader& cells, const EntityId& id, FieldId field) {
  return find_field(field) != nullptr ? cells.value(id, field) : Value();
}

}  // namespace

Bytes encode_timeline(const std::vector<Effect>& effects,
                      const std::function<bool(const Effect&)>& holds) {
  std::vector<bool> is_held(effects.size());
  std::unordered_set<FieldId> newer;
  for (std::size_t i = effects.size(); i-- > 0;) {
    const Effect& effect = effects[i];
    if (effect.create || !newer.insert(effect.field).second) continue;
    is_held[i] = !effect.value.is_empty() && holds(effect);
  }
  ByteWriter out;
  Effect previous;
  for (std::size_t i = 0; i < effects.size(); ++i) {
    encode(out, effects[i], previous, is_held[i] ? ValuePlace::kCell : ValuePlace::kHere);
  }
  return out.take();
}

void TimelineStore::append(const Effect& effect, const StateReader& cells) {
  Entries& entries = entries_[effect.entity];
  if (entries.is_short || entries.last == nullptr) entries = long_of(of(effect.entity, cells));
  ByteWriter out;
  encode(out, effect, *entries.last);
  entries.bytes += out.bytes();
}

std::vector<Effect> TimelineStore::of(const EntityId& id, const StateReader& cells) const {
  const auto found = entries_.find(id);
  if (found == entries_.end()) return {};
  return decode(found->second.bytes, id, [&](FieldId field) { return held(cells, id, field); });
}

TimelineStore::Entries TimelineStore::long_of(const std::vector<Effect>& effects) {
  Entries entries;
  entries.last = std::make_unique<Effect>();
  ByteWriter out;
  for (const Effect& effect : effects) encode(out, effect, *entries.last);
  entries.bytes = out.take();
  return entries;
}

std::vector<EntityId> TimelineStore::entities() const {
  std::vector<EntityId> ids;
  ids.reserve(entries_.size());
  for (const auto& [id, entries] : entries_) ids.push_back(id);
  return ids;
}

std::string_view TimelineStore::shorten(const EntityId& id, const StateReader& cells) {
  const auto found = entries_.find(id);
  if (found == entries_.end()) return {};
  Entries& entries = found->second;
  if (!entries.is_short) {
    entries.bytes = encode_timeline(of(id, cells), [&](const Effect& effect) {
      return held(cells, id, effect.field) == effect.value;
    });
    entries.is_short = true;
    entries.last.reset();
  }
  return entries.bytes;
}

void TimelineStore::restore(const EntityId& id, std::string_view encoded) {
  entries_[id] = {Bytes(encoded), true, nullptr};
}

void TimelineStore::restore_long(const EntityId& id, std::string_view encoded, const Cells& cells) {
  entries_[id] = long_of(decode(encoded, id, [&](FieldId field) {
    const auto cell = std::find_if(cells.begin(), cells.end(),
                                   [&](const auto& each) { return each.first == field; });
    return cell == cells.end() ? Value() : cell->second;
  }));
}

}  // namespace genba
