#include "core/replica/timeline.h"

namespace genba {

void Timeline::append(const Effect& effect) {
  Entries& entries = entries_[effect.entity];
  ByteWriter out;
  encode(out, effect, entries.last);
  entries.bytes += out.bytes();
}

std::vector<Effect> Timeline::of(const EntityId& id) const {
  std::vector<Effect> effects;
  const auto found = entries_.find(id);
  if (found == entries_.end()) return effects;
  ByteReader in(found->second.bytes);
  Effect previous;
  while (!in.at_end() && !in.failed()) effects.push_back(decode_effect(in, previous));
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

Result<void> Timeline::restore(const EntityId& id, std::string_view encoded) {
  Entries entries;
  entries.bytes = encoded;
  ByteReader in(encoded);
  while (!in.at_end() && !in.failed()) {
    if (decode_effect(in, entries.last).entity != id) in.fail();
  }
  if (const auto done = in.finish("timeline"); !done) return done;
  entries_[id] = std::move(entries);
  return {};
}

}  // namespace genba
