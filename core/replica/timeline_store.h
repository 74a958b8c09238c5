// TimelineStore: the effects of each entity in the order of the workspace, kept compactly. What a
// ticket's page shows as its history; a conflict-free record of who set what, when it happened and
// when it reached the authority.
//
// A value stands once: the newest effect of a field says by a bit, instead of its value, that the
// value is what the cell holds. Such a timeline is short, and lies beside others in large pieces of
// memory. It is lengthened when the entity changes, and shortened again when it is stored.
#pragma once

#include <functional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "core/model/cell.h"
#include "core/model/effect.h"
#include "core/replica/table.h"

namespace genba {

// Of one entity. Short where `holds` says that the newest effect of a field has its value from the
// cell; it is not asked about any other.
Bytes encode_timeline(const std::vector<Effect>& effects,
                      const std::function<bool(const Effect&)>& holds);

// An entity and its handle in the state, which names it here.
struct Entity {
  Handle handle = kNoHandle;
  EntityId id;
};

class TimelineStore {
 public:
  // `cells` everywhere: the confirmed state; here as it was before the effect.
  void append(const Entity& entity, const Effect& effect, const StateReader& cells);
  std::vector<Effect> of(const Entity& entity, const StateReader& cells) const;  // oldest first
  std::vector<Handle> entities() const;  // that have any, by handle
  void clear() { *this = TimelineStore(); }
  void forget(Handle handle);

  // For storage: the encoded timeline of one entity, short, until the next change; empty when there
  // is none. And its return; it is read when somebody asks for it, as far as it makes sense.
  std::string_view shorten(const Entity& entity, const StateReader& cells);
  void restore(Handle handle, std::string_view encoded);
  // The same where the state has no cell for some of the values: these are `cells`.
  using Cells = std::vector<std::pair<FieldId, Value>>;
  void restore_long(const Entity& entity, std::string_view encoded, const Cells& cells);

 private:
  // Where a short one is; of no bytes when there is none.
  struct Place {
    std::uint32_t piece = 0;
    std::uint32_t offset = 0;
    std::uint32_t size = 0;
  };
  struct Long {
    Bytes bytes;
    Effect last;  // what the next one is coded against
  };
  static Long long_of(const EntityId& id, const std::vector<Effect>& effects);

  std::string_view short_at(Handle handle) const;
  void put_short(Handle handle, std::string_view encoded);
  void drop_short(Handle handle);
  void pack();

  std::vector<Place> places_;  // by handle
  std::vector<Bytes> pieces_;  // of some 64 KiB; only the last one grows
  std::size_t used_ = 0;       // bytes of the pieces that a place names
  std::size_t kept_ = 0;       // bytes of the pieces
  std::unordered_map<Handle, Long> long_;
};

}  // namespace genba
