#include "core/process/sla_clock.h"

#include <algorithm>
#include <limits>

namespace genba {
namespace {

enum class Mode : std::uint8_t { kRunning, kPaused, kMet, kAbandoned };

bool has_ended(Mode mode) { return mode == Mode::kMet || mode == Mode::kAbandoned; }

// A stretch that ends where the next one starts.
struct Phase {
  std::int64_t from_ms;
  Mode mode;
  PendingReason reason;
};

// What the clock is measured by.
struct Target {
  std::size_t policy = 0;
  int manual_dues = 0;  // set so far; the last one rules
  std::int64_t manual_due_ms = kNoDue;

  bool has_manual_due() const { return manual_due_ms != kNoDue; }
};

struct Count {
  std::int64_t elapsed_ms = 0;
  std::int64_t paused_ms = 0;
  std::optional<std::int64_t> used_at_ms;  // when the budget was used up
};

class ClockWalk {
 public:
  ClockWalk(const SlaClockRule& rule, std::span<const SlaPolicy> policies)
      : rule_(rule), policies_(policies) {}

  Result<void> apply(const SlaEvent& event) {
    const std::uint32_t type = 1u << static_cast<unsigned>(event.type);
    note_waiting(event);
    const bool is_target = note_target(event, type);
    if (event.type == SlaEventType::kBreached) {
      if (event.clock == rule_.kind) keep_breach(event.due_ms);
    } else if (!is_started()) {
      const bool starts = (rule_.starts_on & type) != 0 &&
                          (rule_.runs_while == PendingReason{} || waiting_for_ == rule_.runs_while);
      if (starts) begin_lap(event.at_ms);
    } else if (has_ended(mode())) {
      is_lap_over_ |= (rule_.restarts_on & type) != 0;
      if ((rule_.resumes_on & type) != 0) return resume(event.at_ms);
    } else if ((rule_.restarts_on & type) != 0) {
      if (Result<void> done = retarget(event.at_ms); !done) return done;
      restart(event.at_ms);
    } else if (is_target) {
      return retarget(event.at_ms);
    } else if ((rule_.ends_on & type) != 0) {
      enter(event.at_ms, Mode::kMet);
    } else if ((rule_.abandoned_on & type) != 0) {
      enter(event.at_ms, Mode::kAbandoned);
    } else if (event.type == SlaEventType::kPending ? can_pause() : can_resume(event)) {
      enter(event.at_ms, working_mode());
    }
    return {};
  }

  Result<SlaClock> judge(std::int64_t now_ms, SlaDetail detail) const {
    SlaClock clock;
    if (!is_promised()) return clock;
    const std::int64_t end_ms = has_ended(mode()) ? phases_.back().from_ms : now_ms;
    clock.promised = true;
    clock.policy = target_.policy;
    clock.manual_due = target_.has_manual_due();
    clock.budget_ms = budget_ms();
    const Count count = count_until(end_ms, clock.budget_ms);
    clock.elapsed_ms = count.elapsed_ms;
    clock.paused_ms = count.paused_ms;
    clock.remaining_ms = clock.budget_ms - clock.elapsed_ms;
    clock.due_ms = count.used_at_ms;
    if (!clock.due_ms && mode() != Mode::kPaused) {
      Result<std::int64_t> due_ms = calendar().advance(end_ms, clock.remaining_ms);
      if (!due_ms) return due_ms.error();
      clock.due_ms = *due_ms;
    }
    // A manual due outside opening hours is shown as it was set, not as the closing time before it.
    if (clock.due_ms && target_.has_manual_due()) {
      clock.due_ms = std::max(*clock.due_ms, target_.manual_due_ms);
    }
    if (clock.remaining_ms < 0) clock.breached_at_ms = clock.due_ms;
    if (has_ended(mode())) clock.stopped_at_ms = end_ms;
    clock.state = state(clock.remaining_ms < 0);
    for (const std::int64_t breach_ms : earlier_breaches_ms_) {
      if (clock.breached_at_ms != breach_ms) clock.earlier_breaches_ms.push_back(breach_ms);
    }
    if (detail == SlaDetail::kSegments) clock.segments = segments(end_ms);
    return clock;
  }

