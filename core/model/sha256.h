// SHA-256 (FIPS 180-4) and HMAC-SHA-256 (RFC 2104): the audit chain, derived ids, cursors.
//
// No packaged library builds for both targets of the core, so the hash is here; the tests hold it
// against the vectors of FIPS 180-4 and RFC 4231.
#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace genba {

using Hash256 = std::array<std::uint8_t, 32>;

class Sha256 {
 public:
  void update(std::string_view bytes);
  Hash256 finish();  // the object is spent afterwards

  // What lies between two parts of a long content, for a sum that is gone on with later, also in
  // another process. Only after a multiple of 64 bytes.
  Hash256 suspend() const;
  static Sha256 resume(const Hash256& state, std::uint64_t size);

 private:
  void block(const std::uint8_t* data);
  Hash256 words() const;

  std::array<std::uint32_t, 8> state_ = {0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                         0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
  std::array<std::uint8_t, 64> buffer_{};
  std::uint64_t size_ = 0;
};

Hash256 sha256(std::string_view bytes);
Hash256 hmac_sha256(std::string_view key, std::string_view bytes);

inline std::string_view view_of(const Hash256& hash) {
  return {reinterpret_cast<const char*>(hash.data()), hash.size()};
}

}  // namespace genba
