// The device: clocks, randomness, language, persistence. Core and views get these as parameters.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <string>

namespace genba::platform {

// Milliseconds since 1970-01-01 UTC, as the device believes.
std::int64_t now_ms();
// Milliseconds since the page was opened; never steps back.
double monotonic_ms();
// Cryptographic randomness (crypto.getRandomValues).
void random_bytes(std::uint8_t* out, std::size_t size);

// The browser's first language, e.g. "ja-JP".
std::string browser_locale();
std::string page_address();  // without what follows "#"
// The device's time zone, e.g. "Asia/Tokyo".
std::string browser_time_zone();
bool is_online();
bool is_visible();
// False over plain http from another machine: no service worker, locks or camera then.
bool is_secure_context();

// Asks the browser never to evict this site's data.
void request_persistent_storage(std::function<void(bool granted)> done);

}  // namespace genba::platform