 private:
  bool is_started() const { return !phases_.empty(); }
  Mode mode() const { return phases_.back().mode; }
  const SlaPolicy& policy() const { return policies_[target_.policy]; }
  const Calendar& calendar() const { return *policy().calendar; }
  const std::optional<std::int64_t>& promise() const {
    return policy().budget_ms[static_cast<std::size_t>(rule_.kind)];
  }
  bool is_promised() const {
    return is_started() && (target_.has_manual_due() || promise().has_value());
  }

  void note_waiting(const SlaEvent& event) {
    switch (event.type) {
      case SlaEventType::kPending: waiting_for_ = event.reason; return;
      case SlaEventType::kResumed:
      case SlaEventType::kResolved:
      case SlaEventType::kReopened:
      case SlaEventType::kClosed:
      case SlaEventType::kCancelled: waiting_for_.reset(); return;
      default: return;
    }
  }

  // Whether the event sets what the clock is to be measured by.
  bool note_target(const SlaEvent& event, std::uint32_t type) {
    if ((rule_.targets_on & type) != 0) {
      wanted_.policy = event.policy;
      return true;
    }
    if (event.type != SlaEventType::kManualDue || event.clock != rule_.kind) return false;
    ++wanted_.manual_dues;
    wanted_.manual_due_ms = event.due_ms;
    return true;
  }

  // How the clock runs while it has not ended.
  Mode working_mode() const {
    if (rule_.runs_while != PendingReason{}) {
      return waiting_for_ == rule_.runs_while ? Mode::kRunning : Mode::kPaused;
    }
    const bool pauses = rule_.pauses && waiting_for_ && policy().pauses_for(*waiting_for_);
    return pauses ? Mode::kPaused : Mode::kRunning;
  }
  bool can_pause() const { return rule_.pauses || rule_.runs_while != PendingReason{}; }
  // A clock that only runs while pending pauses at the very moment at which others run on.
  bool can_resume(const SlaEvent& event) const {
    return event.type == SlaEventType::kResumed &&
           (rule_.runs_while != PendingReason{} || mode() == Mode::kPaused);
  }

  void enter(std::int64_t at_ms, Mode mode) {
    phases_.push_back({at_ms, mode, waiting_for_.value_or(PendingReason{})});
  }

  void begin_lap(std::int64_t at_ms) {
    target_ = wanted_;
    target_from_ms_ = at_ms;
    is_lap_over_ = false;
    phases_.clear();
    enter(at_ms, working_mode());
  }

  // A new lap; a pause goes on as it was judged when it began.
  void restart(std::int64_t at_ms) {
    const Phase last = phases_.back();
    begin_lap(at_ms);
    if (!has_ended(last.mode)) phases_.back() = {at_ms, last.mode, last.reason};
  }

  // A finished clock keeps its target; once it runs again, the ticket's present one rules.
  Result<void> resume(std::int64_t at_ms) {
    if (Result<void> done = retarget(at_ms); !done) return done;
    if (rule_.is_fresh_on_resume || is_lap_over_) {
      begin_lap(at_ms);
    } else {
      enter(at_ms, working_mode());
    }
    return {};
  }

  void keep_breach(std::int64_t breach_ms) {
    if (earlier_breaches_ms_.empty() || earlier_breaches_ms_.back() != breach_ms) {
      earlier_breaches_ms_.push_back(breach_ms);
    }
  }

  std::int64_t end_of(std::size_t phase, std::int64_t until_ms) const {
    const bool last = phase + 1 == phases_.size();
    return last ? until_ms : std::min(until_ms, phases_[phase + 1].from_ms);
  }

  // Counts from the creation to until_ms, all of it under the present target.
  Count count_until(std::int64_t until_ms, std::int64_t budget_ms) const {
    Count count;
    if (budget_ms == 0) count.used_at_ms = phases_.front().from_ms;
    for (std::size_t i = 0; i < phases_.size() && phases_[i].from_ms < until_ms; ++i) {
      const Phase& phase = phases_[i];
      if (has_ended(phase.mode)) continue;
      const std::int64_t open_ms = calendar().business_ms(phase.from_ms, end_of(i, until_ms));
      if (phase.mode == Mode::kPaused) {
        count.paused_ms += open_ms;
        continue;
      }
      const std::int64_t left_ms = budget_ms - count.elapsed_ms;
      if (!count.used_at_ms && open_ms >= left_ms) {
        // Cannot fail: the stretch itself is open for that long.
        count.used_at_ms = calendar().advance(phase.from_ms, left_ms).value();
      }
      count.elapsed_ms += open_ms;
    }
    return count;
  }

