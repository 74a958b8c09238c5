// Devices of a running server: the device store under a lock. Thread-safe; each call may wait for
// the disk, so it is for worker threads.
#pragma once

#include <mutex>
#include <string_view>
#include <utility>
#include <vector>

#include "sync-server/auth/device_store.h"

namespace genba::auth {

class Devices {
 public:
  explicit Devices(DeviceStore store) : store_(std::move(store)) {}

  Result<std::vector<Device>> list(std::int64_t now_ms) {
    const std::lock_guard lock(mutex_);
    return store_.list(now_ms);
  }
  Result<Device> find(std::string_view id, std::int64_t now_ms) {
    const std::lock_guard lock(mutex_);
    return store_.find(id, now_ms);
  }
  Result<void> order_wipe(const TokenHash& token_hash, std::int64_t now_ms) {
    const std::lock_guard lock(mutex_);
    return store_.order_wipe(token_hash, now_ms);
  }
  Result<WipeOrder> report(const TokenHash& token_hash, std::int64_t waiting, std::int64_t now_ms) {
    const std::lock_guard lock(mutex_);
    return store_.report(token_hash, waiting, now_ms);
  }
  Result<void> note_wiped(const TokenHash& token_hash, std::int64_t now_ms) {
    const std::lock_guard lock(mutex_);
    return store_.note_wiped(token_hash, now_ms);
  }

 private:
  std::mutex mutex_;
  DeviceStore store_;
};

}  // namespace genba::auth
