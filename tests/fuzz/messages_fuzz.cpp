// What comes over the wire: the protocol's messages, groups of operations, effects, cursors and
// parts of snapshots. The first byte says which. Any bytes are read or refused; what was read is
// written and read as the same.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <utility>

#include "core/sync/cursor.h"
#include "core/sync/memory_store.h"
#include "core/sync/messages.h"
#include "core/sync/search_messages.h"

namespace {

using namespace genba;

void require(bool holds) {
  if (!holds) std::abort();
}

template <typename Message>
void check_message(std::string_view bytes, Result<Message> (*decode)(std::string_view)) {
  const Result<Message> message = decode(bytes);
  if (!message) return require(!message.error().detail.empty());
  const Bytes written = encode(*message);
  const Result<Message> again = decode(written);
  require(again.ok() && encode(*again) == written);
}

void check_group(std::string_view bytes) {
  ByteReader in(bytes);
  const OperationGroup group = decode_group(in);
  if (!in.finish("group")) return;
  ByteWriter out;
  encode(out, group);
  ByteReader again(out.bytes());
  require(decode_group(again) == group && again.finish("group").ok());
}

void check_effects(std::string_view bytes) {
  ByteReader in(bytes);
  Effect previous;
  std::vector<Effect> effects;
  while (!in.at_end() && !in.failed()) effects.push_back(decode_effect(in, previous));
  if (!in.finish("effects")) return;
  ByteWriter out;
  Effect before;
  for (const Effect& effect : effects) encode(out, effect, before);
  ByteReader again(out.bytes());
  Effect last;
  for (const Effect& effect : effects) require(decode_effect(again, last) == effect);
  require(again.finish("effects").ok());
}

// A part of a snapshot is taken whole or not at all; what a replica made of it can be stored.
void check_part(std::string_view bytes) {
  Replica replica;
  replica.begin_first_load({1, {0, 1}, {}});
  const std::size_t before = replica.state().ids().size();
  if (!replica.receive_part(bytes)) return require(replica.state().ids().size() == before);
  for (const EntityId& id : replica.timeline().entities()) (void)replica.timeline().of(id);
  Replica again;
  for (const Bytes& record : replica.snapshot(1000)) require(again.restore_record(record).ok());
  require(again.state().digest() == replica.state().digest());
}

void check_cursor(std::string_view bytes) {
  static const MemoryStore store(derive_id("fuzz", "workspace"), 1);
  const SessionUser user{derive_id("fuzz", "a"), Role::kAgent, "a"};
  const Result<Cursor> opened = open_cursor(Bytes(bytes), user, store);
  if (opened && !bytes.empty()) require(seal_cursor(*opened, user, store).size() == bytes.size());
  ByteReader in(bytes);
  Cursor cursor{in.varint(), in.varint()};
  if (Scope scope = decode_scope(in); !in.failed()) cursor.scope = std::move(scope);
  const Bytes sealed = seal_cursor(cursor, user, store);
  const Result<Cursor> back = open_cursor(sealed, user, store);
  require(back && back->seq == cursor.seq && back->sight == cursor.sight &&
          back->scope == cursor.scope);
  const SessionUser other{derive_id("fuzz", "b"), Role::kAgent, "b"};
  require(!open_cursor(sealed, other, store));
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  switch (data[0] % 18) {
    case 0: check_message(bytes, decode_hello_request); break;
    case 1: check_message(bytes, decode_hello_response); break;
    case 2: check_message(bytes, decode_push_request); break;
    case 3: check_message(bytes, decode_push_response); break;
    case 4: check_message(bytes, decode_pull_request); break;
    case 5: check_message(bytes, decode_pull_response); break;
    case 6: check_group(bytes); break;
    case 7: check_effects(bytes); break;
    case 8: check_message(bytes, decode_check_request); break;
    case 9: check_message(bytes, decode_check_response); break;
    case 10: check_message(bytes, decode_repair_request); break;
    case 11: check_message(bytes, decode_repair_response); break;
    case 13: check_message(bytes, decode_snapshot_request); break;
    case 14: check_message(bytes, decode_snapshot_response); break;
    case 16: check_message(bytes, decode_search_request); break;
    case 17: check_message(bytes, decode_search_response); break;
    case 15: check_part(bytes); break;
    default: check_cursor(bytes); break;
  }
  return 0;
}
