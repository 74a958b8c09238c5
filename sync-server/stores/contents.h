// Contents: what a database holds of the attachments' bytes.
//
// Content is kept once for each SHA-256, in chunks. Which attachment has it is another table: an
// attachment has content only when its own writer sent all of it, so that naming a hash gives
// nobody what somebody else sent, and nothing here tells whether it is there already.
//
// Calls belong to a transaction of the ServerStore that this is a part of, on its thread. A write
// that fails is remembered, and makes the store's commit fail.
#pragma once

#include <cstdint>
#include <string_view>

#include "core/model/bytes.h"
#include "core/model/ids.h"
#include "core/model/sha256.h"

namespace genba::stores {

// Every chunk has so many bytes, except the last one of a content.
inline constexpr std::int64_t kContentChunk_bytes = 256 * 1024;

struct ContentState {
  std::int64_t received = 0;  // bytes, from the start
  bool is_whole = false;
  bool has_thumbnail = false;
};

class Contents {
 public:
  virtual ~Contents() = default;

  virtual ContentState state_of(const EntityId& attachment) const = 0;
  // Appends the next chunk of a content that is not whole.
  virtual void append(const EntityId& attachment, std::string_view chunk, std::int64_t now_ms) = 0;
  // Appends the last chunk. When everything together has that SHA-256 it is whole; else it is
  // dropped, and false.
  virtual bool finish(const EntityId& attachment, std::string_view chunk, const Hash256& sha256,
                      std::int64_t now_ms) = 0;
  // The attachment has no content and no thumbnail any more.
  virtual void drop(const EntityId& attachment) = 0;
  // At most `length` bytes from `offset` on, of what has arrived.
  virtual Bytes read(const EntityId& attachment, std::int64_t offset,
                     std::int64_t length) const = 0;

  // The first one stays.
  virtual void keep_thumbnail(const EntityId& attachment, std::string_view jpeg) = 0;
  virtual Bytes thumbnail(const EntityId& attachment) const = 0;  // empty: none

  // Deletes a part of what no attachment has, and of uploads that have not gone on since then.
  // False: there was nothing to delete.
  virtual bool collect(std::int64_t abandoned_before_ms) = 0;
};

}  // namespace genba::stores
