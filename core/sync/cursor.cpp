#include "core/sync/cursor.h"

namespace genba {
namespace {

constexpr std::size_t kSealBytes = 16;

Bytes seal_of(const Bytes& body, const SessionUser& user, const SyncStore& store) {
  ByteWriter sealed;
  encode_id(sealed, user.id);
  sealed.raw(body);
  const Hash256 mac = hmac_sha256(store.cursor_key(), sealed.bytes());
  return Bytes(view_of(mac).substr(0, kSealBytes));
}

}  // namespace

Bytes seal_cursor(const Cursor& cursor, const SessionUser& user, const SyncStore& store) {
  ByteWriter out;
  out.varint(cursor.seq);
  out.varint(cursor.sight);
  out.varint(store.epoch());
  if (cursor.scope != Scope()) encode(out, cursor.scope);
  return out.bytes() + seal_of(out.bytes(), user, store);
}

Result<Cursor> open_cursor(const Bytes& cursor, const SessionUser& user, const SyncStore& store) {
  if (cursor.empty()) return Cursor{};
  const Error error = make_error(ErrorCode::kMalformed, "not a cursor of this server");
  if (cursor.size() <= kSealBytes) return error;
  const Bytes body = cursor.substr(0, cursor.size() - kSealBytes);
  const Bytes expected = seal_of(body, user, store);
  unsigned difference = 0;  // in constant time
  for (std::size_t i = 0; i < kSealBytes; ++i) {
    difference |= static_cast<unsigned char>(expected[i] ^ cursor[body.size() + i]);
  }
  ByteReader in(body);
  Cursor opened;
  opened.seq = in.varint();
  opened.sight = in.varint();
  const std::uint64_t epoch = in.varint();
  if (!in.at_end()) opened.scope = decode_scope(in);
  if (difference != 0 || !in.finish("cursor") || epoch != store.epoch()) return error;
  return opened;
}

}  // namespace genba
