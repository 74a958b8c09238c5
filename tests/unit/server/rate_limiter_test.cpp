#include "sync-server/auth/rate_limiter.h"

#include <doctest/doctest.h>

#include <string>

using genba::auth::address_key;
using genba::auth::RateLimiter;

TEST_CASE("a key has its burst of tries and then regains one at a time") {
  RateLimiter limiter(3, 1000);
  for (int i = 0; i < 3; ++i) CHECK(limiter.take("a", 0) == 0);
  CHECK(limiter.take("a", 0) == 1000);
  CHECK(limiter.take("a", 400) == 600);
  CHECK(limiter.take("a", 1000) == 0);
  CHECK(limiter.take("a", 1000) > 0);
  CHECK(limiter.take("b", 1000) == 0);
}

TEST_CASE("a refused try costs nothing, so that waiting helps") {
  RateLimiter limiter(1, 1000);
  CHECK(limiter.take("a", 0) == 0);
  for (int i = 0; i < 50; ++i) CHECK(limiter.take("a", 500) == 500);
  CHECK(limiter.take("a", 1000) == 0);
}

TEST_CASE("success forgives a key or gives one try back") {
  RateLimiter limiter(2, 1000);
  CHECK(limiter.take("a", 0) == 0);
  CHECK(limiter.take("a", 0) == 0);
  limiter.give_back("a");
  CHECK(limiter.take("a", 0) == 0);
  CHECK(limiter.take("a", 0) > 0);
  limiter.forgive("a");
  CHECK(limiter.take("a", 0) == 0);
}

TEST_CASE("a clock that is set back locks nobody out for longer than an empty bucket") {
  RateLimiter limiter(2, 1000);
  CHECK(limiter.take("a", 1'000'000) == 0);
  CHECK(limiter.take("a", 0) <= 1000);
}

TEST_CASE("memory stays bounded while an attacker changes keys") {
  RateLimiter limiter(2, 1000);
  for (int i = 0; i < 30'000; ++i) CHECK(limiter.take("key" + std::to_string(i), i) == 0);
  CHECK(limiter.keys() <= RateLimiter::kMaxKeys);
  CHECK(limiter.take("fresh", 10'000'000) == 0);
  CHECK(limiter.keys() == 1);
}

TEST_CASE("an IPv6 network counts as one address, an IPv4 address as itself") {
  CHECK(address_key("2001:db8:1:2::1") == address_key("2001:db8:1:2:ffff::9"));
  CHECK(address_key("2001:db8:1:2::1") != address_key("2001:db8:1:3::1"));
  CHECK(address_key("192.0.2.1") != address_key("192.0.2.2"));
  CHECK(address_key("::ffff:192.0.2.1") == address_key("192.0.2.1"));
}
