// Who may do what with the content of an attachment. Everything goes by the attachment's id and by
// what its reader sees of the workspace, as in a pull: what he may not see, what was removed and
// what never was are one and the same kNotFound.
//
// Within a transaction of the store, on its thread.
#pragma once

#include <string>
#include <string_view>

#include "core/sync/server_session.h"
#include "sync-server/stores/server_store.h"

namespace genba::sync {

inline constexpr std::size_t kMaxThumbnail_bytes = 64 * 1024;

struct AttachmentFacts {
  std::string name;
  std::string media_type;
  std::int64_t size = 0;
  Hash256 sha256{};
  bool is_own = false;  // the reader added it
};

Result<AttachmentFacts> find_attachment(const stores::ServerStore& store, const SessionUser& user,
                                        const EntityId& id);

// What became of a chunk; `state` is as it is now.
struct ChunkOutcome {
  enum class Kind : std::uint8_t { kTaken, kWrongOffset, kWrongContent };
  Kind kind = Kind::kTaken;
  stores::ContentState state;
  std::int64_t size = 0;  // of the whole content
};

// The next chunk of an attachment that the user added. To what is whole already nothing happens.
// kNotFound, kForbidden (somebody else's), kInvalidArgument (a chunk of another length).
Result<ChunkOutcome> take_chunk(stores::ServerStore& store, const SessionUser& user,
                                const EntityId& id, std::int64_t offset, std::string_view chunk,
                                std::int64_t now_ms);

// A small picture of it, by whoever added it: a JPEG of at most kMaxThumbnail_bytes.
Result<void> take_thumbnail(stores::ServerStore& store, const SessionUser& user, const EntityId& id,
                            std::string_view jpeg);

}  // namespace genba::sync
