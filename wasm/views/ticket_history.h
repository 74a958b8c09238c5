// A ticket's history as people read it: the effects of the ticket and its comments, put together by
// gesture, in the order in which they happened.
#pragma once

#include <string>
#include <vector>

#include "core/replica/replica.h"

namespace genba {

struct HistoryChange {
  const FieldSpec* spec = nullptr;
  Value before, after;
  bool is_derived = false;  // a consequence, nobody's own gesture
};

struct HistoryEntry {
  std::int64_t effective_ms = 0, received_ms = 0;
  EntityId actor;
  std::uint8_t flags = 0;     // EffectFlag
  bool is_predicted = false;  // not confirmed yet
  bool is_creation = false;   // the ticket came to be; its first values are not listed as changes
  bool is_comment = false;
  Facet facet = Facet::kPublic;
  std::string body;  // of a comment
  std::vector<HistoryChange> changes;

  bool has_own_change() const;
};

// Oldest first by when it happened. What only machines read (bytes, counters of updates) is left
// out; derived changes are kept and marked.
std::vector<HistoryEntry> ticket_history(const Replica& replica, const EntityId& ticket);

}  // namespace genba
