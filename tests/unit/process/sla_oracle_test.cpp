// The clocks against a slow oracle that walks minute by minute: random calendars, zones, histories.
#include <doctest/doctest.h>

#include "tests/unit/process/sla_random_cases.h"

using namespace genba;
using namespace genba::sla_test;

namespace {

constexpr std::uint64_t kSeed = 20261120;
constexpr int kScenes = 120;
constexpr int kCasesPerScene = 850;
// Of every answer of the cases above. It is the same on every machine: no zone of the system is
// used.
constexpr std::uint64_t kAnswersHash = 8919692632175186608u;

class Hash {
 public:
  void add(std::int64_t value) {
    for (int i = 0; i < 8; ++i) {
      hash_ ^= static_cast<std::uint64_t>(value) >> (8 * i) & 0xFF;
      hash_ *= 0x100000001B3ull;
    }
  }
  void add(const SlaClock& clock) {
    add(static_cast<std::int64_t>(clock.state));
    add(clock.elapsed_ms);
    add(clock.paused_ms);
    add(clock.remaining_ms);
    add(clock.due_ms.value_or(-1));
    add(clock.breached_at_ms.value_or(-1));
    for (const std::int64_t breach_ms : clock.earlier_breaches_ms) add(breach_ms);
    for (const SlaSegment& segment : clock.segments) {
      add(segment.from_ms);
      add(segment.to_ms);
      add(static_cast<std::int64_t>(segment.kind));
      add(static_cast<std::int64_t>(segment.reason));
    }
  }
  std::uint64_t value() const { return hash_; }

 private:
  std::uint64_t hash_ = 0xCBF29CE484222325ull;
};

bool agree(const SlaClock& clock, const OracleAnswer& oracle) {
  return clock.state == oracle.state && clock.elapsed_ms == oracle.elapsed_ms &&
         clock.paused_ms == oracle.paused_ms && clock.remaining_ms == oracle.remaining_ms &&
         (!oracle.due_known || clock.due_ms == oracle.due_ms) &&
         clock.breached_at_ms == oracle.breached_at_ms &&
         clock.earlier_breaches_ms == oracle.earlier_breaches_ms &&
         clock.segments == oracle.segments;
}

}  // namespace

TEST_CASE("over 100,000 random histories the clocks equal an oracle that walks minute by minute") {
  Random random(kSeed);
  Hash hash;
  int differing = 0;
  int unknown_dues = 0;
  int cases = 0;
  for (int i = 0; i < kScenes; ++i) {
    const Scene scene = random_scene(random);
    for (int j = 0; j < kCasesPerScene; ++j, ++cases) {
      const RandomCase each = random_case(random, scene);
      const Result<SlaResult> result =
          compute_sla(each.events, each.policies, each.now_ms, SlaDetail::kSegments);
      REQUIRE(result.ok());
      for (const SlaClock* clock : {&result->response, &result->resolution}) {
        const SlaClockKind kind =
            clock == &result->response ? SlaClockKind::kResponse : SlaClockKind::kResolution;
        const OracleAnswer oracle =
            oracle_clock(kind, each.events, each.oracle_policies, each.now_ms, scene.end_ms);
        unknown_dues += oracle.due_known ? 0 : 1;
        hash.add(*clock);
        if (agree(*clock, oracle)) continue;
        if (++differing == 1) {
          INFO("seed " << kSeed << ", scene " << i << ", case " << j);
          CHECK(clock->state == oracle.state);
          CHECK(clock->elapsed_ms == oracle.elapsed_ms);
          CHECK(clock->paused_ms == oracle.paused_ms);
          CHECK(clock->remaining_ms == oracle.remaining_ms);
          CHECK(clock->due_ms.value_or(-1) == oracle.due_ms.value_or(-1));
          CHECK(clock->breached_at_ms.value_or(-1) == oracle.breached_at_ms.value_or(-1));
          CHECK(clock->earlier_breaches_ms.size() == oracle.earlier_breaches_ms.size());
          CHECK(clock->segments.size() == oracle.segments.size());
        }
      }
    }
  }
  MESSAGE("seed " << kSeed << ": " << cases << " histories, two clocks each, hash of the answers "
                  << std::to_string(hash.value()));
  CHECK(cases >= 100000);
  CHECK(differing == 0);
  CHECK(unknown_dues * 100 < cases);
  CHECK(hash.value() == kAnswersHash);
}
