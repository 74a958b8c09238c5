#include "sync-server/auth/rate_limiter.h"

#include <arpa/inet.h>

#include <algorithm>
#include <array>

#include "core/model/bytes.h"

namespace genba::auth {

std::int64_t RateLimiter::take(std::string_view key, std::int64_t now_ms) {
  const std::lock_guard lock(mutex_);
  auto found = by_key_.find(key);
  if (found == by_key_.end()) {
    make_room(now_ms);
    recent_first_.push_front(Bucket{std::string(key), now_ms});
    found = by_key_.emplace(recent_first_.front().key, recent_first_.begin()).first;
  } else {
    recent_first_.splice(recent_first_.begin(), recent_first_, found->second);
  }
  Bucket& bucket = *found->second;
  // A clock that was set back must not lock anyone out for longer than an empty bucket would.
  const std::int64_t empty_ms = now_ms + burst_ * refill_ms_;
  const std::int64_t full_at_ms = std::clamp(bucket.full_at_ms, now_ms, empty_ms) + refill_ms_;
  const std::int64_t wait_ms = full_at_ms - empty_ms;
  if (wait_ms > 0) return wait_ms;
  bucket.full_at_ms = full_at_ms;
  return 0;
}

void RateLimiter::give_back(std::string_view key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found != by_key_.end()) found->second->full_at_ms -= refill_ms_;
}

void RateLimiter::forgive(std::string_view key) {
  const std::lock_guard lock(mutex_);
  const auto found = by_key_.find(key);
  if (found == by_key_.end()) return;
  const auto bucket = found->second;
  by_key_.erase(found);
  recent_first_.erase(bucket);
}

std::size_t RateLimiter::keys() const {
  const std::lock_guard lock(mutex_);
  return recent_first_.size();
}

void RateLimiter::make_room(std::int64_t now_ms) {
  while (!recent_first_.empty() &&
         (recent_first_.size() >= kMaxKeys || recent_first_.back().full_at_ms <= now_ms)) {
    by_key_.erase(recent_first_.back().key);
    recent_first_.pop_back();
  }
}

std::string address_key(std::string_view address) {
  const std::string text(address);
  std::array<unsigned char, 16> bytes{};
  if (inet_pton(AF_INET6, text.c_str(), bytes.data()) != 1) return text;
  const bool is_mapped_v4 = std::all_of(bytes.begin(), bytes.begin() + 10,
                                        [](unsigned char byte) { return byte == 0; }) &&
                            bytes[10] == 0xff && bytes[11] == 0xff;
  if (is_mapped_v4) {
    std::array<char, INET_ADDRSTRLEN> v4{};
    inet_ntop(AF_INET, bytes.data() + 12, v4.data(), v4.size());
    return v4.data();
  }
  return to_hex({reinterpret_cast<const char*>(bytes.data()), 8});
}

}  // namespace genba::auth
