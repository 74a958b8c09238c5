// RandomSource: where the core gets unpredictable bytes (ids, salts). The platform gives a CSPRNG;
// a simulation gives a seeded generator.
#pragma once

#include <cstdint>
#include <span>

#include "core/model/ids.h"

namespace genba {

class RandomSource {
 public:
  virtual ~RandomSource() = default;
  virtual void fill(std::span<std::uint8_t> bytes) = 0;

  EntityId new_id(std::int64_t now_ms) {
    std::array<std::uint8_t, 10> bytes;
    fill(bytes);
    return make_id(now_ms, bytes);
  }
};

}  // namespace genba
