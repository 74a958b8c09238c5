// Operation: one intent about one cell, as a replica recorded it. Operations travel up in groups
// that stand or fall together; the authority answers with effects (effect.h).
#pragma once

#include <optional>
#include <vector>

#include "core/model/fields.h"
#include "core/model/value.h"

namespace genba {

enum class Action : std::uint8_t {
  kCreate = 0,  // field: creation_of(kind); value: integer, the entity's Facet
  kSet = 1,
  kAdd = 2,     // a set gains the items of the value
  kRemove = 3,  // a set loses them, as far as the writer had seen them
};

struct Operation {
  EntityId entity;
  FieldId field{};
  Action action = Action::kSet;
  Value value;
  // The newest effect that the writer had seen when it read the cell. What its own lane wrote
  // before is always seen.
  Seq base = 0;

  friend bool operator==(const Operation& a, const Operation& b) = default;
};

// An import speaks for somebody else at another time: exempt from guards and from the time clamp,
// allowed to managers and above, and marked so for ever.
struct ImportedOrigin {
  EntityId actor;  // null: unknown
  friend bool operator==(const ImportedOrigin&, const ImportedOrigin&) = default;
};

struct OperationGroup {
  Lane lane = 0;
  Dseq first_dseq = 0;       // its operations are first_dseq, first_dseq + 1, …
  std::int64_t wall_ms = 0;  // the device's clock when the gesture was made
  std::optional<ImportedOrigin> imported;
  std::vector<Operation> operations;

  Dseq last_dseq() const { return first_dseq + operations.size() - 1; }
  friend bool operator==(const OperationGroup&, const OperationGroup&) = default;
};

constexpr std::size_t kMaxOperationsInGroup = 4096;

void encode(ByteWriter& out, const OperationGroup& group);
// Fails the reader on anything that encode would not write.
OperationGroup decode_group(ByteReader& in);

}  // namespace genba
