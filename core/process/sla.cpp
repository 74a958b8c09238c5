#include "core/process/sla.h"

#include <algorithm>
#include <cassert>

#include "core/process/sla_clock.h"

namespace genba {
namespace {

constexpr std::uint32_t bit(SlaEventType type) { return 1u << static_cast<unsigned>(type); }

constexpr std::uint32_t kCreation = bit(SlaEventType::kCreated);
constexpr std::uint32_t kTargeting = kCreation | bit(SlaEventType::kPolicy);
constexpr std::uint32_t kReopening = bit(SlaEventType::kReopened);
constexpr std::uint32_t kEnds =
    bit(SlaEventType::kResolved) | bit(SlaEventType::kClosed) | bit(SlaEventType::kCancelled);

// In the order of SlaClockKind.
constexpr SlaClockRule kRules[kSlaClockKinds] = {
    {
        .kind = SlaClockKind::kResponse,
        .starts_on = kCreation,
        .targets_on = kTargeting,
        .ends_on = bit(SlaEventType::kAcknowledged) | bit(SlaEventType::kPublicReply),
        .abandoned_on = kEnds,
    },
    {
        .kind = SlaClockKind::kResolution,
        .starts_on = kCreation,
        .targets_on = kTargeting,
        .ends_on = kEnds,
        .resumes_on = kReopening,
        .pauses = true,
    },
    {
        .kind = SlaClockKind::kNextUpdate,
        .starts_on = kCreation,
        .targets_on = kTargeting,
        .abandoned_on = kEnds,
        .resumes_on = kReopening,
        .restarts_on = bit(SlaEventType::kPublicReply),
        .is_fresh_on_resume = true,
        .pauses = true,
    },
    {
        .kind = SlaClockKind::kOla,
        .starts_on = bit(SlaEventType::kGroup),
        .targets_on = bit(SlaEventType::kGroup) | bit(SlaEventType::kOla),
        .ends_on = kEnds,
        .resumes_on = kReopening,
        .restarts_on = bit(SlaEventType::kGroup),
        .pauses = true,
    },
    {
        .kind = SlaClockKind::kVendor,
        .starts_on = bit(SlaEventType::kPending),
        .targets_on = kTargeting,
        .ends_on = kEnds,
        .resumes_on = kReopening,
        .runs_while = PendingReason::kAwaitingVendor,
    },
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
    if (event.type != SlaEventType::kManualDue || event.due_ms == kNoDue) continue;
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

const SlaClock& SlaResult::of(SlaClockKind kind) const {
  switch (kind) {
    case SlaClockKind::kResponse: return response;
    case SlaClockKind::kResolution: return resolution;
    case SlaClockKind::kNextUpdate: return next_update;
    case SlaClockKind::kOla: return ola;
    case SlaClockKind::kVendor: break;
  }
  return vendor;
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
  SlaResult result;
  SlaClock* const clocks[kSlaClockKinds] = {&result.response, &result.resolution,
                                            &result.next_update, &result.ola, &result.vendor};
  for (std::size_t kind = 0; kind < kSlaClockKinds; ++kind) {
    // Only the first two can be promised by hand.
    const bool may_be_promised =
        kind < 2 || std::any_of(policies.begin(), policies.end(), [kind](const SlaPolicy& policy) {
          return policy.budget_ms[kind].has_value();
        });
    if (!may_be_promised) continue;
    Result<SlaClock> clock = compute_sla_clock(kRules[kind], events, policies, now_ms, detail);
    if (!clock) return clock.error();
    *clocks[kind] = std::move(*clock);
  }
  return result;
}

}  // namespace genba
