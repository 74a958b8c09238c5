#include "core/sync/messages.h"

#include "core/sync/message_frame.h"

namespace genba {
namespace {

constexpr std::size_t kMaxNameBytes = 1024;

ErrorCode read_code(ByteReader& in) {
  const std::uint64_t code = in.varint();
  if (code > 0xffff) in.fail();
  return static_cast<ErrorCode>(code);
}

}  // namespace

Bytes encode(const HelloRequest& message) {
  ByteWriter out = begin_message();
  encode_id(out, message.device);
  encode_id(out, message.workspace);
  return out.take();
}

Result<HelloRequest> decode_hello_request(std::string_view bytes) {
  return decode_message<HelloRequest>(bytes, "hello request",
                                      [](ByteReader& in, HelloRequest& message) {
                                        message.device = decode_id(in);
                                        message.workspace = decode_id(in);
                                      });
}

Bytes encode(const HelloResponse& message) {
  ByteWriter out = begin_message();
  encode(out, message.identity);
  out.varint(message.acked);
  out.zigzag(message.server_ms);
  out.text(message.user_name);
  return out.take();
}

Result<HelloResponse> decode_hello_response(std::string_view bytes) {
  return decode_message<HelloResponse>(bytes, "hello response",
                                       [](ByteReader& in, HelloResponse& message) {
                                         message.identity = decode_identity(in);
                                         message.acked = in.varint();
                                         message.server_ms = in.zigzag();
                                         message.user_name = in.text(kMaxNameBytes);
                                       });
}

Bytes encode(const PushRequest& message) {
  ByteWriter out = begin_message();
  out.varint(message.epoch);
  out.zigzag(message.sent_ms);
  out.text(message.cursor);
  out.varint(message.groups.size());
  for (const OperationGroup& group : message.groups) encode(out, group);
  return out.take();
}

Result<PushRequest> decode_push_request(std::string_view bytes) {
  return decode_message<PushRequest>(bytes, "push request",
                                     [](ByteReader& in, PushRequest& message) {
                                       message.epoch = in.varint();
                                       message.sent_ms = in.zigzag();
                                       message.cursor = in.text(kMaxCursorBytes);
                                       const std::size_t size = in.count(8);
                                       if (size > kMaxGroupsInPush) in.fail();
                                       for (std::size_t i = 0; i < size && !in.failed(); ++i) {
                                         message.groups.push_back(decode_group(in));
                                       }
                                     });
}

Bytes encode(const PushResponse& message) {
  ByteWriter out = begin_message();
  out.varint(static_cast<std::uint64_t>(message.error));
  out.varint(message.head);
  out.varint(message.outcomes.size());
  for (const GroupOutcome& outcome : message.outcomes) encode(out, outcome);
  return out.take();
}

Result<PushResponse> decode_push_response(std::string_view bytes) {
  return decode_message<PushResponse>(bytes, "push response",
                                      [](ByteReader& in, PushResponse& message) {
                                        message.error = read_code(in);
                                        message.head = in.varint();
                                        const std::size_t size = in.count(5);
                                        for (std::size_t i = 0; i < size && !in.failed(); ++i) {
                                          message.outcomes.push_back(decode_outcome(in));
                                        }
                                      });
}

Bytes encode(const PullRequest& message) {
  ByteWriter out = begin_message(version_for(message.scope));
  out.varint(message.epoch);
  out.varint(message.lane);
  out.text(message.cursor);
  out.varint(message.limit);
  end_message(out, message.scope);
  return out.take();
}

Result<PullRequest> decode_pull_request(std::string_view bytes) {
  return decode_message<PullRequest>(bytes, "pull request",
                                     [](ByteReader& in, PullRequest& message) {
                                       message.epoch = in.varint();
                                       const std::uint64_t lane = in.varint();
                                       if (lane > 0xffffffffu) in.fail();
                                       message.lane = static_cast<Lane>(lane);
                                       message.cursor = in.text(kMaxCursorBytes);
                                       const std::uint64_t limit = in.varint();
                                       if (limit == 0 || limit > kMaxEffectsInPull) in.fail();
                                       message.limit = static_cast<std::uint32_t>(limit);
                                     });
}

Bytes encode(const PullResponse& message) {
  ByteWriter out = begin_message();
  out.varint(static_cast<std::uint64_t>(message.error));
  out.byte(message.more ? 1 : 0);
  encode(out, message.role);
  encode(out, message.pulled);
  return out.take();
}

Result<PullResponse> decode_pull_response(std::string_view bytes) {
  return decode_message<PullResponse>(bytes, "pull response",
                                      [](ByteReader& in, PullResponse& message) {
                                        message.error = read_code(in);
                                        message.more = decode_flag(in);
                                        message.role = decode_role(in);
                                        message.pulled = decode_pulled(in);
                                      });
}

Bytes encode(const CheckRequest& message) {
  ByteWriter out = begin_message();
  out.varint(message.epoch);
  out.text(message.cursor);
  out.varint(message.after);
  out.varint(message.until);
  return out.take();
}

Result<CheckRequest> decode_check_request(std::string_view bytes) {
  return decode_message<CheckRequest>(bytes, "check request",
                                      [](ByteReader& in, CheckRequest& message) {
                                        message.epoch = in.varint();
                                        message.cursor = in.text(kMaxCursorBytes);
                                        message.after = in.varint();
                                        message.until = in.varint();
                                        if (message.until < message.after) in.fail();
                                      });
}

Bytes encode(const CheckResponse& message) {
  ByteWriter out = begin_message();
  out.varint(static_cast<std::uint64_t>(message.error));
  out.varint(message.until);
  for (std::size_t i = 0; i < kDigestBuckets; ++i) out.fixed64(message.digest.sum(i));
  return out.take();
}

Result<CheckResponse> decode_check_response(std::string_view bytes) {
  return decode_message<CheckResponse>(bytes, "check response",
                                       [](ByteReader& in, CheckResponse& message) {
                                         message.error = read_code(in);
                                         message.until = in.varint();
                                         for (std::size_t i = 0; i < kDigestBuckets; ++i)
                                           message.digest.set_sum(i, in.fixed64());
                                       });
}

Bytes encode(const RepairRequest& message) {
  ByteWriter out = begin_message();
  out.varint(message.epoch);
  out.text(message.cursor);
  out.byte(message.bucket);
  return out.take();
}

Result<RepairRequest> decode_repair_request(std::string_view bytes) {
  return decode_message<RepairRequest>(bytes, "repair request",
                                       [](ByteReader& in, RepairRequest& message) {
                                         message.epoch = in.varint();
                                         message.cursor = in.text(kMaxCursorBytes);
                                         message.bucket = in.byte();
                                       });
}

Bytes encode(const RepairResponse& message) {
  ByteWriter out = begin_message();
  out.varint(static_cast<std::uint64_t>(message.error));
  out.varint(message.effects.size());
  Effect previous;
  for (const Effect& effect : message.effects) encode(out, effect, previous);
  return out.take();
}

Result<RepairResponse> decode_repair_response(std::string_view bytes) {
  return decode_message<RepairResponse>(bytes, "repair response",
                                        [](ByteReader& in, RepairResponse& message) {
                                          message.error = read_code(in);
                                          const std::size_t size = in.count(4);
                                          Effect previous;
                                          for (std::size_t i = 0; i < size && !in.failed(); ++i) {
                                            message.effects.push_back(decode_effect(in, previous));
                                          }
                                        });
}

Bytes encode(const SnapshotRequest& message) {
  ByteWriter out = begin_message(version_for(message.scope));
  out.varint(message.epoch);
  out.varint(message.seq);
  out.varint(message.part);
  end_message(out, message.scope);
  return out.take();
}

Result<SnapshotRequest> decode_snapshot_request(std::string_view bytes) {
  return decode_message<SnapshotRequest>(bytes, "snapshot request",
                                         [](ByteReader& in, SnapshotRequest& message) {
                                           message.epoch = in.varint();
                                           message.seq = in.varint();
                                           const std::uint64_t part = in.varint();
                                           if (part > 0xffffffffu) in.fail();
                                           message.part = static_cast<std::uint32_t>(part);
                                         });
}

Bytes encode(const SnapshotResponse& message) {
  ByteWriter out = begin_message();
  out.varint(static_cast<std::uint64_t>(message.error));
  encode(out, message.load);
  out.text(message.entities);
  return out.take();
}

Result<SnapshotResponse> decode_snapshot_response(std::string_view bytes) {
  return decode_message<SnapshotResponse>(bytes, "snapshot response",
                                          [](ByteReader& in, SnapshotResponse& message) {
                                            message.error = read_code(in);
                                            message.load = decode_first_load(in);
                                            message.entities = in.text(in.remaining());
                                          });
}

}  // namespace genba
