// The workspace's files on this device: IndexedDB in the layout of Emscripten's IDBFS, written by
// one tab at a time (web/platform/storage.js says how). Callbacks run between frames, on the same
// thread, and never before the call that started them returned.
//
// Errors: kFenced (another tab is the writer now), kQuota (no space left), kUnavailable (it took
// too long), kIo (anything else). After an error nothing of the batch was stored.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/model/bytes.h"
#include "core/storage/journal.h"

namespace genba::platform {

using StoredFiles = std::map<std::string, Bytes>;

// Becomes the writer and reads every file, as one generation. `steal`: in the place of another tab,
// which is told; without it, no value when another tab is the writer.
void open_storage(bool steal, std::function<void(Result<std::optional<StoredFiles>>)> done);

// Another tab took over. Set once.
void on_storage_lost(std::function<void()> lost);

// Stores the whole batch durably, or nothing; after everything that was given before.
void commit_files(const FileBatch& batch, std::function<void(Result<void>)> done);

// A small file beside the workspace (a draft, a setting), written at once by any tab; no value
// removes it. Not fenced; may be called while the page is being closed.
void put_aside(std::string_view name, std::optional<std::string_view> bytes);

// Deletes everything that this browser keeps of the site: the workspace, what lies beside it, and
// contents of attachments. Nothing is written any more until the page is opened again.
void erase_storage(std::function<void(bool erased)> done);

}  // namespace genba::platform
