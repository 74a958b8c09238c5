// The choice of what a device keeps: stored, asked for, and in words.
#include "wasm/views/device_scope.h"

#include <doctest/doctest.h>

#include "core/text/catalogue.h"

using namespace genba;

namespace {
constexpr std::int64_t kDay = 86'400'000;
}

TEST_CASE("a choice is the same after it was stored") {
  DeviceScope scope{Breadth::kGroups, 90, {EntityId{1, 2}, EntityId{3, 4}}};
  const DeviceScope read = parse_device_scope(format_device_scope(scope));
  CHECK(read.breadth == Breadth::kGroups);
  CHECK(read.closed_days == 90);
  CHECK(read.pinned == scope.pinned);
  CHECK(format_device_scope({}).empty());
}

TEST_CASE("what is no choice is everything, so that nothing is missing by a mistake") {
  for (const char* text :
       {"", "x", "9 7", "-1 30x", "0 31", "0 0 018f0000-0000-7000-8000-000000000001"}) {
    CHECK(parse_device_scope(text).is_everything());
    CHECK(scope_at(parse_device_scope(text), 1000 * kDay) == Scope());
  }
}

TEST_CASE("the limit of closed tickets moves once a week and never keeps less than was chosen") {
  const DeviceScope scope{Breadth::kAll, 30, {}};
  std::int64_t last = scope_at(scope, 1000 * kDay).closed_since_ms;
  int moves = 0;
  for (int day = 1000; day < 1028; ++day) {
    const std::int64_t since = scope_at(scope, day * kDay).closed_since_ms;
    CHECK(since <= (day - 30) * kDay);
    CHECK(since > (day - 37) * kDay);
    moves += since != last;
    last = since;
  }
  CHECK(moves == 4);
}

TEST_CASE("a ticket is pinned once, and not where everything is kept anyway") {
  const EntityId ticket{1, 2};
  CHECK(with_pin({}, ticket).pinned.empty());
  const DeviceScope mine = with_pin(with_pin({Breadth::kMine, 0, {}}, ticket), ticket);
  CHECK(mine.pinned == std::vector<EntityId>{ticket});
}

TEST_CASE("a part is said in words, everything is not mentioned") {
  CHECK(scope_words({}, Language::kEnglish).empty());
  CHECK(scope_words({Breadth::kMine, 30, {}}, Language::kEnglish) ==
        "Mine · closed in the last 30 days");
  CHECK(scope_words({Breadth::kAll, 90, {}}, Language::kJapanese) == "クローズは90日以内");
}
