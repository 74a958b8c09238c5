// The SLA clocks of a ticket, kept as the compact record of the events that move them. The record
// is what the authority stores with the ticket, so that client and server compute the same result
// from the same bytes (domain.md, SLA: a pure function of events, policy and calendar).
//
// Every event that sets what a clock is measured by names a revision (sla_terms.h), so a clock that
// ended can be explained for ever. The bytes: 2, the version; the revisions named, a count and 16
// bytes each; then the events: type, time since the one before, and what the type carries.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/cell.h"
#include "core/process/sla.h"

namespace genba {

using ClockEventType = SlaEventType;

struct ClockEvent {
  SlaEventType type = SlaEventType::kCreated;
  std::int64_t at_ms = 0;
  PendingReason reason{};  // of kPending
  // A revision of a policy (kCreated, kPolicy) or a group (kGroup, kOla); null: nothing promised.
  EntityId terms = {};
  SlaClockKind clock{};     // of kManualDue and kBreached
  std::int64_t due_ms = 0;  // of the same

  friend bool operator==(const ClockEvent&, const ClockEvent&) = default;
};

class ClockRecord {
 public:
  ClockRecord() = default;  // of a ticket that is not there yet
  static Result<ClockRecord> decode(std::string_view bytes);
  Bytes encode() const;

  const std::vector<ClockEvent>& events() const { return events_; }
  bool is_empty() const { return events_.empty(); }
  // The revision of the policy, and of the OLA, that rules now; null: none.
  EntityId policy() const;
  EntityId ola() const;

  // Puts an event in its place in time. What happened offline is dated to when it happened; but
  // what the authority decides in its own order (states, targets) does not overtake what was
  // decided before it, and nothing comes before the creation. A record that has grown long gives up
  // answers that no clock needs any more; what the ticket went through it keeps. Refused: a second
  // creation, and anything before the first.
  bool add(ClockEvent event);

  // As if it had not been closed; false when it is not closed.
  bool take_back_closing();

  // Every clock at now_ms, or at the last event when that is later. kNotFound when a revision is
  // not known here; the others as compute_sla.
  Result<SlaResult> clocks(const StateReader& state, std::int64_t now_ms, SlaDetail detail) const;

  // The first answer: public reply or acknowledgement.
  std::optional<std::int64_t> responded_at_ms() const;

 private:
  void thin();

  std::vector<ClockEvent> events_;
};

// The clocks of a stored record at `now_ms`, with every segment and its reason. kMalformed when the
// record is damaged.
Result<SlaResult> explain_clocks(const StateReader& state, std::string_view record,
                                 std::int64_t now_ms);

// Whether a clock that runs, with this due time, has used more than its budget at now_ms.
bool has_run_out(const StateReader& state, std::string_view record, SlaClockKind clock,
                 std::int64_t due_ms, std::int64_t now_ms);

// The calendar that a clock of the record is counted by now; nullptr: unknown here.
const Calendar* calendar_of(const StateReader& state, const ClockRecord& record,
                            SlaClockKind clock);

}  // namespace genba