  // A manual due is the promise of the time counted until then, had the clock run on from the
  // moment at which it was set; so later pauses move it like any other due time.
  std::int64_t budget_ms() const {
    if (!target_.has_manual_due()) return *promise();
    const std::int64_t due_ms = target_.manual_due_ms;
    constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();
    const Count before = count_until(std::min(due_ms, target_from_ms_), kUnlimited);
    if (due_ms <= target_from_ms_) return before.elapsed_ms;
    return before.elapsed_ms + calendar().business_ms(target_from_ms_, due_ms);
  }

  // Takes the wanted target over, and keeps a breach that the clock leaves behind.
  Result<void> retarget(std::int64_t at_ms) {
    Result<SlaClock> before = judge(at_ms, SlaDetail::kFigures);
    if (!before) return before.error();
    if (before->breached_at_ms) keep_breach(*before->breached_at_ms);
    if (wanted_.manual_dues != target_.manual_dues) target_from_ms_ = at_ms;
    target_ = wanted_;
    return {};
  }

  ClockState state(bool breached) const {
    if (breached) return ClockState::kBreached;
    switch (mode()) {
      case Mode::kMet: return ClockState::kMet;
      case Mode::kAbandoned: return ClockState::kStopped;
      case Mode::kPaused: return ClockState::kPaused;
      case Mode::kRunning: break;
    }
    return ClockState::kRunning;
  }

  std::vector<SlaSegment> segments(std::int64_t end_ms) const {
    std::vector<SlaSegment> made;
    const auto add = [&made](const SlaSegment& segment) {
      if (!made.empty() && made.back().kind == segment.kind &&
          made.back().reason == segment.reason) {
        made.back().to_ms = segment.to_ms;
      } else {
        made.push_back(segment);
      }
    };
    std::vector<CalendarSegment> hours;
    for (std::size_t i = 0; i < phases_.size() && phases_[i].from_ms < end_ms; ++i) {
      const Phase& phase = phases_[i];
      const std::int64_t to_ms = end_of(i, end_ms);
      if (to_ms == phase.from_ms) continue;
      if (has_ended(phase.mode)) {
        add({phase.from_ms, to_ms, SlaSegmentKind::kFinished, {}});
        continue;
      }
      hours.clear();
      calendar().append_segments(phase.from_ms, to_ms, hours);
      for (const CalendarSegment& part : hours) add(segment_of(part, phase));
    }
    return made;
  }

  static SlaSegment segment_of(const CalendarSegment& part, const Phase& phase) {
    SlaSegment segment{part.from_ms, part.to_ms, SlaSegmentKind::kCounted, {}};
    if (part.time == CalendarTime::kHoliday) {
      segment.kind = SlaSegmentKind::kHoliday;
    } else if (part.time == CalendarTime::kOutsideHours) {
      segment.kind = SlaSegmentKind::kOutsideHours;
    } else if (phase.mode == Mode::kPaused) {
      segment.kind = SlaSegmentKind::kPaused;
      segment.reason = phase.reason;
    }
    return segment;
  }

  const SlaClockRule& rule_;
  std::span<const SlaPolicy> policies_;
  std::vector<Phase> phases_;
  Target target_;  // rules the clock
  Target wanted_;  // the ticket's, which a finished clock does not follow
  std::optional<PendingReason> waiting_for_;
  bool is_lap_over_ = false;  // what begins a new lap came after the end: it does when it resumes
  std::int64_t target_from_ms_ = 0;  // when the manual due began to rule
  std::vector<std::int64_t> earlier_breaches_ms_;
};

}  // namespace

Result<SlaClock> compute_sla_clock(const SlaClockRule& rule, std::span<const SlaEvent> events,
                                   std::span<const SlaPolicy> policies, std::int64_t now_ms,
                                   SlaDetail detail) {
  ClockWalk walk(rule, policies);
  for (const SlaEvent& event : events) {
    if (event.at_ms > now_ms) break;
    if (Result<void> applied = walk.apply(event); !applied) return applied.error();
  }
  return walk.judge(now_ms, detail);
}

}  // namespace genba
