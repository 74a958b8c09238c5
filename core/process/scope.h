// Scope: which of the tickets that its user may see a device keeps. A phone has no need of ten
// years of every group's work; the authority sends nothing beyond the scope, and what is beyond is
// fetched when somebody asks for it, by widening the scope or by pinning one ticket.
//
// A scope is the device's own choice and grants nothing: it only narrows what visibility.h allows.
#pragma once

#include <cstdint>
#include <vector>

#include "core/model/bytes.h"
#include "core/model/ids.h"

namespace genba {

// What is wider comes first. Numbers are part of the protocol.
enum class Breadth : std::uint8_t {
  kAll = 0,
  kGroups = 1,  // of the user's groups, and what names him
  kMine = 2,    // what names him: as requester, assignee or participant
};

// Each costs 16 bytes of every cursor.
constexpr std::size_t kMaxPinned = 64;

struct Scope {
  Breadth breadth = Breadth::kAll;
  // Tickets that were closed before this instant (ms since 1970) are left out; 0: none are.
  std::int64_t closed_since_ms = 0;
  // Tickets that are kept whatever the rest says; sorted, at most kMaxPinned.
  std::vector<EntityId> pinned;

  bool is_everything() const { return breadth == Breadth::kAll && closed_since_ms == 0; }
  bool pins(const EntityId& ticket) const;
  friend bool operator==(const Scope&, const Scope&) = default;
};

// Adds a pin; that of the oldest ticket goes when there are too many.
void pin(Scope& scope, const EntityId& ticket);
// Whether everything that `narrow` takes in, pins apart, is within `wide`.
bool is_within(const Scope& narrow, const Scope& wide);

// byte breadth, varint closed_since_ms, varint count, ids.
void encode(ByteWriter& out, const Scope& scope);
// Fails the reader on an unknown breadth, too many pins, and pins out of order.
Scope decode_scope(ByteReader& in);

}  // namespace genba
