#include "core/replica/timeline_store.h"

#include <algorithm>
#include <unordered_set>

namespace genba {
namespace {

constexpr std::size_t kPieceBytes = 64 << 10;

// What the first effect is coded against: whose timeline it is need not be said.
Effect before_first(const EntityId& id) {
  Effect effect;
  effect.entity = id;
  return effect;
}

std::vector<Effect> decode(std::string_view bytes, const EntityId& id,
                           const std::function<Value(FieldId)>& cell) {
  std::vector<Effect> effects;
  ByteReader in(bytes);
  Effect previous = before_first(id);
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
  if (effects.empty()) return {};
  std::vector<bool> is_held(effects.size());
  std::unordered_set<FieldId> newer;
  for (std::size_t i = effects.size(); i-- > 0;) {
    const Effect& effect = effects[i];
    if (effect.create || !newer.insert(effect.field).second) continue;
    is_held[i] = !effect.value.is_empty() && holds(effect);
  }
  ByteWriter out;
  Effect previous = before_first(effects.front().entity);
  for (std::size_t i = 0; i < effects.size(); ++i) {
    encode(out, effects[i], previous, is_held[i] ? ValuePlace::kCell : ValuePlace::kHere);
  }
  return out.take();
}

void TimelineStore::append(const Entity& entity, const Effect& effect, const StateReader& cells) {
  auto found = long_.find(entity.handle);
  if (found == long_.end()) {
    found = long_.emplace(entity.handle, long_of(entity.id, of(entity, cells))).first;
    drop_short(entity.handle);
  }
  ByteWriter out;
  encode(out, effect, found->second.last);
  found->second.bytes += out.bytes();
}

std::vector<Effect> TimelineStore::of(const Entity& entity, const StateReader& cells) const {
  const auto found = long_.find(entity.handle);
  const std::string_view bytes =
      found != long_.end() ? std::string_view(found->second.bytes) : short_at(entity.handle);
  return decode(bytes, entity.id, [&](FieldId field) { return held(cells, entity.id, field); });
}

TimelineStore::Long TimelineStore::long_of(const EntityId& id, const std::vector<Effect>& effects) {
  Long entries;
  entries.last = before_first(id);
  ByteWriter out;
  for (const Effect& effect : effects) encode(out, effect, entries.last);
  entries.bytes = out.take();
  return entries;
}

std::vector<Handle> TimelineStore::entities() const {
  std::vector<Handle> handles;
  for (Handle handle = 0; handle < places_.size(); ++handle) {
    if (places_[handle].size > 0) handles.push_back(handle);
  }
  for (const auto& [handle, entries] : long_) handles.push_back(handle);
  std::sort(handles.begin(), handles.end());
  return handles;
}

void TimelineStore::forget(Handle handle) {
  long_.erase(handle);
  drop_short(handle);
}

std::string_view TimelineStore::shorten(const Entity& entity, const StateReader& cells) {
  if (long_.count(entity.handle) > 0) {
    const Bytes encoded = encode_timeline(of(entity, cells), [&](const Effect& effect) {
      return held(cells, entity.id, effect.field) == effect.value;
    });
    restore(entity.handle, encoded);
  }
  return short_at(entity.handle);
}

void TimelineStore::restore(Handle handle, std::string_view encoded) {
  forget(handle);
  put_short(handle, encoded);
  if (kept_ - used_ > used_ + kPieceBytes) pack();
}

void TimelineStore::restore_long(const Entity& entity, std::string_view encoded,
                                 const Cells& cells) {
  forget(entity.handle);
  long_[entity.handle] = long_of(entity.id, decode(encoded, entity.id, [&](FieldId field) {
                                   const auto cell = std::find_if(
                                       cells.begin(), cells.end(),
                                       [&](const auto& each) { return each.first == field; });
                                   return cell == cells.end() ? Value() : cell->second;
                                 }));
}

std::string_view TimelineStore::short_at(Handle handle) const {
  if (handle >= places_.size() || places_[handle].size == 0) return {};
  const Place& place = places_[handle];
  return std::string_view(pieces_[place.piece]).substr(place.offset, place.size);
}

void TimelineStore::put_short(Handle handle, std::string_view encoded) {
  if (pieces_.empty() || pieces_.back().size() + encoded.size() > pieces_.back().capacity()) {
    pieces_.emplace_back().reserve(std::max(kPieceBytes, encoded.size()));
  }
  Bytes& piece = pieces_.back();
  if (handle >= places_.size()) places_.resize(handle + 1);
  places_[handle] = {static_cast<std::uint32_t>(pieces_.size() - 1),
                     static_cast<std::uint32_t>(piece.size()),
                     static_cast<std::uint32_t>(encoded.size())};
  piece += encoded;
  kept_ += encoded.size();
  used_ += encoded.size();
}

void TimelineStore::drop_short(Handle handle) {
  if (handle >= places_.size()) return;
  used_ -= places_[handle].size;
  places_[handle] = {};
}

// Without what nobody names any more.
void TimelineStore::pack() {
  TimelineStore packed;
  for (Handle handle = 0; handle < places_.size(); ++handle) {
    if (places_[handle].size > 0) packed.put_short(handle, short_at(handle));
  }
  packed.long_ = std::move(long_);
  *this = std::move(packed);
}

}  // namespace genba
