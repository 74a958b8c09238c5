#include "sync-server/sync/attachment_access.h"

#include <algorithm>

#include "core/process/attachment.h"
#include "core/sync/sight.h"

namespace genba::sync {
namespace {

Error unknown() { return make_error(ErrorCode::kNotFound, "no such attachment"); }

int digit_of(char c) { return c <= '9' ? c - '0' : c - 'a' + 10; }

Hash256 hash_of(const std::string& digits) {
  Hash256 hash{};
  for (std::size_t i = 0; i < hash.size(); ++i) {
    hash[i] = static_cast<std::uint8_t>(digit_of(digits[2 * i]) * 16 + digit_of(digits[2 * i + 1]));
  }
  return hash;
}

Result<AttachmentFacts> find_own(const stores::ServerStore& store, const SessionUser& user,
                                 const EntityId& id) {
  Result<AttachmentFacts> facts = find_attachment(store, user, id);
  if (!facts || facts->is_own) return facts;
  return make_error(ErrorCode::kForbidden, "only whoever added an attachment sends its content");
}

bool is_jpeg(std::string_view bytes) {
  return bytes.size() >= 4 && bytes.substr(0, 3) == "\xff\xd8\xff" &&
         bytes.substr(bytes.size() - 2) == "\xff\xd9";
}

}  // namespace

Result<AttachmentFacts> find_attachment(const stores::ServerStore& store, const SessionUser& user,
                                        const EntityId& id) {
  Sight sight(user, store);
  const bool is_seen = store.kind(id) == Kind::kAttachment && sight.sees(store.facet(id)) &&
                       sight.sees(id) && !is_removed_attachment(store, id);
  const std::string digits = store.value(id, field::kAttachmentSha256).text();
  // An erasure takes the hash away, and with it the content.
  if (!is_seen || !is_sha256_text(digits)) return unknown();
  AttachmentFacts facts;
  facts.name = store.value(id, field::kAttachmentName).text();
  facts.media_type = store.value(id, field::kAttachmentMediaType).text();
  facts.size = store.integer(id, field::kAttachmentSize);
  facts.sha256 = hash_of(digits);
  facts.is_own = store.value(id, field::kAttachmentAuthor).reference() == user.id;
  if (!check_attachment_size(facts.size)) return unknown();
  return facts;
}

Result<ChunkOutcome> take_chunk(stores::ServerStore& store, const SessionUser& user,
                                const EntityId& id, std::int64_t offset, std::string_view chunk,
                                std::int64_t now_ms) {
  const Result<AttachmentFacts> facts = find_own(store, user, id);
  if (!facts) return facts.error();
  stores::Contents& contents = store.contents();
  ChunkOutcome outcome;
  outcome.size = facts->size;
  outcome.state = contents.state_of(id);
  if (outcome.state.is_whole) return outcome;
  const std::int64_t received = outcome.state.received;
  if (offset != received) {
    outcome.kind = ChunkOutcome::Kind::kWrongOffset;
    return outcome;
  }
  const std::int64_t left = facts->size - received;
  const std::int64_t wanted = std::min(stores::kContentChunk_bytes, left);
  if (static_cast<std::int64_t>(chunk.size()) != wanted) {
    return make_error(ErrorCode::kInvalidArgument,
                      "a chunk has 262144 bytes, the last one what is left");
  }
  if (wanted < left) {
    contents.append(id, chunk, now_ms);
  } else if (!contents.finish(id, chunk, facts->sha256, now_ms)) {
    outcome.kind = ChunkOutcome::Kind::kWrongContent;
  }
  outcome.state = contents.state_of(id);
  return outcome;
}

Result<void> take_thumbnail(stores::ServerStore& store, const SessionUser& user, const EntityId& id,
                            std::string_view jpeg) {
  const Result<AttachmentFacts> facts = find_own(store, user, id);
  if (!facts) return facts.error();
  if (jpeg.size() > kMaxThumbnail_bytes) {
    return make_error(ErrorCode::kTooLarge, "a small picture has 64 KiB at most");
  }
  if (!is_jpeg(jpeg)) {
    return make_error(ErrorCode::kInvalidArgument, "a small picture is a JPEG");
  }
  store.contents().keep_thumbnail(id, jpeg);
  return {};
}

}  // namespace genba::sync
