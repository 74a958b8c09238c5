// An entity in one piece, as it is stored in a replica's snapshot and sent in a server's: who it
// is, its cells as they are, and its timeline. Many of them, one after the other, are a slice.
//
//   id, byte kind, byte facet, varint count of cells (byte field number, value), text timeline
//
// Kinds and fields that this version does not know decode like any other.
#pragma once

#include <string_view>
#include <utility>
#include <vector>

#include "core/model/effect.h"
#include "core/model/fields.h"

namespace genba {

struct EntityRecord {
  EntityId id;
  Kind kind{};
  Facet facet = Facet::kPublic;
  std::vector<std::pair<FieldId, Value>> cells;  // in the order of their numbers; none is empty
  std::string_view timeline;                     // short (timeline_store.h); borrowed
};

void encode(ByteWriter& out, const EntityRecord& record);
EntityRecord decode_entity_record(ByteReader& in);  // borrows from the reader's bytes

// From everything that happened to it, oldest first and at least its creation; `timeline` holds
// what the record borrows.
EntityRecord record_of(const std::vector<Effect>& effects, Bytes& timeline);

}  // namespace genba
