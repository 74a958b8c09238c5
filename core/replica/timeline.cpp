#include "core/replica/timeline.h"

namespace genba {

void Timeline::append(const Effect& effect) {
  Entries& entries = entries_[effect.entity];
  if (entries.last == nullptr) {
    entries.last = std::make_unique<Effect>();
    ByteReader in(entries.bytes);
    while (!in.at_end() && !in.failed()) decode_effect(in, *entries.last);
  }
  ByteWriter out;
  encode(out, effect, *entries.last);
  entries.bytes += out.bytes();
}

std::vector<Effect> Timeline::of(const EntityId& id) const {
  std::vector<Effect> effects;
  const auto found = entries_.find(id);
  if (found == entries_.end()) return effects;
  ByteReader in(found->second.bytes);
  Effect previous;
  while (!in.at_end()) {
    Effect effect = decode_effect(in, previous);
    if (in.failed() || effect.entity != id) break;
    effects.push_back(std::move(effect));
  }
  return effects;
}

std::vector<EntityId> Timeline::entities() const {
  std::vector<EntityId> ids;
  ids.reserve(entries_.size());
  for (const auto& [id, entries] : entries_) ids.push_back(id);
  return ids;
}

const Bytes* Timeline::encoded(const EntityId& id) const {
  const auto found = entries_.find(id);
  return found == entries_.end() ? nullptr : &found->second.bytes;
}

void Timeline::restore(const EntityId& id, std::string_view encoded) {
  entries_[id] = {Bytes(encoded), nullptr};
}

}  // namespace genba
