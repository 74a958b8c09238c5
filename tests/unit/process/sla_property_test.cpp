// Laws that hold for every history, checked on random ones.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/process/sla_random_cases.h"

using namespace genba;
using namespace genba::sla_test;

namespace {

constexpr std::uint64_t kSeed = 20261121;

SlaEvent event(SlaEventType type, std::int64_t at_ms) {
  SlaEvent made;
  made.type = type;
  made.at_ms = at_ms;
  made.reason = PendingReason::kAwaitingRequester;
  return made;
}

SlaResult compute(const std::vector<SlaEvent>& events, const RandomCase& of, std::int64_t now_ms) {
  return compute_sla(events, of.policies, now_ms, SlaDetail::kSegments).value();
}

bool same(const SlaClock& a, const SlaClock& b) {
  return a.state == b.state && a.elapsed_ms == b.elapsed_ms && a.paused_ms == b.paused_ms &&
         a.remaining_ms == b.remaining_ms && a.due_ms == b.due_ms &&
         a.breached_at_ms == b.breached_at_ms && a.segments == b.segments &&
         a.earlier_breaches_ms == b.earlier_breaches_ms;
}

// Calls visit(random, case) for 20,000 random histories.
template <typename Visit>
void for_random_cases(Visit visit) {
  MESSAGE("seed " << kSeed);
  Random random(kSeed);
  for (int i = 0; i < 20; ++i) {
    const Scene scene = random_scene(random);
    for (int j = 0; j < 1000; ++j) visit(random, random_case(random, scene));
  }
}

}  // namespace

TEST_CASE("a longer pause never brings the due time nearer") {
  int nearer = 0;
  int moved = 0;
  for_random_cases([&](Random& random, RandomCase each) {
    for (SlaPolicy& policy : each.policies) {
      policy.pause_reasons = {PendingReason::kAwaitingRequester};
    }
    const std::int64_t start_ms = random_instant(random, each.events[0].at_ms, kDayMs);
    const std::int64_t end_ms = random_instant(random, start_ms, 2 * kDayMs);
    const std::int64_t longer_ms = random_instant(random, end_ms, 2 * kDayMs);
    const auto due = [&](std::int64_t until_ms) {
      return *compute({each.events[0], event(SlaEventType::kPending, start_ms),
                       event(SlaEventType::kResumed, until_ms)},
                      each, longer_ms)
                  .resolution.due_ms;
    };
    if (due(longer_ms) < due(end_ms)) ++nearer;
    if (due(longer_ms) > due(end_ms)) ++moved;
  });
  CHECK(nearer == 0);
  CHECK(moved > 1000);
}

TEST_CASE("splitting an interval changes nothing") {
  int changed = 0;
  for_random_cases([&](Random& random, const RandomCase& each) {
    // An event of no effect at any moment: the same reason again while pending, else a resumption.
    const std::int64_t at_ms =
        random_instant(random, each.events[0].at_ms, each.now_ms - each.events[0].at_ms);
    std::size_t after = 1;
    SlaEvent split = event(SlaEventType::kResumed, at_ms);
    bool ended = false;
    for (; after < each.events.size() && each.events[after].at_ms <= at_ms; ++after) {
      switch (each.events[after].type) {
        case SlaEventType::kPending:
          if (ended) break;
          split = each.events[after];
          split.at_ms = at_ms;
          break;
        case SlaEventType::kResolved:
        case SlaEventType::kClosed:
        case SlaEventType::kCancelled: ended = true; [[fallthrough]];
        case SlaEventType::kResumed: split = event(SlaEventType::kResumed, at_ms); break;
        case SlaEventType::kReopened: ended = false; break;
        case SlaEventType::kPolicy: return;  // the reason might be judged by another policy
        default: break;
      }
    }
    std::vector<SlaEvent> events = each.events;
    events.insert(events.begin() + static_cast<std::ptrdiff_t>(after), split);
    const SlaResult whole = compute(each.events, each, each.now_ms);
    const SlaResult parts = compute(events, each, each.now_ms);
    if (!same(whole.response, parts.response) || !same(whole.resolution, parts.resolution)) {
      ++changed;
    }
  });
  CHECK(changed == 0);
}

TEST_CASE("segments have no holes and add up to the figures") {
  int wrong = 0;
  for_random_cases([&](Random&, const RandomCase& each) {
    const SlaResult result = compute(each.events, each, each.now_ms);
    for (const SlaClock* clock : {&result.response, &result.resolution}) {
      std::int64_t end_ms = each.events[0].at_ms;
      std::int64_t counted_ms = 0;
      std::int64_t paused_ms = 0;
      for (const SlaSegment& segment : clock->segments) {
        if (segment.from_ms != end_ms || segment.to_ms <= segment.from_ms) ++wrong;
        end_ms = segment.to_ms;
        if (segment.counted()) counted_ms += segment.to_ms - segment.from_ms;
        if (segment.kind == SlaSegmentKind::kPaused) paused_ms += segment.to_ms - segment.from_ms;
      }
      if (end_ms != clock->stopped_at_ms.value_or(each.now_ms)) ++wrong;
      if (counted_ms != clock->elapsed_ms || paused_ms != clock->paused_ms) ++wrong;
      if (clock->remaining_ms != clock->budget_ms - clock->elapsed_ms) ++wrong;
      const bool may_lack_due = clock->state == ClockState::kPaused && clock->remaining_ms > 0;
      if (clock->due_ms.has_value() == may_lack_due) ++wrong;
      if ((clock->state == ClockState::kBreached) != (clock->remaining_ms < 0)) ++wrong;
    }
  });
  CHECK(wrong == 0);
}

TEST_CASE("the figures alone are the same as with segments") {
  int differing = 0;
  for_random_cases([&](Random&, const RandomCase& each) {
    SlaResult whole = compute(each.events, each, each.now_ms);
    const SlaResult figures =
        compute_sla(each.events, each.policies, each.now_ms, SlaDetail::kFigures).value();
    whole.resolution.segments.clear();
    if (!same(whole.resolution, figures.resolution)) ++differing;
  });
  CHECK(differing == 0);
}
