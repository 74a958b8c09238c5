#include "wasm/app/device.h"

#include <ctime>

#include "wasm/platform/environment.h"

namespace genba::app {

void DeviceRandom::fill(std::span<std::uint8_t> bytes) {
  platform::random_bytes(bytes.data(), bytes.size());
}

double random_share() {
  std::uint32_t bits = 0;
  platform::random_bytes(reinterpret_cast<std::uint8_t*>(&bits), sizeof bits);
  return static_cast<double>(bits) / 4294967296.0;
}

std::int32_t utc_offset_minutes(std::int64_t at_ms) {
  const std::time_t at_s = static_cast<std::time_t>(at_ms / 1000);
  std::tm local{};
  if (localtime_r(&at_s, &local) == nullptr) return 0;
  return static_cast<std::int32_t>(local.tm_gmtoff / 60);
}

}  // namespace genba::app
