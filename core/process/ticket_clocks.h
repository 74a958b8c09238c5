// The two SLA clocks of a ticket, kept as the compact record of the events that move them. The
// record is what the authority stores with the ticket, so that client and server compute the same
// result from the same bytes (domain.md, SLA: a pure function of events, policy and calendar).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/choices.h"
#include "core/model/result.h"
#include "core/process/sla.h"

namespace genba {

enum class ClockEventType : std::uint8_t {
  kCreated = 1,  // carries the priority
  kAcknowledged = 2,
  kPublicReply = 3,
  kPending = 4,  // carries the reason
  kResumed = 5,
  kResolved = 6,
  kReopened = 7,
  kClosed = 8,
  kCancelled = 9,
  kPolicy = 10,  // another priority; carries it
};

struct ClockEvent {
  ClockEventType type = ClockEventType::kCreated;
  std::int64_t at_ms = 0;
  PendingReason reason{};             // of kPending
  Priority priority = Priority::kP4;  // of kCreated and kPolicy
};

struct ClockResult {
  std::string record;  // the encoded events, oldest first
  ClockState response = ClockState::kRunning;
  ClockState resolution = ClockState::kRunning;
  std::optional<std::int64_t> response_due_ms;
  std::optional<std::int64_t> resolution_due_ms;  // empty while paused with time left
  std::optional<std::int64_t> responded_at_ms;
};

// Adds events to a record (empty for a new ticket) and computes both clocks at `now_ms`. An event
// that arrives late takes its place in time; none is put before the ticket was opened.
ClockResult record_clock_events(std::string_view record, std::int64_t opened_ms,
                                std::span<const ClockEvent> events, std::int64_t now_ms);

// The clocks of a stored record at `now_ms`, with every segment and its reason. kMalformed when the
// record is damaged.
Result<SlaResult> explain_clocks(std::string_view record, std::int64_t now_ms);

}  // namespace genba
