// Laws of a ticket's clocks, tried on random histories at the authority.
#include "tests/unit/authority/sla_desk.h"

using namespace genba;
using namespace genba::test;

namespace {

constexpr int kHistories = 25;

struct Step {
  std::int64_t wait_ms;
  int what;
};

std::vector<Step> random_steps(SeededRandom& random) {
  std::vector<Step> steps;
  for (std::uint64_t i = 0, count = 3 + random.below(8); i < count; ++i) {
    steps.push_back({static_cast<std::int64_t>(random.below(30)) * kHourMs / 4 + 1,
                     static_cast<int>(random.below(6))});
  }
  return steps;
}

// Lets one thing happen to the ticket, if it may.
void happen(SlaDesk& desk, const EntityId& ticket, int what) {
  const auto state = static_cast<TicketState>(desk.store.integer(ticket, field::kTicketState));
  const auto urgency = [&](Level level) {
    desk.set(ticket, field::kTicketUrgency, Value::of(static_cast<std::int64_t>(level)));
  };
  switch (what) {
    case 0:
      if (state != TicketState::kInProgress) desk.move(ticket, TicketState::kInProgress);
      break;
    case 1:
      if (state == TicketState::kInProgress) {
        desk.move(ticket, TicketState::kPending, PendingReason::kAwaitingRequester);
      }
      break;
    case 2: urgency(Level::kLow); break;
    case 3: urgency(Level::kHigh); break;
    case 4: desk.reply(ticket); break;
    default:
      if (state == TicketState::kInProgress) desk.move(ticket, TicketState::kResolved);
      break;
  }
}

std::string clocks_of(const SlaDesk& desk, const EntityId& ticket) {
  std::string text;
  for (const FieldId field :
       {field::kTicketResponseDue, field::kTicketResponseClock, field::kTicketResolutionDue,
        field::kTicketResolutionClock, field::kTicketNextUpdateDue, field::kTicketNextUpdateClock,
        field::kTicketElapsedMinutes, field::kTicketPausedMinutes}) {
    const Value value = desk.store.value(ticket, field);
    text += (value.is_empty() ? "-" : std::to_string(value.integer())) + " ";
  }
  return text;
}

}  // namespace

TEST_CASE("how often the authority looks at the time changes no clock") {
  SeededRandom random(20261122);
  for (int history = 0; history < kHistories; ++history) {
    const std::vector<Step> steps = random_steps(random);
    std::string once;
    for (const int looks : {1, 4}) {
      SlaDesk desk;
      desk.set(default_sla_policy_id(Priority::kP2), field::kSlaPolicyNextUpdate, "3h");
      desk.go(desk.now);
      const EntityId ticket = desk.open();
      for (const Step& step : steps) {
        const std::int64_t from_ms = desk.now;
        for (int look = 1; look <= looks; ++look) desk.go(from_ms + step.wait_ms * look / looks);
        happen(desk, ticket, step.what);
      }
      desk.go(desk.now + kDayMs);
      const std::string clocks = clocks_of(desk, ticket);
      if (looks == 1) once = clocks;
      CHECK(clocks == once);
    }
  }
}

TEST_CASE("a longer pause never brings a ticket's due time nearer") {
  SeededRandom random(20261123);
  for (int history = 0; history < kHistories; ++history) {
    const std::int64_t before_ms = static_cast<std::int64_t>(random.below(20)) * kHourMs;
    std::int64_t last_due_ms = 0;
    for (std::int64_t pause_ms = kHourMs; pause_ms < 80 * kHourMs; pause_ms += 13 * kHourMs) {
      SlaDesk desk;
      const EntityId ticket = desk.open(Level::kLow, Level::kMedium);
      desk.move(ticket, TicketState::kInProgress);
      desk.go(desk.now + before_ms);
      desk.move(ticket, TicketState::kPending, PendingReason::kAwaitingVendor);
      desk.go(desk.now + pause_ms);
      desk.move(ticket, TicketState::kInProgress);
      const std::int64_t due_ms = desk.store.integer(ticket, field::kTicketResolutionDue);
      CHECK(due_ms >= last_due_ms);
      last_due_ms = due_ms;
    }
  }
}
