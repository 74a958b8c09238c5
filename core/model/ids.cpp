#include "core/model/ids.h"

#include "core/model/bytes.h"
#include "core/model/sha256.h"

namespace genba {
namespace {

EntityId with_version(std::uint64_t high, std::uint64_t low, std::uint64_t version) {
  return {(high & ~0xf000ull) | version << 12, (low & ~(3ull << 62)) | 2ull << 62};
}

std::uint64_t big_endian(const std::uint8_t* bytes, int size) {
  std::uint64_t value = 0;
  for (int i = 0; i < size; ++i) value = value << 8 | bytes[i];
  return value;
}

}  // namespace

EntityId make_id(std::int64_t now_ms, const std::array<std::uint8_t, 10>& random) {
  const std::uint64_t time = static_cast<std::uint64_t>(now_ms) & 0xffffffffffffull;
  return with_version(time << 16 | big_endian(random.data(), 2), big_endian(random.data() + 2, 8),
                      7);
}

EntityId derive_id(std::string_view scope, std::string_view name) {
  ByteWriter key;
  key.text(scope);
  key.text(name);
  const Hash256 hash = sha256(key.bytes());
  return with_version(big_endian(hash.data(), 8), big_endian(hash.data() + 8, 8), 8);
}

std::string to_string(const EntityId& id) {
  ByteWriter bytes;
  for (int shift = 56; shift >= 0; shift -= 8)
    bytes.byte(static_cast<std::uint8_t>(id.high >> shift));
  for (int shift = 56; shift >= 0; shift -= 8)
    bytes.byte(static_cast<std::uint8_t>(id.low >> shift));
  std::string hex = to_hex(bytes.bytes());
  for (const std::size_t at : {20u, 16u, 12u, 8u}) hex.insert(at, "-");
  return hex;
}

Result<EntityId> parse_id(std::string_view text) {
  const Error error = make_error(ErrorCode::kMalformed, "not a UUID: " + std::string(text));
  if (text.size() != 36) return error;
  std::uint64_t parts[2] = {0, 0};
  int digits = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (i == 8 || i == 13 || i == 18 || i == 23) {
      if (c != '-') return error;
      continue;
    }
    std::uint64_t digit = 0;
    if (c >= '0' && c <= '9') {
      digit = static_cast<std::uint64_t>(c - '0');
    } else if (c >= 'a' && c <= 'f') {
      digit = static_cast<std::uint64_t>(c - 'a' + 10);
    } else {
      return error;
    }
    parts[digits / 16] = parts[digits / 16] << 4 | digit;
    ++digits;
  }
  return EntityId{parts[0], parts[1]};
}

}  // namespace genba
