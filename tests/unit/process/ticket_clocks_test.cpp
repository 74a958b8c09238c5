// The record of a ticket's clocks.
#include "core/process/ticket_clocks.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "core/replica/state.h"

using namespace genba;

TEST_CASE("a record that has grown long still hears what becomes of the ticket") {
  constexpr std::int64_t kStep = 60'000;
  const State state;
  ClockRecord record;
  std::int64_t now_ms = 1'000 * kStep;
  const auto add = [&](SlaEventType type) {
    now_ms += kStep;
    REQUIRE(record.add({.type = type, .at_ms = now_ms}));
  };
  add(SlaEventType::kCreated);
  add(SlaEventType::kPublicReply);
  const std::int64_t answered_ms = now_ms;
  for (int i = 0; i < 3'000; ++i) {
    add(SlaEventType::kAcknowledged);
    add(SlaEventType::kPublicReply);
    add(SlaEventType::kPublicReply);
  }
  const std::int64_t last_reply_ms = now_ms;
  CHECK(record.events().size() <= 4'000);
  add(SlaEventType::kResolved);
  CHECK(record.events().back().type == SlaEventType::kResolved);
  CHECK(record.responded_at_ms() == answered_ms);
  CHECK(std::any_of(record.events().begin(), record.events().end(), [&](const ClockEvent& event) {
    return event.type == SlaEventType::kPublicReply && event.at_ms == last_reply_ms;
  }));
  // What the ticket went through is kept, however much it is.
  for (int i = 0; i < 5'000; ++i) {
    add(SlaEventType::kReopened);
    add(SlaEventType::kResolved);
  }
  const auto reopened =
      std::count_if(record.events().begin(), record.events().end(),
                    [](const ClockEvent& event) { return event.type == SlaEventType::kReopened; });
  CHECK(reopened == 5'000);
  const Result<ClockRecord> read = ClockRecord::decode(record.encode());
  REQUIRE(read.ok());
  CHECK(read->events() == record.events());
  CHECK(record.clocks(state, now_ms, SlaDetail::kFigures).ok());
}
