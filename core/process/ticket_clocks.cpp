#include "core/process/ticket_clocks.h"

#include <algorithm>

#include "core/model/bytes.h"
#include "core/process/configuration.h"
#include "core/process/sla_book.h"

namespace genba {
namespace {

constexpr std::uint8_t kVersion = 2;
// From here on a record is thinned.
constexpr std::size_t kManyEvents = 4000;

constexpr std::uint32_t bit(SlaEventType type) { return 1u << static_cast<unsigned>(type); }
constexpr std::uint32_t kPolicyTargets = bit(SlaEventType::kCreated) | bit(SlaEventType::kPolicy);
constexpr std::uint32_t kOlaTargets = bit(SlaEventType::kGroup) | bit(SlaEventType::kOla);
constexpr std::uint32_t kDues = bit(SlaEventType::kManualDue);
constexpr std::uint32_t kStates = bit(SlaEventType::kPending) | bit(SlaEventType::kResumed) |
                                  bit(SlaEventType::kResolved) | bit(SlaEventType::kReopened) |
                                  bit(SlaEventType::kClosed) | bit(SlaEventType::kCancelled);

// The events that an event may not overtake: those of its own kind. Answers overtake everything.
std::uint32_t order_of(SlaEventType type) {
  for (const std::uint32_t kind : {kPolicyTargets, kOlaTargets, kDues, kStates}) {
    if ((kind & bit(type)) != 0) return kind;
  }
  return 0;
}

bool carries_terms(SlaEventType type) { return ((kPolicyTargets | kOlaTargets) & bit(type)) != 0; }
bool carries_due(SlaEventType type) {
  return type == SlaEventType::kManualDue || type == SlaEventType::kBreached;
}

EntityId last_terms(const std::vector<ClockEvent>& events, std::uint32_t types) {
  for (auto event = events.rbegin(); event != events.rend(); ++event) {
    if ((types & bit(event->type)) != 0) return event->terms;
  }
  return {};
}

// Numbers of the revisions named, from 1; 0 is none.
class Revisions {
 public:
  std::size_t number(const EntityId& id) {
    if (id.is_null()) return 0;
    const auto found = std::find(ids_.begin(), ids_.end(), id);
    if (found != ids_.end()) return static_cast<std::size_t>(found - ids_.begin()) + 1;
    ids_.push_back(id);
    return ids_.size();
  }
  const std::vector<EntityId>& ids() const { return ids_; }

