// Timeline: the effects of each entity in the order of the workspace, kept compactly. What a
// ticket's page shows as its history; a conflict-free record of who set what, when it happened and
// when it reached the authority.
#pragma once

#include <memory>
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

  // For storage: the encoded entries of one entity, and their return. They are read when somebody
  // asks for them, as far as they make sense.
  const Bytes* encoded(const EntityId& id) const;  // nullptr when there are none
  void restore(const EntityId& id, std::string_view encoded);

 private:
  struct Entries {
    Bytes bytes;
    // What the next one is coded against; made out when there is a next one.
    std::unique_ptr<Effect> last;
  };
  std::unordered_map<EntityId, Entries, EntityIdHash> entries_;
};

}  // namespace genba
