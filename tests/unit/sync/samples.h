// The samples of the protocol's golden files.
#pragma once

#include "core/replica/entity_record.h"
#include "core/sync/messages.h"
#include "core/sync/search_messages.h"
#include "tests/unit/model/samples.h"

namespace genba::test {

inline HelloRequest sample_hello_request() {
  return {derive_id("golden", "device"), derive_id("golden", "workspace")};
}

inline HelloResponse sample_hello_response() {
  HelloResponse message;
  message.identity = {derive_id("golden", "workspace"), 3, 7, derive_id("golden", "user"),
                      Role::kAgent};
  message.acked = 41;
  message.server_ms = 1'790'000'000'000;
  message.user_name = "佐藤";
  return message;
}

inline PushRequest sample_push_request() {
  return {3, 1'790'000'000'500, "cursor", {sample_group(), sample_imported_group()}};
}

inline PushResponse sample_push_response() {
  PushResponse message;
  message.outcomes = {{42, 47, Outcome::kApplied, ErrorCode::kNone, {}},
                      {48, 48, Outcome::kRejected, ErrorCode::kInvalidTransition, "closed"}};
  message.error = ErrorCode::kOutOfOrder;
  message.head = 2005;
  return message;
}

inline PullRequest sample_pull_request() { return {3, 7, "cursor", 500}; }

template <typename Message>
Message with_scope(Message message) {
  message.scope = {Breadth::kMine, 1'790'000'000'000, {{0x0706050403020100, 0x0f0e0d0c0b0a0908}}};
  return message;
}

inline PullResponse sample_pull_response() {
  PullResponse message;
  message.pulled = {{derive_id("golden", "forgotten")}, sample_effects(), 2005, "next", 47};
  message.more = true;
  message.role = Role::kAgent;
  return message;
}

inline CheckRequest sample_check_request() { return {3, "cursor", 1000, 2005}; }

inline CheckResponse sample_check_response() {
  CheckResponse message;
  message.until = 2005;
  for (const Effect& effect : sample_effects()) message.digest.add(effect);
  return message;
}

inline RepairRequest sample_repair_request() { return {3, "cursor", 200}; }

inline RepairResponse sample_repair_response() { return {ErrorCode::kNone, sample_effects()}; }

inline SnapshotRequest sample_snapshot_request() { return {3, 2005, 17}; }

inline SnapshotResponse sample_snapshot_plan() {
  SnapshotResponse message;
  message.load = {2005, {0, 1, 17}, {{}, sample_effects(), 2005, "next", 0}};
  return message;
}

inline SnapshotResponse sample_snapshot_part() {
  SnapshotResponse message;
  message.load.seq = 2005;
  Bytes timeline;
  ByteWriter out;
  encode(out, record_of(sample_effects(), timeline));
  message.entities = out.take();
  return message;
}

inline SearchRequest sample_search_request() { return {"プリンター 3階"}; }

inline SearchResponse sample_search_response() {
  SearchResponse message;
  message.tickets = {
      {derive_id("golden", "found"), "INC-000045", "プリンターの紙詰まり", 1, 4, 1'790'000'000'000},
      {derive_id("golden", "offline"), "K7-42", "VPN", 5, 0, -1}};
  message.more = true;
  return message;
}

}  // namespace genba::test