 private:
  std::vector<EntityId> ids_;
};

ClockEvent decode_event(ByteReader& in, std::int64_t previous_ms,
                        const std::vector<EntityId>& revisions) {
  ClockEvent event;
  const std::uint8_t type = in.byte();
  if (type >= kSlaEventTypes) in.fail();
  event.type = static_cast<SlaEventType>(type);
  const std::int64_t step_ms = in.zigzag();
  if (step_ms < 0 || step_ms > kEndInstantMs) in.fail();
  if (in.failed()) return event;
  event.at_ms = previous_ms + step_ms;
  if (!is_supported_instant(event.at_ms)) in.fail();
  if (event.type == SlaEventType::kPending) {
    event.reason = static_cast<PendingReason>(in.zigzag());
  } else if (carries_terms(event.type)) {
    const std::uint64_t number = in.varint();
    if (number > revisions.size()) in.fail();
    if (number > 0 && !in.failed()) event.terms = revisions[static_cast<std::size_t>(number) - 1];
  } else if (carries_due(event.type)) {
    const std::uint8_t clock = in.byte();
    if (clock >= kSlaClockKinds) in.fail();
    event.clock = static_cast<SlaClockKind>(clock);
    event.due_ms = in.zigzag();
  }
  return event;
}

const SlaPolicy& nothing_promised() {
  thread_local const Calendar always = Calendar::always_open();
  thread_local const SlaPolicy nothing = [] {
    SlaPolicy policy;
    policy.calendar = &always;
    return policy;
  }();
  return nothing;
}

}  // namespace

Result<ClockRecord> ClockRecord::decode(std::string_view bytes) {
  ClockRecord record;
  if (bytes.empty()) return record;
  ByteReader in(bytes);
  if (in.byte() != kVersion) return make_error(ErrorCode::kMalformed, "SLA record: version");
  std::vector<EntityId> revisions(in.count(sizeof(EntityId)));
  for (EntityId& id : revisions) id = decode_id(in);
  std::int64_t at_ms = 0;
  while (!in.at_end() && !in.failed()) {
    record.events_.push_back(decode_event(in, at_ms, revisions));
    at_ms = record.events_.back().at_ms;
    const bool is_creation = record.events_.back().type == SlaEventType::kCreated;
    if (is_creation != (record.events_.size() == 1)) in.fail();
  }
  if (const auto done = in.finish("SLA record"); !done) return done.error();
  return record;
}

Bytes ClockRecord::encode() const {
  Revisions revisions;
  for (const ClockEvent& event : events_) {
    if (carries_terms(event.type)) revisions.number(event.terms);
  }
  ByteWriter out;
  out.byte(kVersion);
  out.varint(revisions.ids().size());
  for (const EntityId& id : revisions.ids()) encode_id(out, id);
  std::int64_t previous_ms = 0;
  for (const ClockEvent& event : events_) {
    out.byte(static_cast<std::uint8_t>(event.type));
    out.zigzag(event.at_ms - previous_ms);
    previous_ms = event.at_ms;
    if (event.type == SlaEventType::kPending) {
      out.zigzag(static_cast<std::int64_t>(event.reason));
    } else if (carries_terms(event.type)) {
      out.varint(revisions.number(event.terms));
    } else if (carries_due(event.type)) {
      out.byte(static_cast<std::uint8_t>(event.clock));
      out.zigzag(event.due_ms);
    }
  }
  return out.take();
}

EntityId ClockRecord::policy() const { return last_terms(events_, kPolicyTargets); }
EntityId ClockRecord::ola() const { return last_terms(events_, kOlaTargets); }

bool ClockRecord::add(ClockEvent event) {
  if (events_.empty() != (event.type == SlaEventType::kCreated)) return false;
  if (events_.size() >= kManyEvents) thin();
  event.at_ms = std::clamp(event.at_ms, kFirstInstantMs, kEndInstantMs - 1);
  if (!events_.empty()) event.at_ms = std::max(event.at_ms, events_.front().at_ms);
  if (event.type == SlaEventType::kManualDue && event.due_ms != kNoDue) {
    event.due_ms = std::clamp(event.due_ms, events_.front().at_ms, kEndInstantMs - 1);
  }
  const std::uint32_t order = order_of(event.type);
  for (const ClockEvent& before : events_) {
    if ((order & bit(before.type)) != 0) event.at_ms = std::max(event.at_ms, before.at_ms);
  }
  // Among equals the order of arrival stands.
  const auto place =
      std::upper_bound(events_.begin(), events_.end(), event.at_ms,
                       [](std::int64_t at_ms, const ClockEvent& e) { return at_ms < e.at_ms; });
  events_.insert(place, event);
  return true;
}

bool ClockRecord::take_back_closing() {
  bool is_found = false;
  for (std::size_t i = events_.size(); i > 0; --i) {
    const SlaEventType type = events_[i - 1].type;
    if ((kStates & bit(type)) == 0) continue;
    if (type != SlaEventType::kClosed) break;
    events_.erase(events_.begin() + static_cast<std::ptrdiff_t>(i - 1));
    is_found = true;
  }
  return is_found;
}

// Of acknowledgements only the first answer counts. A reply begins a lap of the next update's
// clock: of those the shortest two neighbours become one, and the last one goes on.
void ClockRecord::thin() {
  const auto is_answer = [](const ClockEvent& event) {
    return event.type == SlaEventType::kAcknowledged || event.type == SlaEventType::kPublicReply;
  };
  auto from = std::find_if(events_.begin(), events_.end(), is_answer);
  if (from == events_.end()) return;
  const auto kept = std::remove_if(++from, events_.end(), [](const ClockEvent& event) {
    return event.type == SlaEventType::kAcknowledged;
  });
  if (kept != events_.end()) {
    events_.erase(kept, events_.end());
    return;
  }
  std::vector<std::size_t> replies;
  for (std::size_t i = 0; i < events_.size(); ++i) {
    if (events_[i].type == SlaEventType::kPublicReply) replies.push_back(i);
  }
  if (replies.size() < 3) return;
  const auto joined_ms = [&](std::size_t i) {
    return events_[replies[i + 1]].at_ms - events_[replies[i - 1]].at_ms;
  };
  std::size_t least = 1;
  for (std::size_t i = 2; i + 1 < replies.size(); ++i) {
    if (joined_ms(i) < joined_ms(least)) least = i;
  }
  events_.erase(events_.begin() + static_cast<std::ptrdiff_t>(replies[least]));
}

Result<SlaResult> ClockRecord::clocks(const StateReader& state, std::int64_t now_ms,
                                      SlaDetail detail) const {
  if (events_.empty()) return make_error(ErrorCode::kMalformed, "SLA record: empty");
  const SlaBook& book = state.configuration().sla();
  std::vector<EntityId> revisions = {EntityId{}};
  std::vector<SlaPolicy> policies = {nothing_promised()};
  std::vector<SlaEvent> events;
  events.reserve(events_.size());
  for (const ClockEvent& each : events_) {
    SlaEvent event{each.type, each.at_ms, each.reason, 0, each.clock, each.due_ms};
    if (carries_terms(each.type)) {
      const auto known = std::find(revisions.begin(), revisions.end(), each.terms);
      event.policy = static_cast<std::size_t>(known - revisions.begin());
      if (known == revisions.end()) {
        const SlaPolicy* terms = book.terms(state, each.terms);
        if (terms == nullptr) {
          return make_error(ErrorCode::kNotFound, "an SLA revision is not known here");
        }
        revisions.push_back(each.terms);
        policies.push_back(*terms);
      }
    }
    events.push_back(event);
  }
  return compute_sla(events, policies, std::max(now_ms, events.back().at_ms), detail);
}

std::optional<std::int64_t> ClockRecord::responded_at_ms() const {
  for (const ClockEvent& event : events_) {
    if (event.type == SlaEventType::kAcknowledged || event.type == SlaEventType::kPublicReply) {
      return event.at_ms;
    }
  }
  return std::nullopt;
}

Result<SlaResult> explain_clocks(const StateReader& state, std::string_view record,
                                 std::int64_t now_ms) {
  const Result<ClockRecord> decoded = ClockRecord::decode(record);
  if (!decoded) return decoded.error();
  return decoded->clocks(state, now_ms, SlaDetail::kSegments);
}

bool has_run_out(const StateReader& state, std::string_view record, SlaClockKind clock,
                 std::int64_t due_ms, std::int64_t now_ms) {
  if (due_ms >= now_ms || !is_supported_instant(due_ms) || !is_supported_instant(now_ms)) {
    return false;
  }
  const Result<ClockRecord> decoded = ClockRecord::decode(record);
  const Calendar* calendar = decoded ? calendar_of(state, *decoded, clock) : nullptr;
  // Exactly used is no breach: until the next opening a due time at closing still stands.
  return calendar == nullptr || calendar->business_ms(due_ms, now_ms) > 0;
}

const Calendar* calendar_of(const StateReader& state, const ClockRecord& record,
                            SlaClockKind clock) {
  const EntityId revision = clock == SlaClockKind::kOla ? record.ola() : record.policy();
  if (revision.is_null()) return nothing_promised().calendar;
  const SlaPolicy* terms = state.configuration().sla().terms(state, revision);
  return terms != nullptr ? terms->calendar : nullptr;
}

}  // namespace genba
