#include "wasm/platform/storage.h"

#include <emscripten.h>

#include <unordered_map>
#include <utility>

EM_JS(void, gb_js_storage_open, (int id, int steal),
      { Module["genba"]["storageOpen"](id, steal); });
EM_JS(void, gb_js_storage_put, (const char* name, int name_length, const char* bytes, int length),
      { Module["genba"]["storagePut"](name, name_length, bytes, length); });
EM_JS(void, gb_js_storage_delete, (const char* name, int name_length),
      { Module["genba"]["storageDelete"](name, name_length); });
EM_JS(void, gb_js_storage_commit, (int id), { Module["genba"]["storageCommit"](id); });
EM_JS(void, gb_js_storage_put_aside,
      (const char* name, int name_length, const char* bytes, int length),
      { Module["genba"]["storagePutAside"](name, name_length, bytes, length); });
EM_JS(void, gb_js_storage_erase, (), { Module["genba"]["storageErase"](); });

namespace genba::platform {
namespace {

// Shared with web/platform/storage_calls.js.
enum Outcome : int { kDone = 0, kFenced = 1, kQuota = 2, kTimeout = 3, kIo = 4, kBusy = 5 };

struct Opening {
  StoredFiles files;
  std::function<void(Result<std::optional<StoredFiles>>)> done;
};

struct StorageState {
  std::unordered_map<int, Opening> openings;
  std::unordered_map<int, std::function<void(Result<void>)>> commits;
  std::function<void()> lost;
  std::function<void(bool)> erased;
  int next_id = 0;
};

StorageState& state() {
  static StorageState instance;
  return instance;
}

int length_of(std::string_view text) { return static_cast<int>(text.size()); }

ErrorCode code_of(int outcome) {
  switch (outcome) {
    case kFenced: return ErrorCode::kFenced;
    case kQuota: return ErrorCode::kQuota;
    case kTimeout: return ErrorCode::kUnavailable;
    default: return ErrorCode::kIo;
  }
}

}  // namespace

void open_storage(bool steal, std::function<void(Result<std::optional<StoredFiles>>)> done) {
  const int id = ++state().next_id;
  state().openings.emplace(id, Opening{{}, std::move(done)});
  gb_js_storage_open(id, steal ? 1 : 0);
}

void on_storage_lost(std::function<void()> lost) { state().lost = std::move(lost); }

void commit_files(const FileBatch& batch, std::function<void(Result<void>)> done) {
  const int id = ++state().next_id;
  state().commits.emplace(id, std::move(done));
  for (const auto& [name, bytes] : batch.puts) {
    gb_js_storage_put(name.data(), length_of(name), bytes.data(), length_of(bytes));
  }
  for (const std::string& name : batch.deletes) {
    gb_js_storage_delete(name.data(), length_of(name));
  }
  gb_js_storage_commit(id);
}

void erase_storage(std::function<void(bool erased)> done) {
  state().erased = std::move(done);
  gb_js_storage_erase();
}

void put_aside(std::string_view name, std::optional<std::string_view> bytes) {
  gb_js_storage_put_aside(name.data(), length_of(name), bytes ? bytes->data() : nullptr,
                          bytes ? length_of(*bytes) : -1);
}

}  // namespace genba::platform

using genba::Bytes;
using genba::platform::state;

extern "C" EMSCRIPTEN_KEEPALIVE void gb_storage_file(int id, const char* name, int name_length,
                                                     const char* bytes, int length) {
  const auto found = state().openings.find(id);
  if (found == state().openings.end()) return;
  found->second.files.emplace(std::string(name, static_cast<std::size_t>(name_length)),
                              Bytes(bytes, static_cast<std::size_t>(length)));
}

extern "C" EMSCRIPTEN_KEEPALIVE void gb_storage_opened(int id, int outcome, const char* message,
                                                       int length) {
  const auto found = state().openings.find(id);
  if (found == state().openings.end()) return;
  genba::platform::Opening opening = std::move(found->second);
  state().openings.erase(found);
  if (outcome == genba::platform::kDone) {
    opening.done(std::optional(std::move(opening.files)));
  } else if (outcome == genba::platform::kBusy) {
    opening.done(std::optional<genba::platform::StoredFiles>());
  } else {
    opening.done(genba::make_error(genba::platform::code_of(outcome),
                                   std::string(message, static_cast<std::size_t>(length))));
  }
}

extern "C" EMSCRIPTEN_KEEPALIVE void gb_storage_committed(int id, int outcome, const char* message,
                                                          int length) {
  const auto found = state().commits.find(id);
  if (found == state().commits.end()) return;
  const auto done = std::move(found->second);
  state().commits.erase(found);
  if (outcome == genba::platform::kDone) return done(genba::Result<void>());
  done(genba::make_error(genba::platform::code_of(outcome),
                         std::string(message, static_cast<std::size_t>(length))));
}

extern "C" EMSCRIPTEN_KEEPALIVE void gb_storage_lost() {
  if (state().lost) state().lost();
}

extern "C" EMSCRIPTEN_KEEPALIVE void gb_storage_erased(int erased) {
  if (state().erased) state().erased(erased != 0);
}
