// The device as the core wants it: random bytes, and how far its clock is from UTC.
#pragma once

#include <cstdint>
#include <span>

#include "core/model/random.h"

namespace genba::app {

class DeviceRandom final : public RandomSource {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

// Uniform in [0, 1).
double random_share();

// Of the device's own zone at that moment; daylight saving included.
std::int32_t utc_offset_minutes(std::int64_t at_ms);

}  // namespace genba::app
