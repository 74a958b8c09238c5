// Files of a Journal in a folder, durable: every file is written beside its place, synced, renamed,
// and its folder synced, so that a crash leaves the old content or the new, never a part.
#pragma once

#include <map>
#include <string>

#include "core/model/sha256.h"
#include "core/storage/journal.h"

namespace genba::platform {

// Content of a whole file. kNotFound, kIo, or kTooLarge when it is longer than limit bytes.
Result<Bytes> read_file(const std::string& path, std::size_t limit);
Result<void> write_file(const std::string& path, std::string_view content);

// The content's SHA-256 and length, read once from the start to the end, however long it is.
struct FileDigest {
  Hash256 sha256{};
  std::int64_t size = 0;
};
Result<FileDigest> digest_file(const std::string& path);
// The same, with a durable copy made of exactly what was hashed: DIR/<sha256>, readable by its
// owner alone and writable by nobody. What is there already stays.
Result<FileDigest> copy_by_digest(const std::string& path, const std::string& dir);

// The journal's files in `dir` (name → content); left-overs of interrupted writes are passed over.
Result<std::map<std::string, Bytes>> read_journal(const std::string& dir);
// Applies the batch in order: puts, each durable before the next, then deletes.
Result<void> apply_batch(const std::string& dir, const FileBatch& batch);

}  // namespace genba::platform
