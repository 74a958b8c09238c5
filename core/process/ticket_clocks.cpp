#include "core/process/ticket_clocks.h"

#include <algorithm>

#include "core/model/bytes.h"
#include "core/process/sla_defaults.h"

namespace genba {
namespace {

// A ticket that moves for ever keeps the events that still matter: its record stays below this.
constexpr std::size_t kMaxEvents = 4000;

void encode_event(ByteWriter& out, const ClockEvent& event, std::int64_t previous_ms) {
  out.byte(static_cast<std::uint8_t>(event.type));
  out.zigzag(event.at_ms - previous_ms);
  if (event.type == ClockEventType::kPending) {
    out.zigzag(static_cast<std::int64_t>(event.reason));
  } else if (event.type == ClockEventType::kCreated || event.type == ClockEventType::kPolicy) {
    out.zigzag(static_cast<std::int64_t>(event.priority));
  }
}

Result<std::vector<ClockEvent>> decode_events(std::string_view record) {
  std::vector<ClockEvent> events;
  ByteReader in(record);
  std::int64_t at_ms = 0;
  while (!in.at_end() && !in.failed()) {
    ClockEvent event;
    const std::uint8_t type = in.byte();
    if (type < 1 || type > static_cast<std::uint8_t>(ClockEventType::kPolicy)) in.fail();
    event.type = static_cast<ClockEventType>(type);
    const std::int64_t step = in.zigzag();
    if (step < -kEndInstantMs || step > kEndInstantMs) in.fail();
    if (in.failed()) break;
    event.at_ms = at_ms += step;
    if (!is_supported_instant(at_ms)) in.fail();
    if (event.type == ClockEventType::kPending) {
      event.reason = static_cast<PendingReason>(in.zigzag());
    } else if (event.type == ClockEventType::kCreated || event.type == ClockEventType::kPolicy) {
      event.priority = static_cast<Priority>(in.zigzag());
      if (!find_choice(ChoiceList::kPriority, static_cast<std::int64_t>(event.priority))) in.fail();
    }
    events.push_back(event);
  }
  if (const auto done = in.finish("SLA record"); !done) return done.error();
  return events;
}

Bytes encode_events(std::span<const ClockEvent> events) {
  ByteWriter out;
  std::int64_t previous_ms = 0;
  for (const ClockEvent& event : events) {
    encode_event(out, event, previous_ms);
    previous_ms = event.at_ms;
  }
  return out.take();
}

SlaEventType type_of(ClockEventType type) {
  switch (type) {
    case ClockEventType::kCreated: return SlaEventType::kCreated;
    case ClockEventType::kAcknowledged: return SlaEventType::kAcknowledged;
    case ClockEventType::kPublicReply: return SlaEventType::kPublicReply;
    case ClockEventType::kPending: return SlaEventType::kPending;
    case ClockEventType::kResumed: return SlaEventType::kResumed;
    case ClockEventType::kResolved: return SlaEventType::kResolved;
    case ClockEventType::kReopened: return SlaEventType::kReopened;
    case ClockEventType::kClosed: return SlaEventType::kClosed;
    case ClockEventType::kCancelled: return SlaEventType::kCancelled;
    case ClockEventType::kPolicy: return SlaEventType::kPolicy;
  }
  return SlaEventType::kPolicy;
}

Result<SlaResult> compute(std::span<const ClockEvent> events, std::int64_t now_ms,
                          SlaDetail detail) {
  std::vector<SlaEvent> sla_events;
  sla_events.reserve(events.size());
  for (const ClockEvent& event : events) {
    SlaEvent sla_event;
    sla_event.type = type_of(event.type);
    sla_event.at_ms = event.at_ms;
    sla_event.reason = event.reason;
    sla_event.policy = default_policy_index(event.priority);
    sla_events.push_back(sla_event);
  }
  return compute_sla(sla_events, default_policies(), std::max(now_ms, events.back().at_ms), detail);
}

}  // namespace

ClockResult record_clock_events(std::string_view record, std::int64_t opened_ms,
                                std::span<const ClockEvent> events, std::int64_t now_ms) {
  ClockResult result;
  Result<std::vector<ClockEvent>> known = decode_events(record);
  std::vector<ClockEvent> all = known ? std::move(*known) : std::vector<ClockEvent>();
  for (ClockEvent event : events) {
    event.at_ms = std::clamp(event.at_ms, std::max(opened_ms, kFirstInstantMs), kEndInstantMs - 1);
    all.push_back(event);
  }
  const bool has_begin = !all.empty() && all.front().type == ClockEventType::kCreated;
  if (!has_begin || all.size() > kMaxEvents) {
    result.record = record;
    return result;
  }
  // What happened offline takes its place in time; among equals the order of arrival stands.
  std::stable_sort(all.begin() + 1, all.end(),
                   [](const ClockEvent& a, const ClockEvent& b) { return a.at_ms < b.at_ms; });
  result.record = encode_events(all);
  const Result<SlaResult> clocks = compute(all, now_ms, SlaDetail::kFigures);
  if (!clocks) return result;
  result.response = clocks->response.state;
  result.response_due_ms = clocks->response.due_ms;
  result.resolution = clocks->resolution.state;
  result.resolution_due_ms = clocks->resolution.due_ms;
  for (const ClockEvent& event : all) {
    const bool answers =
        event.type == ClockEventType::kAcknowledged || event.type == ClockEventType::kPublicReply;
    if (answers && !result.responded_at_ms) result.responded_at_ms = event.at_ms;
  }
  return result;
}

Result<SlaResult> explain_clocks(std::string_view record, std::int64_t now_ms) {
  const Result<std::vector<ClockEvent>> events = decode_events(record);
  if (!events) return events.error();
  if (events->empty()) return make_error(ErrorCode::kMalformed, "SLA record: empty");
  return compute(*events, now_ms, SlaDetail::kSegments);
}

}  // namespace genba
