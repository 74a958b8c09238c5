// The protocol's messages against their golden files, and against damage.
#include <doctest/doctest.h>

#include "tests/unit/support.h"
#include "tests/unit/sync/samples.h"

namespace genba {
namespace {

#define GOLDEN(name) constexpr const char* name =
GOLDEN(kHelloRequest)
#include "tests/golden/sync/hello_request.hex"
    ;
GOLDEN(kHelloResponse)
#include "tests/golden/sync/hello_response.hex"
    ;
GOLDEN(kPushRequest)
#include "tests/golden/sync/push_request.hex"
    ;
GOLDEN(kPushResponse)
#include "tests/golden/sync/push_response.hex"
    ;
GOLDEN(kPullRequest)
#include "tests/golden/sync/pull_request.hex"
    ;
GOLDEN(kPullRequestScope)
#include "tests/golden/sync/pull_request_scope.hex"
    ;
GOLDEN(kSnapshotRequestScope)
#include "tests/golden/sync/snapshot_request_scope.hex"
    ;
GOLDEN(kPullResponse)
#include "tests/golden/sync/pull_response.hex"
    ;
GOLDEN(kCheckRequest)
#include "tests/golden/sync/check_request.hex"
    ;
GOLDEN(kCheckResponse)
#include "tests/golden/sync/check_response.hex"
    ;
GOLDEN(kRepairRequest)
#include "tests/golden/sync/repair_request.hex"
    ;
GOLDEN(kRepairResponse)
#include "tests/golden/sync/repair_response.hex"
    ;
GOLDEN(kSearchRequest)
#include "tests/golden/sync/search_request.hex"
    ;
GOLDEN(kSearchResponse)
#include "tests/golden/sync/search_response.hex"
    ;
GOLDEN(kSnapshotRequest)
#include "tests/golden/sync/snapshot_request.hex"
    ;
GOLDEN(kSnapshotPlan)
#include "tests/golden/sync/snapshot_plan.hex"
    ;
GOLDEN(kSnapshotPart)
#include "tests/golden/sync/snapshot_part.hex"
    ;
#undef GOLDEN

template <typename Message, typename Decode>
void check_message(const Message& sample, const char* golden, Decode decode) {
  const Bytes bytes = encode(sample);
  CHECK(to_hex(bytes) == golden);
  const auto back = decode(bytes);
  REQUIRE(back.ok());
  CHECK(encode(*back) == bytes);
  for (std::size_t size = 0; size < bytes.size(); ++size) {
    CHECK_FALSE(decode(std::string_view(bytes).substr(0, size)).ok());
  }
  CHECK_FALSE(decode(bytes + '\0').ok());
  Bytes future = bytes;
  future[0] = 99;
  CHECK(decode(future).error().code == ErrorCode::kUnsupported);
}

}  // namespace

TEST_CASE("every message has the bytes of its golden file and nothing else decodes") {
  check_message(test::sample_hello_request(), kHelloRequest, decode_hello_request);
  check_message(test::sample_hello_response(), kHelloResponse, decode_hello_response);
  check_message(test::sample_push_request(), kPushRequest, decode_push_request);
  check_message(test::sample_push_response(), kPushResponse, decode_push_response);
  check_message(test::sample_pull_request(), kPullRequest, decode_pull_request);
  check_message(test::with_scope(test::sample_pull_request()), kPullRequestScope,
                decode_pull_request);
  check_message(test::with_scope(test::sample_snapshot_request()), kSnapshotRequestScope,
                decode_snapshot_request);
  check_message(test::sample_pull_response(), kPullResponse, decode_pull_response);
  check_message(test::sample_check_request(), kCheckRequest, decode_check_request);
  check_message(test::sample_check_response(), kCheckResponse, decode_check_response);
  check_message(test::sample_repair_request(), kRepairRequest, decode_repair_request);
  check_message(test::sample_repair_response(), kRepairResponse, decode_repair_response);
  check_message(test::sample_search_request(), kSearchRequest, decode_search_request);
  check_message(test::sample_search_response(), kSearchResponse, decode_search_response);
  check_message(test::sample_snapshot_request(), kSnapshotRequest, decode_snapshot_request);
  check_message(test::sample_snapshot_plan(), kSnapshotPlan, decode_snapshot_response);
  check_message(test::sample_snapshot_part(), kSnapshotPart, decode_snapshot_response);
}

TEST_CASE("a cursor that another person was given, or that was changed, starts from nothing") {
  const SessionUser a{derive_id("test", "a"), Role::kAgent, "a"};
  const SessionUser b{derive_id("test", "b"), Role::kAgent, "b"};
  MemoryStore store(derive_id("test", "w"), 1);
  const SessionUser users[] = {a, b};
  test::set_up(store, users);
  test::Device device(store, a, 1);
  device.sync();
  PullRequest pull;
  pull.epoch = 1;
  pull.cursor = device.replica().cursor();
  const auto answer = [&](const SessionUser& user) {
    return decode_pull_response(*handle_pull(encode(pull), user, store))->error;
  };
  CHECK(answer(a) == ErrorCode::kNone);
  CHECK(answer(b) == ErrorCode::kMalformed);
  pull.cursor[0] = static_cast<char>(pull.cursor[0] ^ 1);
  CHECK(answer(a) == ErrorCode::kMalformed);
}

TEST_CASE("an operation under somebody else's lane is refused") {
  const SessionUser a{derive_id("test", "a"), Role::kAgent, "a"};
  const SessionUser b{derive_id("test", "b"), Role::kAgent, "b"};
  MemoryStore store(derive_id("test", "w"), 1);
  const SessionUser users[] = {a, b};
  test::set_up(store, users);
  test::Device device(store, a, 1);
  device.sync();
  PushRequest push;
  push.epoch = 1;
  push.groups = {test::sample_group()};
  push.groups[0].lane = device.replica().identity().lane;
  push.groups[0].first_dseq = 1;
  CHECK(handle_push(encode(push), b, store, test::kNow, device.random()).error().code ==
        ErrorCode::kForbidden);
}

TEST_CASE("a repeated push gets the stored outcome, and another one under its number is a fork") {
  const SessionUser a{derive_id("test", "a"), Role::kAgent, "a"};
  MemoryStore store(derive_id("test", "w"), 1);
  const SessionUser users[] = {a};
  test::set_up(store, users);
  test::Device device(store, a, 1);
  device.sync();
  device.create_ticket("一度だけ");
  const auto request = device.session().next_request(test::kNow);
  REQUIRE(request.has_value());
  REQUIRE(request->route == SyncRoute::kPush);
  const Bytes first = *device.serve(*request, test::kNow);
  const Seq head = store.head().seq;
  CHECK(*device.serve(*request, test::kNow) == first);
  CHECK(store.head().seq == head);
  PushRequest other = *decode_push_request(request->body);
  other.groups[0].wall_ms += 1;
  const Bytes forked = *device.serve({SyncRoute::kPush, encode(other)}, test::kNow);
  CHECK(decode_push_response(forked)->error == ErrorCode::kForked);
}

}  // namespace genba
