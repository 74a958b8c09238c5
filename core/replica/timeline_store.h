// TimelineStore: the effects of each entity in the order of the workspace, kept compactly. What a
// ticket's page shows as its history; a conflict-free record of who set what, when it happened and
// when it reached the authority.
//
// A value stands once: the newest effect of a field says by a bit, instead of its value, that the
// value is what the cell holds. Such a timeline is short. It is lengthened when the entity changes,
// and shortened again when it is stored.
#pragma once

#include <functional>
#include <memory>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/model/cell.h"
#include "core/model/effect.h"

namespace genba {

// Short where `holds` says that the newest effect of a field has its value from the cell; it is not
// asked about any other.
Bytes encode_timeline(const std::vector<Effect>& effects,
                      const std::function<bool(const Effect&)>& holds);

class TimelineStore {
 public:
  // `cells` everywhere: the confirmed state; here as it was before the effect.
  void append(const Effect& effect, const StateReader& cells);
  std::vector<Effect> of(const EntityId& id, const StateReader& cells) const;  // oldest first
  std::vector<EntityId> entities() const;  // that have any, in no order
  void clear() { entries_.clear(); }
  void forget(const EntityId& id) { entries_.erase(id); }

  // For storage: the encoded timeline of one entity, short, until the next change; empty when there
  // is none. And its return; it is read when somebody asks for it, as far as it makes sense.
  std::string_view shorten(const EntityId& id, const StateReader& cells);
  void restore(const EntityId& id, std::string_view encoded);
  // The same where the state has no cell for some of the values: these are `cells`.
  using Cells = std::vector<std::pair<FieldId, Value>>;
  void restore_long(const EntityId& id, std::string_view encoded, const Cells& cells);

 private:
  struct Entries {
    Bytes bytes;
    bool is_short = false;  // or may be
    // What the next one is coded against; made out when there is a next one.
    std::unique_ptr<Effect> last;
  };
  static Entries long_of(const std::vector<Effect>& effects);

  std::unordered_map<EntityId, Entries, EntityIdHash> entries_;
};

}  // namespace genba
