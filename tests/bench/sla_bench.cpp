// What SLA clocks cost. Prints one JSON line a figure (README.md), for all tickets in milliseconds.
//
//   sla_bench [TICKETS] [ROUNDS]     (15000 open tickets of 90 days, two clocks each; 25)
//
// Of 100,000 tickets some 15,000 are open. clocks: compute_sla alone; records: from the bytes that
// a ticket keeps, as the authority and a screen do.
//
// The same source is built natively and as WebAssembly.
#include <cstdio>
#include <cstdlib>

#include "core/process/sla_book.h"
#include "core/process/ticket_clocks.h"
#include "core/replica/workspace.h"
#include "tests/bench/figure.h"

namespace genba::bench {
namespace {

using Tickets = std::vector<std::vector<SlaEvent>>;

constexpr std::int64_t kNowMs = 1795133700000;  // 2026-11-20T00:15:00Z

// Created, answered, once or twice pending, every third with another priority since.
Tickets make_tickets(std::size_t count) {
  std::uint64_t seed = 20261120;
  const auto below = [&seed](std::int64_t limit) {
    seed = seed * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<std::int64_t>((seed >> 16) % static_cast<std::uint64_t>(limit));
  };
  Tickets tickets;
  for (std::size_t i = 0; i < count; ++i) {
    std::vector<SlaEventType> types = {SlaEventType::kCreated, SlaEventType::kPublicReply,
                                       SlaEventType::kPending, SlaEventType::kResumed};
    if (i % 3 == 0) types.push_back(SlaEventType::kPolicy);
    if (i % 2 == 0) {
      types.push_back(SlaEventType::kPending);
      types.push_back(SlaEventType::kResumed);
    }
    std::vector<SlaEvent> events;
    std::int64_t at_ms = kNowMs - kDayMs - below(90 * kDayMs);
    for (const SlaEventType type : types) {
      SlaEvent event;
      event.type = type;
      event.at_ms = at_ms;
      event.reason = PendingReason::kAwaitingRequester;
      event.policy = static_cast<std::size_t>(below(4));
      events.push_back(event);
      at_ms += below(kNowMs - at_ms) / 2;
    }
    tickets.push_back(std::move(events));
  }
  return tickets;
}

class CountingRandom final : public RandomSource {
 public:
  void fill(std::span<std::uint8_t> bytes) override {
    for (std::uint8_t& byte : bytes) byte = ++last_;
  }

 private:
  std::uint8_t last_ = 0;
};

std::vector<Bytes> make_records(const Tickets& tickets, const std::vector<EntityId>& revisions) {
  std::vector<Bytes> records;
  for (const std::vector<SlaEvent>& events : tickets) {
    ClockRecord record;
    for (const SlaEvent& event : events) {
      record.add({.type = event.type,
                  .at_ms = event.at_ms,
                  .reason = event.reason,
                  .terms = revisions[event.policy]});
    }
    records.push_back(record.encode());
  }
  return records;
}

int run(std::size_t count, int rounds) {
  const Tickets tickets = make_tickets(count);
  CountingRandom random;
  Workspace workspace;
  if (!workspace.start_alone("bench", kNowMs, random)) return 1;
  const State& state = workspace.state();
  std::vector<EntityId> revisions;
  std::vector<SlaPolicy> policies;
  for (const SlaBook::Policy& policy : state.configuration().sla().policies()) {
    revisions.push_back(policy.revision);
    policies.push_back(*state.configuration().sla().terms(state, policy.revision));
  }
  const std::vector<Bytes> records = make_records(tickets, revisions);
  const auto compute_all = [&](SlaDetail detail) {
    std::size_t overdue = 0;
    for (const std::vector<SlaEvent>& events : tickets) {
      const Result<SlaResult> result = compute_sla(events, policies, kNowMs, detail);
      overdue += result && result->resolution.state == ClockState::kBreached ? 1 : 0;
    }
    return overdue;
  };
  const Measurement measure{count, rounds};
  measure("sla.clocks", [&] { return compute_all(SlaDetail::kFigures); });
  std::vector<double> each;  // response and resolution of a ticket
  const double cpu_start = cpu_ms();
  for (int round = 0; round < rounds; ++round) {
    const Clock::time_point start = Clock::now();
    compute_all(SlaDetail::kFigures);
    each.push_back(since_ms(start) * 1000 / static_cast<double>(2 * count));
  }
  print_figure("sla.one_clock", count, each, cpu_ms() - cpu_start, 2 * count, "us");
  measure("sla.clocks_with_segments", [&] { return compute_all(SlaDetail::kSegments); });
  measure("sla.records", [&] {
    std::size_t overdue = 0;
    for (const Bytes& bytes : records) {
      const Result<ClockRecord> record = ClockRecord::decode(bytes);
      const Result<SlaResult> result = record->clocks(state, kNowMs, SlaDetail::kFigures);
      overdue += result && result->resolution.state == ClockState::kBreached ? 1 : 0;
    }
    return overdue;
  });
  return 0;
}

}  // namespace
}  // namespace genba::bench

int main(int argc, char** argv) {
  const long tickets = argc > 1 ? std::atol(argv[1]) : 15000;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 25;
  if (tickets < 1 || rounds < 1) {
    std::fprintf(stderr, "usage: sla_bench [TICKETS] [ROUNDS]\n");
    return 2;
  }
  return genba::bench::run(static_cast<std::size_t>(tickets), rounds);
}
