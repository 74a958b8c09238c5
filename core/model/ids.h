// Identifiers. Every entity is named by a UUID (RFC 9562): version 7 for what people create, and
// version 8, derived from a name by SHA-256, for what must get the same id wherever it is made
// (imported records, conflicts, the built-in configuration).
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

#include "core/model/result.h"

namespace genba {

struct EntityId {
  std::uint64_t high = 0;
  std::uint64_t low = 0;

  bool is_null() const { return high == 0 && low == 0; }
  friend bool operator==(const EntityId& a, const EntityId& b) {
    return a.high == b.high && a.low == b.low;
  }
  friend bool operator!=(const EntityId& a, const EntityId& b) { return !(a == b); }
  friend bool operator<(const EntityId& a, const EntityId& b) {
    return a.high != b.high ? a.high < b.high : a.low < b.low;
  }
};

struct EntityIdHash {
  std::size_t operator()(const EntityId& id) const {
    // The low half of a version 7 or 8 UUID is random already.
    return static_cast<std::size_t>(id.low ^ (id.high * 0x9E3779B97F4A7C15ull));
  }
};

// A lane is one device of one user; the authority deals the numbers. 0 is no lane; the authority's
// own effects (rules, clocks) carry kAuthorityLane.
using Lane = std::uint32_t;
constexpr Lane kAuthorityLane = 0;

// Position in the workspace's single order, dense from 1; 0 is "before everything".
using Seq = std::uint64_t;
// Position of an operation in its lane, dense from 1.
using Dseq = std::uint64_t;

// now_ms: Unix time in milliseconds, 0 to 2^48-1. random: 10 bytes from a CSPRNG.
EntityId make_id(std::int64_t now_ms, const std::array<std::uint8_t, 10>& random);
// The same id for the same scope and name, for ever. scope: what kind of name, e.g. "servicenow".
EntityId derive_id(std::string_view scope, std::string_view name);

std::string to_string(const EntityId& id);  // 8-4-4-4-12, lower case
Result<EntityId> parse_id(std::string_view text);

}  // namespace genba
