#include "core/process/scope.h"

#include <algorithm>

namespace genba {

bool Scope::pins(const EntityId& ticket) const {
  return std::binary_search(pinned.begin(), pinned.end(), ticket);
}

void pin(Scope& scope, const EntityId& ticket) {
  const auto place = std::lower_bound(scope.pinned.begin(), scope.pinned.end(), ticket);
  if (place != scope.pinned.end() && *place == ticket) return;
  scope.pinned.insert(place, ticket);
  if (scope.pinned.size() <= kMaxPinned) return;
  scope.pinned.erase(scope.pinned.begin() + (scope.pinned.front() == ticket ? 1 : 0));
}

bool is_within(const Scope& narrow, const Scope& wide) {
  return narrow.breadth >= wide.breadth && narrow.closed_since_ms >= wide.closed_since_ms;
}

void encode(ByteWriter& out, const Scope& scope) {
  out.byte(static_cast<std::uint8_t>(scope.breadth));
  out.varint(static_cast<std::uint64_t>(scope.closed_since_ms));
  out.varint(scope.pinned.size());
  for (const EntityId& ticket : scope.pinned) encode_id(out, ticket);
}

Scope decode_scope(ByteReader& in) {
  Scope scope;
  const std::uint8_t breadth = in.byte();
  if (breadth > static_cast<std::uint8_t>(Breadth::kMine)) in.fail();
  scope.breadth = static_cast<Breadth>(breadth);
  const std::uint64_t since = in.varint();
  if (since > static_cast<std::uint64_t>(INT64_MAX)) in.fail();
  scope.closed_since_ms = static_cast<std::int64_t>(since);
  const std::size_t size = in.count(16);
  if (size > kMaxPinned) in.fail();
  for (std::size_t i = 0; i < size && !in.failed(); ++i) {
    scope.pinned.push_back(decode_id(in));
    if (i > 0 && !(scope.pinned[i - 1] < scope.pinned[i])) in.fail();
  }
  return scope;
}

}  // namespace genba
