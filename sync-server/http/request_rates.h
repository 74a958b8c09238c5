// How often one person, and one address, may ask: whoever asks without end is told to wait (429),
// so that the others are served.
//
// Counted are the requests of the API. Ten seconds' worth may come at once. Threads: any.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

#include "core/model/ids.h"
#include "sync-server/auth/rate_limiter.h"

namespace genba::http {

// Requests a second, at most kMost; 0: as many as they like.
struct Rates {
  static constexpr std::size_t kMost = 1000;
  std::size_t user = 200;
  // Many people share an address: an office behind one router, or all, behind a proxy that is not
  // believed.
  std::size_t address = 1000;
};

// Look-ups of receipt codes, whose answers come without signing in. A kiosk's own people are few at
// a time; behind one address there may be several kiosks.
struct ReceiptRates {
  auth::RateLimiter addresses{30, 2'000};
  auth::RateLimiter devices{12, 5'000};
};

class RequestRates {
 public:
  explicit RequestRates(const Rates& rates);

  // 0, or how long to wait before asking again, in milliseconds.
  std::int64_t take_of_address(std::string_view address, std::int64_t now_ms);
  std::int64_t take_of_user(const EntityId& user, std::int64_t now_ms);

 private:
  std::optional<auth::RateLimiter> addresses_;
  std::optional<auth::RateLimiter> users_;
};

}  // namespace genba::http
