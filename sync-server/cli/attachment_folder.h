// AttachmentFolder: the contents of attachments beside a workspace folder:
// DIR/attachments/<sha256>, and DIR/attachments/sent, which says of which ones the server has
// everything.
//
// For the process that holds the workspace's lock.
#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>

#include "core/model/ids.h"
#include "core/process/attachment.h"

namespace genba::cli {

class AttachmentFolder {
 public:
  explicit AttachmentFolder(const std::string& data) : dir_(data + "/attachments") {}

  // Copies a file, durably, and says what it is. kTooLarge or kInvalidArgument as
  // check_attachment_size; nothing is kept then.
  Result<Fingerprint> keep(const std::string& file) const;
  bool has(const std::string& sha256) const;
  Result<Bytes> content(const std::string& sha256) const;
  Result<void> save(const std::string& sha256, const std::string& file) const;

  // Of a content that is being fetched: how much is there, the next part of it, and its end. What
  // is not what was announced is thrown away: kCorrupt.
  std::int64_t fetched(const std::string& sha256) const;
  Result<void> add_part(const std::string& sha256, std::string_view bytes) const;
  Result<void> finish(const std::string& sha256) const;

  // Whether the server of that epoch was sent everything of it.
  Result<void> load_sent();
  bool is_sent(const EntityId& attachment, std::uint64_t epoch) const;
  Result<void> note_sent(const EntityId& attachment, std::uint64_t epoch);

 private:
  std::string path_of(const std::string& sha256) const { return dir_ + "/" + sha256; }
  std::string part_of(const std::string& sha256) const { return path_of(sha256) + ".part"; }

  std::string dir_;
  std::set<std::string> sent_;  // "EPOCH ID"
};

}  // namespace genba::cli
