// One line of a workspace's export as JSON lines (JSONL.md), as a struct; printing and parsing are
// inverse to each other, byte for byte.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/authority/audit.h"
#include "core/replica/replica.h"

namespace genba {

constexpr std::int64_t kJsonlVersion = 1;
constexpr std::size_t kMaxJsonlLineBytes = std::size_t{64} << 20;

// The first line: whose copy of which workspace this is.
struct JsonlHeader {
  enum class Holder : std::uint8_t { kAlone, kJoined, kServer };
  Holder holder = Holder::kAlone;
  EntityId device;              // empty for a server
  ReplicaPosition position;     // of a server: workspace, epoch and head alone
  std::optional<Hash256> link;  // of the audit chain at the head; not of a joined replica
  friend bool operator==(const JsonlHeader&, const JsonlHeader&) = default;
};

struct JsonlEffect {
  Effect effect;
  // Where the holder keeps the audit chain. An erased value has no salt and its hash instead.
  std::optional<Salt> salt;
  std::optional<Hash256> value_hash;
  std::optional<Hash256> link;
  friend bool operator==(const JsonlEffect&, const JsonlEffect&) = default;
};

// An entity as it is now: for readers, and a check that the history leads to it.
struct JsonlEntity {
  EntityId id;
  Kind kind = Kind::kNone;
  Facet facet = Facet::kPublic;
  std::vector<std::pair<FieldId, Value>> cells;  // by field, none empty
  friend bool operator==(const JsonlEntity&, const JsonlEntity&) = default;
};

// A group of operations that is on its way, or that was rejected and waits for somebody.
struct JsonlGroup {
  OperationGroup group;
  std::optional<GroupOutcome> outcome;
  bool needs_attention = false;
  friend bool operator==(const JsonlGroup&, const JsonlGroup&) = default;
};

// Of a server: a device of a user, and what it was answered.
struct JsonlLane {
  Lane lane = 0;
  EntityId device;
  EntityId user;
  Dseq acked = 0;
  friend bool operator==(const JsonlLane&, const JsonlLane&) = default;
};
struct JsonlAnswer {
  Lane lane = 0;
  GroupOutcome outcome;
  Hash256 hash{};  // of the group's bytes
  friend bool operator==(const JsonlAnswer&, const JsonlAnswer&) = default;
};

using JsonlLine =
    std::variant<JsonlHeader, JsonlEffect, JsonlEntity, JsonlGroup, JsonlLane, JsonlAnswer>;

std::string print_jsonl_line(const JsonlLine& line);  // without a line end
// kMalformed, kUnsupported (another version) or kTooLarge say what is wrong with which key. A line
// with keys that this version does not know is refused: reading it would lose something.
Result<JsonlLine> parse_jsonl_line(std::string_view text);

}  // namespace genba
