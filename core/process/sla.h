// SLA clocks: how long a ticket has taken against what was promised, and why.
//
// One pure function over the ticket's events, its policies, their calendars and the present
// instant. What each clock means is in core/process/SLA.md; the words are those of ITIL. Every time
// is int64 milliseconds. Nothing is kept between calls except the calendars' caches of opening
// hours, so the calendars named by the policies serve one thread at a time (calendar.h).
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/model/choices.h"
#include "core/model/result.h"
#include "core/process/calendar.h"

namespace genba {

enum class SlaClockKind : std::uint8_t { kResponse, kResolution, kNextUpdate, kOla, kVendor };
constexpr std::size_t kSlaClockKinds = 5;

// Reasons of a configuration's own are numbered from here on; smaller ones are PendingReason's.
constexpr std::int64_t kFirstCustomReason = 1000;

struct SlaPolicy {
  // The promised business time of each clock, ≥ 0; none: no such promise, no such clock.
  std::array<std::optional<std::int64_t>, kSlaClockKinds> budget_ms{};
  const Calendar* calendar = nullptr;  // not owned; outlives the call
  std::vector<PendingReason> pause_reasons;
  std::uint32_t version = 1;

  bool pauses_for(PendingReason reason) const;
};

// The numbers are stored (ticket_clocks.h).
enum class SlaEventType : std::uint8_t {
  kCreated = 0,       // first, once; carries the policy
  kAcknowledged = 1,  // explicitly, by an agent
  kPublicReply = 2,   // by a human; automatic replies are no events
  kPending = 3,       // carries the reason
  kResumed = 4,
  kResolved = 5,
  kReopened = 6,
  kClosed = 7,
  kCancelled = 8,
  kPolicy = 9,      // another priority, or an edited policy or calendar; carries the policy
  kManualDue = 10,  // carries the clock and its due, or kNoDue
  kGroup = 11,      // another support group; carries the policy of its OLA
  kOla = 12,        // an edited OLA; carries the policy
  kBreached = 13,   // a breach on record that later news would hide; carries the clock and its due
};
constexpr std::size_t kSlaEventTypes = 14;

// Of kManualDue: the policy's due time rules again.
constexpr std::int64_t kNoDue = -1;

struct SlaEvent {
  SlaEventType type = SlaEventType::kCreated;
  std::int64_t at_ms = 0;
  PendingReason reason{};
  std::size_t policy = 0;  // index into the policies; one without budgets promises nothing
  SlaClockKind clock = SlaClockKind::kResolution;
  std::int64_t due_ms = 0;
};

enum class SlaSegmentKind : std::uint8_t {
  kCounted,
  kPaused,        // open hours, not counted; carries the reason
  kOutsideHours,  // closed, whether paused or not
  kHoliday,
  kFinished,  // between the end and a reopening
};

struct SlaSegment {
  std::int64_t from_ms = 0;
  std::int64_t to_ms = 0;
  SlaSegmentKind kind = SlaSegmentKind::kCounted;
  PendingReason reason{};  // of kPaused

  bool counted() const { return kind == SlaSegmentKind::kCounted; }
  friend bool operator==(const SlaSegment&, const SlaSegment&) = default;
};

struct SlaClock {
  // False when there is no such promise, or the clock has not begun: all else is meaningless.
  bool promised = false;
  ClockState state = ClockState::kRunning;
  std::int64_t budget_ms = 0;     // of the policy, or what a manual due leaves
  std::int64_t elapsed_ms = 0;    // counted
  std::int64_t paused_ms = 0;     // open hours spent paused
  std::int64_t remaining_ms = 0;  // budget − elapsed; negative after a breach
  // The earliest instant at which the budget is used up, if the clock runs on; empty only while
  // paused with budget left.
  std::optional<std::int64_t> due_ms;
  std::optional<std::int64_t> breached_at_ms;  // = due, once more than the budget is used
  std::optional<std::int64_t> stopped_at_ms;
  std::size_t policy = 0;  // the policy that judged it
  bool manual_due = false;
  // Breaches under targets that no longer rule, of earlier laps, and those that later news would
  // hide; oldest first.
  std::vector<std::int64_t> earlier_breaches_ms;
  // From the start to the stop or now, without holes; neighbours differ in kind or reason.
  std::vector<SlaSegment> segments;
};

struct SlaResult {
  SlaClock response;
  SlaClock resolution;
  SlaClock next_update;
  SlaClock ola;
  SlaClock vendor;

  const SlaClock& of(SlaClockKind kind) const;
};

enum class SlaDetail : std::uint8_t { kFigures, kSegments };

// The clocks at now_ms; events after it have not happened yet. kInvalidArgument, naming the event,
// when the first is not kCreated, another one is, they are not in the order of time, a manual due
// lies before the creation, now does, or a due time would be after the year 2399. An event that
// does not apply (resumed while running, pending after the end) moves nothing.
Result<SlaResult> compute_sla(std::span<const SlaEvent> events, std::span<const SlaPolicy> policies,
                              std::int64_t now_ms, SlaDetail detail);

}  // namespace genba
