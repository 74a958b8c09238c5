// Recurrence: incidents that came although they should not have, as the KPI of that name counts
// them (core/reports): linked to a problem that was resolved already, or of the same category and
// configuration item as another incident of the 30 days before.
//
// Cancelled and merged incidents neither recur nor make others recur. Names of configuration items
// are compared as they are written.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "core/replica/state.h"

namespace genba {

constexpr std::int64_t kRecurrenceWindowMs = 30ll * 24 * 60 * 60 * 1000;  // its end included

// Whether a ticket is an incident that was opened, and is neither cancelled nor merged away.
// Borrows the table of tickets.
class CountableIncident {
 public:
  explicit CountableIncident(const Table& tickets);
  bool operator()(Row row) const {
    return tickets_.is_live(row) &&
           type_.integer(row) == static_cast<std::int64_t>(TicketType::kIncident) &&
           state_.integer(row) != static_cast<std::int64_t>(TicketState::kCancelled) &&
           merged_into_.reference(row) == kNoHandle && opened_.integer(row) != kNoInteger;
  }

 private:
  const Table& tickets_;
  const Column &type_, &state_, &merged_into_, &opened_;
};

// Numbers the pairs of category and configuration item; 0: one of both is missing. By row.
std::vector<std::uint32_t> same_cause_groups(const State& state);

// Writes yes or no (ChoiceList::kBoolean) for each incident that counts; `out` has a place for each
// row of the ticket table and comes full of kNoInteger.
void find_recurrences(const State& state, std::span<std::int64_t> out);

}  // namespace genba
