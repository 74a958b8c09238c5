// The workspace's files on this device: IndexedDB in the layout of Emscripten's IDBFS, written by
// one tab at a time (web/platform/storage.js says how). Callbacks run between frames, on the same
// thread, and never before the call that started them returned.
//
// A device holds a store for each person who signed in on it, and one for whoever works without a
// server; one of them is open. Opening another begins with a new page, so that nothing of the first
// is left in memory.
//
// Errors: kFenced (another tab is the writer now), kQuota (no space left), kUnavailable (it took
// too long), kIo (anything else). After an error nothing of the batch was stored. Of encryption and
// people: kUnauthenticated (the passphrase was not given yet), kForbidden (it is another),
// kNotFound (nobody on this device has this name and password).
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/bytes.h"
#include "core/storage/journal.h"

namespace genba::platform {

using StoredFiles = std::map<std::string, Bytes>;

struct OpenedFiles {
  StoredFiles files;
  bool is_writer = true;  // false: another tab is, and the files are to be looked at alone
};
// Reads every file, as one generation, and becomes the writer. `steal`: in the place of another
// tab, which is told; without it this tab follows when another one is the writer. No value: it is,
// and the store is encrypted, which nobody follows.
void open_storage(bool steal, std::function<void(Result<std::optional<OpenedFiles>>)> done);
// Becomes the writer in the place of another tab without reading: the names of all files, in one
// transaction with the change of the writer.
void claim_storage(std::function<void(Result<std::vector<std::string>>)> done);

// What a tab hears of the others. Set once.
struct StorageNews {
  std::function<void()> lost;                    // another tab took over
  std::function<void(const FileBatch&)> stored;  // the writer has stored this; not while it is us
  std::function<void()> free;                    // the tab that was the writer is gone
};
void on_storage_news(StorageNews news);

// Stores the whole batch durably, or nothing; after everything that was given before.
void commit_files(const FileBatch& batch, std::function<void(Result<void>)> done);

// A small file beside the workspace (a draft, a setting), written at once by any tab; no value
// removes it. Not fenced; may be called while the page is being closed.
void put_aside(std::string_view name, std::optional<std::string_view> bytes);

// The owner of the store of whoever works without a server; of any other it is a user's id.
inline constexpr std::string_view kAlone = "alone";

struct DeviceStore {
  std::string owner, name;
  std::size_t waiting = 0;  // changes that were not sent, as last described
  bool is_open = false;
  bool is_sealed = false;
  int lock_minutes = 0;  // 0: never
};
struct DeviceStores {
  bool is_any_open = false;
  bool owes_sign_out = false;  // somebody left while the server could not be told
  std::string settings;        // of the device
  std::vector<DeviceStore> stores;
};
// As known since the last opening or task.
DeviceStores device_stores();

// What can be asked for, and its words. Numbers are shared with web/platform/storage_calls.js.
enum class StoreTask : int {
  kOpen = 0,        // owner, name: a new page with that store
  kClose = 1,       // a new page with none; the session is owed an end
  kSignedIn = 2,    // owner, name, sign-in name, password
  kProve = 3,       // sign-in name, password: a new page with the store of whoever that is
  kSignedOut = 4,   // nothing is owed any more
  kDescribe = 5,    // owner, name, changes that wait: of the open store
  kUnlock = 6,      // passphrase
  kProtect = 7,     // passphrase
  kRekey = 8,       // passphrase, the new one
  kUnprotect = 9,   // passphrase
  kLock = 10,       // a new page without the key
  kLockAfter = 11,  // minutes without a touch
  kRemove = 12,     // owner: of a store that is not open
};
void ask_storage(StoreTask task, const std::vector<std::string>& words,
                 std::function<void(Result<void>)> done);

// Nobody has touched the device for a while and the store is encrypted. Set once.
void on_lock_due(std::function<void()> due);

// Deletes everything that this browser keeps of the site: the stores of everybody, what lies
// beside them, and contents of attachments. Nothing is written any more until the page is opened
// again.
void erase_storage(std::function<void(bool erased)> done);

}  // namespace genba::platform
