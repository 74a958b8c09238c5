// Files of a Journal in a folder, durable: every file is written beside its place, synced, renamed,
// and its folder synced, so that a crash leaves the old content or the new, never a part.
#pragma once

#include <map>
#include <string>

#include "core/storage/journal.h"

namespace genba::platform {

// Content of a whole file. kNotFound, kIo, or kTooLarge when it is longer than limit bytes.
Result<Bytes> read_file(const std::string& path, std::size_t limit);
Result<void> write_file(const std::string& path, std::string_view content);

// The journal's files in `dir` (name → content); left-overs of interrupted writes are passed over.
Result<std::map<std::string, Bytes>> read_journal(const std::string& dir);
// Applies the batch in order: puts, each durable before the next, then deletes.
Result<void> apply_batch(const std::string& dir, const FileBatch& batch);

}  // namespace genba::platform
