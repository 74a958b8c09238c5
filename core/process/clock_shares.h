// When a share of an SLA clock's budget will have been used, if nothing disturbs the clock.
#pragma once

#include <optional>
#include <string_view>

#include "core/model/cell.h"
#include "core/process/ticket_clocks.h"

namespace genba {

class ClockShares {
 public:
  // `state` must live longer. Of the clocks of a stored record (ticket_clocks.h), undisturbed from
  // `since_ms` on, or from their last event when that is later.
  ClockShares(const StateReader& state, std::string_view record, std::int64_t since_ms);

  // The instant at which percent of the budget is used, that begin when it was before; none for a
  // clock that stands still, is over, or was never promised.
  std::optional<std::int64_t> instant_of(SlaClockKind kind, std::int64_t percent) const;

 private:
  const StateReader& state_;
  ClockRecord record_;
  std::optional<SlaResult> clocks_;
  std::int64_t since_ms_;
};

}  // namespace genba
