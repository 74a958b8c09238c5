#include "sync-server/sync/system_random.h"

#include <sodium.h>

#include <cstring>

namespace genba::sync {

void SystemRandom::fill(std::span<std::uint8_t> bytes) {
  if (bytes.size() > block_.size()) return randombytes_buf(bytes.data(), bytes.size());
  if (used_ + bytes.size() > block_.size()) {
    randombytes_buf(block_.data(), block_.size());
    used_ = 0;
  }
  std::memcpy(bytes.data(), block_.data() + used_, bytes.size());
  // What was given out must not stay readable in memory.
  sodium_memzero(block_.data() + used_, bytes.size());
  used_ += bytes.size();
}

}  // namespace genba::sync
