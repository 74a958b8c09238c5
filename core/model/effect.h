// Effect: which cell of which entity has which value from now on, decided by the authority and sent
// down to every replica that may see it. The effects of an entity, oldest first, are its timeline.
#pragma once

#include "core/model/operation.h"

namespace genba {

enum EffectFlag : std::uint8_t {
  kEffectImported = 1,      // history of another system, kept as recorded
  kEffectClockSuspect = 2,  // the device's clock was implausible; the time was corrected
  kEffectDerived = 4,       // a consequence (priority, SLA, number), nobody's own gesture
  kEffectMerged = 8,        // a concurrent change was merged in
};

struct Effect {
  Seq seq = 0;
  EntityId entity;
  FieldId field{};
  bool create = false;  // the entity came to be; field is creation_of(kind)
  Facet facet =
      Facet::kPublic;  // the stricter of entity's and field's; of a creation: the entity's
  Value value;         // the cell's whole new value; empty for a creation
  std::int64_t effective_ms = 0;  // when it happened, by the device's corrected clock
  std::int64_t received_ms = 0;   // when it reached the authority
  std::int64_t wall_ms = 0;       // what the device's clock said
  EntityId actor;
  Lane lane = kAuthorityLane;
  Dseq dseq = 0;
  std::uint8_t flags = 0;

  friend bool operator==(const Effect&, const Effect&) = default;
};

// Effects of one group share most of their header, so they are coded as differences from the one
// before; `previous` starts as a default Effect on both sides and is updated by each call. A value
// that its cell holds may be left out where the cells are at hand; whoever does not ask for the
// place of a value (nullptr) takes that for damage.
enum class ValuePlace : std::uint8_t { kHere, kCell };
void encode(ByteWriter& out, const Effect& effect, Effect& previous,
            ValuePlace place = ValuePlace::kHere);
Effect decode_effect(ByteReader& in, Effect& previous, ValuePlace* place = nullptr);

}  // namespace genba
