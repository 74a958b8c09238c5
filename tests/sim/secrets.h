// Secrets: every text that is written in the simulation carries a number of its own, and no answer
// of the server may hold the number of a text that its receiver may not read.
//
// Who may read what is decided here by other code than the product's (core/process/visibility.h),
// from the same words of the specification, so that a mistake there is seen.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "core/sync/memory_store.h"

namespace genba::sim {

// Of a text's numbers, in the order in which they stand; a merged text has several.
std::vector<int> marks_in(std::string_view bytes);

class Secrets {
 public:
  std::string text(const std::string& words);  // with a new number

  // A committed effect: the text belongs to its ticket from now on, as public or internal.
  void note(const Effect& effect, const StateReader& state);
  // The number of a text in the bytes that the user may not read; 0 when there is none.
  int leaked(std::string_view bytes, const SessionUser& user, const StateReader& state) const;

 private:
  int last_ = 0;
  std::map<int, std::set<std::pair<EntityId, Facet>>> owners_;  // tickets
};

// The rules of sight as the specification words them.
bool reads_internal(Role role);
bool reads_ticket(const SessionUser& user, const EntityId& ticket, const StateReader& state);
// Whether a device with this scope keeps a ticket that its user reads.
bool is_kept(const Scope& scope, const SessionUser& user, const EntityId& ticket,
             const StateReader& state);
// The tickets that a record stands beside; empty for what is no part of a ticket.
std::vector<EntityId> owners_of(const EntityId& entity, Kind kind, const StateReader& state);

}  // namespace genba::sim
