// Warnings that a clock's budget is being used up: at 75 % to the assignee, at 90 % to the group's
// lead, at 100 % to the manager. Each is sent once in a ticket's life, whatever becomes of its
// target; `sla_warnings` keeps which were.
#include <algorithm>
#include <array>

#include "core/authority/consequences.h"
#include "core/authority/notify.h"
#include "core/authority/timed.h"
#include "core/process/audience.h"
#include "core/process/clock_shares.h"

namespace genba {
namespace {

// The position is a bit of `sla_warnings`: clock × 3 + threshold.
struct Threshold {
  std::int64_t percent;
  Audience audience;
  NoticeReason reason;
};
constexpr Threshold kThresholds[] = {
    {75, Audience::kAssignee, NoticeReason::kSlaWarning},
    {90, Audience::kLead, NoticeReason::kSlaWarning},
    {100, Audience::kManager, NoticeReason::kSlaBreach},
};
constexpr std::size_t kCount = std::size(kThresholds);

struct WarnedClock {
  SlaClockKind kind;
  const char* name;
  FieldId state;
};
// The next update's clock begins anew with each update, so it warns of nothing once and for all.
constexpr WarnedClock kWarnedClocks[] = {
    {SlaClockKind::kResponse, "response", field::kTicketResponseClock},
    {SlaClockKind::kResolution, "resolution", field::kTicketResolutionClock},
    {SlaClockKind::kOla, "ola", field::kTicketOlaClock},
    {SlaClockKind::kVendor, "vendor", field::kTicketVendorClock},
};

struct Due {
  const WarnedClock* clock = nullptr;
  const Threshold* threshold = nullptr;
  std::int64_t bit = 0;
  std::int64_t at_ms = 0;
};

// Whether the ticket shows a clock that goes on, which costs less to ask than the record.
bool has_running_clock(const TicketChange& change) {
  return std::any_of(std::begin(kWarnedClocks), std::end(kWarnedClocks),
                     [&](const WarnedClock& clock) {
                       const auto state = static_cast<ClockState>(change.integer(clock.state));
                       return state == ClockState::kRunning || state == ClockState::kBreached;
                     });
}

// When each warning that is not among `sent` is due, the earliest first. A clock that stands still
// or is over warns of nothing.
std::vector<Due> dues(const TicketChange& change, std::int64_t sent) {
  std::vector<Due> found;
  const Value record = change.value(field::kTicketSlaEvents);
  if (record.is_empty() || !has_running_clock(change)) return found;
  // From the last change on the clocks run undisturbed.
  const Value updated_at = change.value(field::kTicketUpdatedAt);
  const std::int64_t since_ms = updated_at.is_empty() ? change.now() : updated_at.integer();
  const ClockShares shares(change.draft(), record.text(), since_ms);
  for (const WarnedClock& clock : kWarnedClocks) {
    for (std::size_t i = 0; i < kCount; ++i) {
      const std::int64_t bit = std::int64_t{1}
                               << (static_cast<std::size_t>(clock.kind) * kCount + i);
      if ((sent & bit) != 0) continue;
      const auto at_ms = shares.instant_of(clock.kind, kThresholds[i].percent);
      if (at_ms) found.push_back({&clock, &kThresholds[i], bit, *at_ms});
    }
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Due& a, const Due& b) { return a.at_ms < b.at_ms; });
  return found;
}

}  // namespace

void derive_import(TicketChange& change) {
  if (!change.is_imported()) return;
  std::int64_t passed = change.integer(field::kTicketSlaWarnings);
  for (const Due& due : dues(change, passed)) {
    if (due.at_ms <= change.draft().context().received_ms) passed |= due.bit;
  }
  if (passed != 0) change.derive(field::kTicketSlaWarnings, passed);
}

std::optional<std::int64_t> sla_warning_due(const TicketChange& change) {
  const std::vector<Due> found = dues(change, change.integer(field::kTicketSlaWarnings));
  return found.empty() ? std::nullopt : std::optional(found.front().at_ms);
}

void send_sla_warning(TicketChange& change) {
  const std::int64_t sent = change.integer(field::kTicketSlaWarnings);
  const std::vector<Due> found = dues(change, sent);
  if (found.empty()) return;
  const Due& due = found.front();
  const std::string text =
      std::string(due.clock->name) + ' ' + std::to_string(due.threshold->percent);
  const std::vector<EntityId> people =
      audience_of(due.threshold->audience, change.draft(), change.id(), change.now());
  notify(change.draft(), people, {change.id(), due.threshold->reason, text, "sla:" + text});
  change.derive(field::kTicketSlaWarnings, sent | due.bit);
}

}  // namespace genba
