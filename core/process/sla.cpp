#include "core/process/sla.h"

#include <algorithm>
#include <cassert>

#include "core/process/sla_clock.h"

namespace genba {
namespace {

constexpr std::uint32_t bit(SlaEventType type) { return 1u << static_cast<unsigned>(type); }

constexpr SlaClockRule kResponseRule = {
    .kind = SlaClockKind::kResponse,
    .ends_on = bit(SlaEventType::kAcknowledged) | bit(SlaEventType::kPublicReply),
    .abandoned_on =
        bit(SlaEventType::kResolved) | bit(SlaEventType::kClosed) | bit(SlaEventType::kCancelled),
    .resumes_on = 0,
    .pauses = false,
};
constexpr SlaClockRule kResolutionRule = {
    .kind = SlaClockKind::kResolution,
    .ends_on =
        bit(SlaEventType::kResolved) | bit(SlaEventType::kClosed) | bit(SlaEventType::kCancelled),
    .abandoned_on = 0,
    .resumes_on = bit(SlaEventType::kReopened),
    .pauses = true,
};

Error wrong_event(std::size_t index, const char* what) {
  return make_error(ErrorCode::kInvalidArgument,
                    "event " + std::to_string(index + 1) + ": " + what);
}

Result<void> check_events(std::span<const SlaEvent> events, [[maybe_unused]] std::size_t policies) {
  if (events.empty()) return make_error(ErrorCode::kInvalidArgument, "there are no events");
  for (std::size_t i = 0; i < events.size(); ++i) {
    const SlaEvent& event = events[i];
    assert(event.policy < policies);
    if (!is_supported_instant(event.at_ms)) {
      return wrong_event(i, "its time is not between 1970 and 2399");
    }
    if ((event.type == SlaEventType::kCreated) != (i == 0)) {
      return wrong_event(
          i, i == 0 ? "the first event must be the creation" : "the ticket was created already");
    }
    if (i > 0 && event.at_ms < events[i - 1].at_ms) {
      return wrong_event(i, "it is earlier than the one before it");
    }
    if (event.type != SlaEventType::kManualDue) continue;
    if (!is_supported_instant(event.due_ms)) {
      return wrong_event(i, "its due time is not between 1970 and 2399");
    }
    if (event.due_ms < events.front().at_ms) {
      return wrong_event(i, "its due time is before the creation");
    }
  }
  return {};
}

}  // namespace

bool SlaPolicy::pauses_for(PendingReason reason) const {
  return std::find(pause_reasons.begin(), pause_reasons.end(), reason) != pause_reasons.end();
}

Result<SlaResult> compute_sla(std::span<const SlaEvent> events, std::span<const SlaPolicy> policies,
                              std::int64_t now_ms, SlaDetail detail) {
  if (Result<void> checked = check_events(events, policies.size()); !checked) {
    return checked.error();
  }
  if (!is_supported_instant(now_ms) || now_ms < events.front().at_ms) {
    return make_error(ErrorCode::kInvalidArgument,
                      "now is before the creation, or not between 1970 and 2399");
  }
  Result<SlaClock> response = compute_sla_clock(kResponseRule, events, policies, now_ms, detail);
  if (!response) return response.error();
  Result<SlaClock> resolution =
      compute_sla_clock(kResolutionRule, events, policies, now_ms, detail);
  if (!resolution) return resolution.error();
  return SlaResult{std::move(response).value(), std::move(resolution).value()};
}

}  // namespace genba
