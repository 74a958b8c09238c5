// Sight: what one person may see of a store at this moment, each entity looked at once.
#pragma once

#include <unordered_map>

#include "core/process/visibility.h"
#include "core/sync/server_session.h"

namespace genba {

class Sight {
 public:
  // `store` must live longer and not change meanwhile.
  Sight(const SessionUser& user, const SyncStore& store)
      : store_(store),
        now_(read_now(store)),
        viewer_(viewer_of(user.id, user.role, store, now_)),
        internal_(sees_internal(user.role)) {}

  const Viewer& viewer() const { return viewer_; }
  bool sees(const EntityId& entity) {
    const auto known = visible_.find(entity);
    if (known != visible_.end()) return known->second;
    const bool visible = may_see(viewer_, entity, store_, now_);
    visible_.emplace(entity, visible);
    return visible;
  }
  bool sees(Facet facet) const { return internal_ || facet == Facet::kPublic; }
  bool sees(const Effect& effect) { return sees(effect.facet) && sees(effect.entity); }

 private:
  const SyncStore& store_;
  const ReadCell now_;
  const Viewer viewer_;
  const bool internal_;
  std::unordered_map<EntityId, bool, EntityIdHash> visible_;
};

}  // namespace genba
