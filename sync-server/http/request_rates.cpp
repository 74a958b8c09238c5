#include "sync-server/http/request_rates.h"

namespace genba::http {
namespace {

constexpr std::size_t kBurst_s = 10;

void set_up(std::optional<auth::RateLimiter>& limiter, std::size_t rate) {
  if (rate == 0) return;
  limiter.emplace(static_cast<int>(kBurst_s * rate), static_cast<std::int64_t>(1000 / rate));
}

}  // namespace

RequestRates::RequestRates(const Rates& rates) {
  set_up(addresses_, rates.address);
  set_up(users_, rates.user);
}

std::int64_t RequestRates::take_of_address(std::string_view address, std::int64_t now_ms) {
  return addresses_ ? addresses_->take(auth::address_key(address), now_ms) : 0;
}

std::int64_t RequestRates::take_of_user(const EntityId& user, std::int64_t now_ms) {
  return users_ ? users_->take(to_string(user), now_ms) : 0;
}

}  // namespace genba::http
