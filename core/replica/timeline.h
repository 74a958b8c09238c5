// Timeline: the effects of each entity in the order of the workspace, kept compactly. What a
// ticket's page shows as its history; a conflict-free record of who set what, when it happened and
// when it reached the authority.
#pragma once

#include <unordered_map>
#include <vector>

#include "core/model/effect.h"

namespace genba {

class Timeline {
 public:
  void append(const Effect& effect);
  std::vector<Effect> of(const EntityId& id) const;  // oldest first
  std::vector<EntityId> entities() const;            // that have any, in no order
  void clear() { entries_.clear(); }
  void forget(const EntityId& id) { entries_.erase(id); }

  // For storage: the encoded entries of one entity, and their return.
  const Bytes* encoded(const EntityId& id) const;  // nullptr when there are none
  Result<void> restore(const EntityId& id, std::string_view encoded);

 private:
  struct Entries {
    Bytes bytes;
    Effect last;  // without its value: what the next one is coded against
  };
  std::unordered_map<EntityId, Entries, EntityIdHash> entries_;
};

}  // namespace genba
