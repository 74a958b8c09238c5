// ByteBudget: how many bytes of large answers may be in memory at once. Any thread.
#pragma once

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace genba::http {

class ByteBudget {
 public:
  explicit ByteBudget(std::int64_t limit_bytes)
      : used_(std::make_shared<std::atomic<std::int64_t>>(0)), limit_bytes_(limit_bytes) {}

  // What `make` returns, counted as `size` bytes until its last holder lets it go. Null, and `make`
  // is not called, when that would be too much.
  template <typename Make>
  std::shared_ptr<const std::string> hold(std::int64_t size, const Make& make) {
    if (used_->fetch_add(size) + size > limit_bytes_) {
      used_->fetch_sub(size);
      return nullptr;
    }
    return {new std::string(make()), [used = used_, size](const std::string* bytes) {
              delete bytes;
              used->fetch_sub(size);
            }};
  }

 private:
  std::shared_ptr<std::atomic<std::int64_t>> used_;
  const std::int64_t limit_bytes_;
};

}  // namespace genba::http
