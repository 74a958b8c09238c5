#include "core/process/clock_shares.h"

#include <algorithm>

namespace genba {

ClockShares::ClockShares(const StateReader& state, std::string_view record, std::int64_t since_ms)
    : state_(state), since_ms_(since_ms) {
  Result<ClockRecord> decoded = ClockRecord::decode(record);
  if (!decoded || decoded->is_empty()) return;
  record_ = std::move(*decoded);
  since_ms_ = std::max(since_ms, record_.events().back().at_ms);
  Result<SlaResult> clocks = record_.clocks(state, since_ms_, SlaDetail::kFigures);
  if (clocks) clocks_ = std::move(*clocks);
}

std::optional<std::int64_t> ClockShares::instant_of(SlaClockKind kind, std::int64_t percent) const {
  if (!clocks_) return std::nullopt;
  const SlaClock& clock = clocks_->of(kind);
  const bool runs = clock.promised && !clock.stopped_at_ms && clock.state != ClockState::kPaused;
  const Calendar* calendar = runs ? calendar_of(state_, record_, kind) : nullptr;
  if (calendar == nullptr) return std::nullopt;
  const std::int64_t needed_ms = clock.budget_ms * percent / 100 - clock.elapsed_ms;
  if (needed_ms <= 0) return since_ms_;
  const Result<std::int64_t> at_ms = calendar->advance(since_ms_, needed_ms);
  return at_ms ? std::optional(*at_ms) : std::nullopt;
}

}  // namespace genba
