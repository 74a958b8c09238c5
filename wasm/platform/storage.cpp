#include "wasm/platform/storage.h"

#include <emscripten.h>

#include <algorithm>
#include <cstdlib>
#include <unordered_map>
#include <utility>

#include "wasm/platform/page_text.h"

EM_JS(void, gb_js_storage_open, (int id, int steal),
      { Module["genba"]["storageOpen"](id, steal); });
EM_JS(void, gb_js_storage_claim, (int id), { Module["genba"]["storageClaim"](id); });
EM_JS(void, gb_js_storage_put, (const char* name, int name_length, const char* bytes, int length),
      { Module["genba"]["storagePut"](name, name_length, bytes, length); });
EM_JS(void, gb_js_storage_delete, (const char* name, int name_length),
      { Module["genba"]["storageDelete"](name, name_length); });
EM_JS(void, gb_js_storage_commit, (int id), { Module["genba"]["storageCommit"](id); });
EM_JS(void, gb_js_storage_put_aside,
      (const char* name, int name_length, const char* bytes, int length),
      { Module["genba"]["storagePutAside"](name, name_length, bytes, length); });
EM_JS(void, gb_js_storage_erase, (), { Module["genba"]["storageErase"](); });

EM_JS(void, gb_js_storage_ask, (int id, int task, const char* words, int length),
      { Module["genba"]["storageAsk"](id, task, words, length); });
EM_JS(int, gb_js_storage_stores, (), { return Module["genba"]["storageStores"](); });

namespace genba::platform {
namespace {

constexpr char kSeparator = '\x1f';

// Shared with web/platform/storage_calls.js.
enum Outcome : int {
  kDone = 0,
  kFenced = 1,
  kQuota = 2,
  kTimeout = 3,
  kIo = 4,
  kBusy = 5,
  kLocked = 6,
  kWrong = 7,
  kUnknown = 8,
  kFollowing = 9,
};

struct Opening {
  OpenedFiles opened;
  std::function<void(Result<std::optional<OpenedFiles>>)> done;
};

struct StorageState {
  std::unordered_map<int, Opening> openings;
  std::unordered_map<int, std::function<void(Result<void>)>> commits;
  StorageNews news;
  FileBatch followed;  // what another tab has stored, as it is being told
  std::function<void()> lock_due;
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
    case kLocked: return ErrorCode::kUnauthenticated;
    case kWrong: return ErrorCode::kForbidden;
    case kUnknown: return ErrorCode::kNotFound;
    default: return ErrorCode::kIo;
  }
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text.append(word).push_back(kSeparator);
  if (!text.empty()) text.pop_back();
  return text;
}

// Takes what stands before the separator off the text.
std::string_view cut(std::string_view& text, char separator) {
  const std::string_view first = text.substr(0, text.find(separator));
  text.remove_prefix(std::min(first.size() + 1, text.size()));
  return first;
}

int number_in(std::string_view text) { return std::atoi(std::string(text).c_str()); }

DeviceStore parse_store(std::string_view line) {
  DeviceStore store;
  store.owner = cut(line, kSeparator);
  store.name = cut(line, kSeparator);
  store.waiting = static_cast<std::size_t>(number_in(cut(line, kSeparator)));
  store.is_open = cut(line, kSeparator) == "1";
  store.is_sealed = cut(line, kSeparator) == "1";
  store.lock_minutes = number_in(line);
  return store;
}

}  // namespace

void open_storage(bool steal, std::function<void(Result<std::optional<OpenedFiles>>)> done) {
  const int id = ++state().next_id;
  state().openings.emplace(id, Opening{{}, std::move(done)});
  gb_js_storage_open(id, steal ? 1 : 0);
}

void claim_storage(std::function<void(Result<std::vector<std::string>>)> done) {
  const int id = ++state().next_id;
  const auto told = [done = std::move(done)](Result<std::optional<OpenedFiles>> opened) {
    if (!opened) return done(opened.error());
    std::vector<std::string> names;
    for (const auto& [name, bytes] : (*opened)->files) names.push_back(name);
    done(std::move(names));
  };
  state().openings.emplace(id, Opening{{}, told});
  gb_js_storage_claim(id);
}

void on_storage_news(StorageNews news) { state().news = std::move(news); }

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

DeviceStores device_stores() {
  const std::string text = take_page_text(gb_js_storage_stores());
  std::string_view rest = text;
  std::string_view first = cut(rest, '\n');
  DeviceStores device;
  device.is_any_open = cut(first, kSeparator) == "1";
  device.owes_sign_out = cut(first, kSeparator) == "1";
  while (!first.empty()) device.settings.append(cut(first, kSeparator)) += '\n';
  while (!rest.empty()) device.stores.push_back(parse_store(cut(rest, '\n')));
  return device;
}

void ask_storage(StoreTask task, const std::vector<std::string>& words,
                 std::function<void(Result<void>)> done) {
  const int id = ++state().next_id;
  state().commits.emplace(id, std::move(done));
  const std::string text = joined(words);
  gb_js_storage_ask(id, static_cast<int>(task), text.data(), length_of(text));
}

void on_lock_due(std::function<void()> due) { state().lock_due = std::move(due); }

}  // namespace genba::platform

using genba::Bytes;
using genba::platform::state;

extern "C" EMSCRIPTEN_KEEPALIVE void gb_storage_file(int id, const char* name, int name_length,
                                                     const char* bytes, int length) {
  std::string file(name, static_cast<std::size_t>(name_length));
  Bytes content(bytes, static_cast<std::size_t>(length));
  if (id == 0) {
    state().followed.puts.emplace_back(std::move(file), std::move(content));
    return;
  }
  const auto found = state().openings.find(id);
  if (found == state().openings.end()) return;
  found->second.opened.files.emplace(std::move(file), std::move(content));
}

// The files of id 0 are what another tab has stored.
extern "C" EMSCRIPTEN_KEEPALIVE void gb_storage_followed() {
  const genba::FileBatch batch = std::exchange(state().followed, {});
  if (state().news.stored) state().news.stored(batch);
}

extern "C" EMSCRIPTEN_KEEPALIVE void gb_storage_free() {
  if (state().news.free) state().news.free();
}

extern "C" EMSCRIPTEN_KEEPALIVE void gb_storage_opened(int id, int outcome, const char* message,
                                                       int length) {
  const auto found = state().openings.find(id);
  if (found == state().openings.end()) return;
  genba::platform::Opening opening = std::move(found->second);
  state().openings.erase(found);
  if (outcome == genba::platform::kDone || outcome == genba::platform::kFollowing) {
    opening.opened.is_writer = outcome == genba::platform::kDone;
    opening.done(std::optional(std::move(opening.opened)));
  } else if (outcome == genba::platform::kBusy) {
    opening.done(std::optional<genba::platform::OpenedFiles>());
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

extern "C" EMSCRIPTEN_KEEPALIVE void gb_lock_due() {
  if (state().lock_due) state().lock_due();
}

extern "C" EMSCRIPTEN_KEEPALIVE void gb_storage_lost() {
  if (state().news.lost) state().news.lost();
}

extern "C" EMSCRIPTEN_KEEPALIVE void gb_storage_erased(int erased) {
  if (state().erased) state().erased(erased != 0);
}
