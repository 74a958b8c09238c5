// The system's CSPRNG as the core's RandomSource. Takes it in blocks: salts are asked for one by
// one, many thousand a second. One thread.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/model/random.h"

namespace genba::sync {

class SystemRandom final : public RandomSource {
 public:
  void fill(std::span<std::uint8_t> bytes) override;

 private:
  std::array<std::uint8_t, 4096> block_{};
  std::size_t used_ = sizeof(block_);
};

}  // namespace genba::sync
