#include "core/model/sha256.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <string>

namespace genba {
namespace {

constexpr std::uint32_t kRound[64] = {
    0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
    0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
    0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
    0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
    0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
    0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
    0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
    0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2};

std::uint32_t rotate(std::uint32_t value, int bits) {
  return (value >> bits) | (value << (32 - bits));
}

}  // namespace

void Sha256::block(const std::uint8_t* data) {
  std::uint32_t w[64];
  for (int i = 0; i < 16; ++i) {
    w[i] = static_cast<std::uint32_t>(data[i * 4]) << 24 |
           static_cast<std::uint32_t>(data[i * 4 + 1]) << 16 |
           static_cast<std::uint32_t>(data[i * 4 + 2]) << 8 | data[i * 4 + 3];
  }
  for (int i = 16; i < 64; ++i) {
    const std::uint32_t s0 = rotate(w[i - 15], 7) ^ rotate(w[i - 15], 18) ^ (w[i - 15] >> 3);
    const std::uint32_t s1 = rotate(w[i - 2], 17) ^ rotate(w[i - 2], 19) ^ (w[i - 2] >> 10);
    w[i] = w[i - 16] + s0 + w[i - 7] + s1;
  }
  auto [a, b, c, d, e, f, g, h] = state_;
  for (int i = 0; i < 64; ++i) {
    const std::uint32_t s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const std::uint32_t t1 = h + s1 + ((e & f) ^ (~e & g)) + kRound[i] + w[i];
    const std::uint32_t s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const std::uint32_t t2 = s0 + ((a & b) ^ (a & c) ^ (b & c));
    h = g, g = f, f = e, e = d + t1, d = c, c = b, b = a, a = t1 + t2;
  }
  const std::uint32_t sums[8] = {a, b, c, d, e, f, g, h};
  for (int i = 0; i < 8; ++i) state_[static_cast<std::size_t>(i)] += sums[i];
}

void Sha256::update(std::string_view bytes) {
  const auto* data = reinterpret_cast<const std::uint8_t*>(bytes.data());
  std::size_t left = bytes.size();
  std::size_t held = static_cast<std::size_t>(size_ % 64);
  size_ += left;
  if (held > 0) {
    const std::size_t part = std::min(left, 64 - held);
    std::memcpy(buffer_.data() + held, data, part);
    data += part, left -= part, held += part;
    if (held < 64) return;
    block(buffer_.data());
  }
  for (; left >= 64; data += 64, left -= 64) block(data);
  if (left > 0) std::memcpy(buffer_.data(), data, left);
}

Hash256 Sha256::finish() {
  const std::uint64_t bits = size_ * 8;
  const std::size_t held = static_cast<std::size_t>(size_ % 64);
  std::string pad(held < 56 ? 56 - held : 120 - held, '\0');
  pad[0] = static_cast<char>(0x80);
  for (int shift = 56; shift >= 0; shift -= 8) pad.push_back(static_cast<char>(bits >> shift));
  update(pad);
  return words();
}

Hash256 Sha256::words() const {
  Hash256 out;
  for (std::size_t i = 0; i < 32; ++i) {
    out[i] = static_cast<std::uint8_t>(state_[i / 4] >> (24 - 8 * (i % 4)));
  }
  return out;
}

Hash256 Sha256::suspend() const {
  assert(size_ % 64 == 0);
  return words();
}

Sha256 Sha256::resume(const Hash256& state, std::uint64_t size) {
  assert(size % 64 == 0);
  Sha256 hash;
  hash.size_ = size;
  hash.state_ = {};
  for (std::size_t i = 0; i < 32; ++i) hash.state_[i / 4] = hash.state_[i / 4] << 8 | state[i];
  return hash;
}

Hash256 sha256(std::string_view bytes) {
  Sha256 hash;
  hash.update(bytes);
  return hash.finish();
}

Hash256 hmac_sha256(std::string_view key, std::string_view bytes) {
  std::array<char, 64> inner{}, outer{};
  const Hash256 shortened = key.size() > 64 ? sha256(key) : Hash256{};
  const std::string_view used = key.size() > 64 ? view_of(shortened) : key;
  if (!used.empty()) std::memcpy(inner.data(), used.data(), used.size());
  outer = inner;
  for (char& c : inner) c = static_cast<char>(c ^ 0x36);
  for (char& c : outer) c = static_cast<char>(c ^ 0x5c);
  Sha256 first, second;
  first.update({inner.data(), inner.size()});
  first.update(bytes);
  const Hash256 digest = first.finish();
  second.update({outer.data(), outer.size()});
  second.update(view_of(digest));
  return second.finish();
}

}  // namespace genba
