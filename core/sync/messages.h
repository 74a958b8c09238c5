// The protocol's messages as bytes. core/sync/PROTOCOL.md describes them; tests/golden/sync holds
// samples that must decode for ever.
//
// Every message begins with the version that it needs: 2 where it says a scope, else 1. A server
// answers every version that it knows, so that an old client may always empty its outbox, and does
// so in version 1; a version from the future is kUnsupported. Decoding is bounded; nothing is
// reserved on a sender's word.
#pragma once

#include <string>
#include <vector>

#include "core/process/scope.h"
#include "core/replica/digest.h"
#include "core/replica/replica.h"

namespace genba {

constexpr std::size_t kMaxMessageBytes = 8 << 20;
constexpr std::size_t kMaxGroupsInPush = 1024;
constexpr std::size_t kMaxEffectsInPull = 20000;

// "Who am I here?" – the first message of a connection.
struct HelloRequest {
  EntityId device;     // random, made once by each store
  EntityId workspace;  // null when it has none yet
};

struct HelloResponse {
  Identity identity;  // of this device's lane
  Dseq acked = 0;     // of that lane
  std::int64_t server_ms = 0;
  std::string user_name;
};

struct PushRequest {
  std::uint64_t epoch = 0;
  std::int64_t sent_ms = 0;            // the device's clock now
  Bytes cursor;                        // how much it has seen
  std::vector<OperationGroup> groups;  // of one lane, in order
};

struct PushResponse {
  std::vector<GroupOutcome> outcomes;  // of the groups taken, in order
  ErrorCode error = ErrorCode::kNone;  // why the rest was not taken: epoch, fork, gap
  Seq head = 0;
};

struct PullRequest {
  std::uint64_t epoch = 0;
  Lane lane = 0;
  Bytes cursor;                             // empty: from the start
  std::uint32_t limit = kMaxEffectsInPull;  // effects, 1 to kMaxEffectsInPull
  Scope scope = {};                         // of the device
};

struct PullResponse {
  ErrorCode error = ErrorCode::kNone;  // kEpochChanged, kMalformed (a cursor that is not ours)
  PulledEffects pulled;
  bool more = false;             // pull again at once
  Role role = Role::kRequester;  // by which they were chosen
};

// "What are your sums of the effects after `after` and up to `until`?" (replica/digest.h)
struct CheckRequest {
  std::uint64_t epoch = 0;
  Bytes cursor;
  Seq after = 0;
  Seq until = 0;  // at most what the cursor stands for
};

struct CheckResponse {
  ErrorCode error = ErrorCode::kNone;  // as PullResponse; kOutOfOrder: pull first, then ask again
  Seq until = 0;                       // as far as the sums go; after `after`
  Digest digest;                       // of what the user may see
};

// "Send me everything of one bucket."
struct RepairRequest {
  std::uint64_t epoch = 0;
  Bytes cursor;
  std::uint8_t bucket = 0;
};

struct RepairResponse {
  ErrorCode error = ErrorCode::kNone;  // as CheckResponse; kTooLarge: begin anew
  std::vector<Effect> effects;         // up to the cursor; with all that is tied to a ticket
};

// "What do I begin with?", and, for each part of the plan, "send it to me" (snapshot.h).
struct SnapshotRequest {
  std::uint64_t epoch = 0;
  Seq seq = 0;  // of the plan; 0: there is none yet
  std::uint32_t part = 0;
  Scope scope = {};
};

struct SnapshotResponse {
  ErrorCode error = ErrorCode::kNone;  // kEpochChanged; kOutOfOrder: another snapshot, begin again
  FirstLoad load;  // the plan; seq 0: there is none for you, pull from the start
  Bytes entities;  // of a part: EntityRecords
};

Bytes encode(const HelloRequest& message);
Bytes encode(const HelloResponse& message);
Bytes encode(const PushRequest& message);
Bytes encode(const PushResponse& message);
Bytes encode(const PullRequest& message);
Bytes encode(const PullResponse& message);
Bytes encode(const CheckRequest& message);
Bytes encode(const CheckResponse& message);
Bytes encode(const RepairRequest& message);
Bytes encode(const RepairResponse& message);
Bytes encode(const SnapshotRequest& message);
Bytes encode(const SnapshotResponse& message);

Result<HelloRequest> decode_hello_request(std::string_view bytes);
Result<HelloResponse> decode_hello_response(std::string_view bytes);
Result<PushRequest> decode_push_request(std::string_view bytes);
Result<PushResponse> decode_push_response(std::string_view bytes);
Result<PullRequest> decode_pull_request(std::string_view bytes);
Result<PullResponse> decode_pull_response(std::string_view bytes);
Result<CheckRequest> decode_check_request(std::string_view bytes);
Result<CheckResponse> decode_check_response(std::string_view bytes);
Result<RepairRequest> decode_repair_request(std::string_view bytes);
Result<RepairResponse> decode_repair_response(std::string_view bytes);
Result<SnapshotRequest> decode_snapshot_request(std::string_view bytes);
Result<SnapshotResponse> decode_snapshot_response(std::string_view bytes);

}  // namespace genba
