// Sight: what one person may see of a store at this moment, each entity looked at once.
#pragma once

#include <unordered_map>
#include <utility>

#include "core/process/visibility.h"
#include "core/sync/server_session.h"

namespace genba {

// Whether a change can bring something into the sight of a device with this scope, or out of it.
inline bool bears_on(const SightChange& change, const Scope& scope) {
  return !change.is_scope || scope.closed_since_ms != 0;
}

class Sight {
 public:
  // `store` must live longer and not change meanwhile. With a scope: what a device with it keeps.
  Sight(const SessionUser& user, const SyncStore& store, Scope scope = {})
      : store_(store),
        now_(read_now(store)),
        viewer_(viewer_of(user.id, user.role, store, now_)),
        internal_(sees_internal(user.role)) {
    viewer_.scope = std::move(scope);
  }

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
  Viewer viewer_;
  const bool internal_;
  std::unordered_map<EntityId, bool, EntityIdHash> visible_;
};

}  // namespace genba
