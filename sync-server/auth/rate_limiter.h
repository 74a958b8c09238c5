// Slows down guessing: a token bucket for each key (an address, a user name).
//
// A bucket holds `burst` tries and regains one every `refill_ms`. Memory is bounded: a key whose
// bucket is full again is forgotten, and at kMaxKeys the one that was used longest ago goes.
// Thread-safe. Time is a parameter (milliseconds of any monotonic clock).
#pragma once

#include <cstddef>
#include <cstdint>
#include <list>
#include <mutex>
#include <string>
#include <string_view>
#include <unordered_map>

namespace genba::auth {

class RateLimiter {
 public:
  static constexpr std::size_t kMaxKeys = 10'000;

  RateLimiter(int burst, std::int64_t refill_ms) : burst_(burst), refill_ms_(refill_ms) {}

  // Takes a try: 0 when there was one, else how long to wait for the next (milliseconds, > 0).
  std::int64_t take(std::string_view key, std::int64_t now_ms);
  // Returns one try, for a success that should not count.
  void give_back(std::string_view key);
  // The key starts anew.
  void forgive(std::string_view key);

  std::size_t keys() const;

 private:
  struct Bucket {
    std::string key;
    // The bucket is full again at this time; `burst` tries lie between empty and full.
    std::int64_t full_at_ms = 0;
  };

  void make_room(std::int64_t now_ms);

  const int burst_;
  const std::int64_t refill_ms_;
  mutable std::mutex mutex_;
  std::list<Bucket> recent_first_;
  std::unordered_map<std::string_view, std::list<Bucket>::iterator> by_key_;
};

// The key of an address: an IPv4 address itself, the /64 network of an IPv6 one, since one customer
// usually holds all of it. Text that is no address is its own key.
std::string address_key(std::string_view address);

}  // namespace genba::auth
