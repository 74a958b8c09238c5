#include "core/model/bytes.h"

namespace genba {

void ByteWriter::varint(std::uint64_t value) {
  while (value >= 0x80) {
    byte(static_cast<std::uint8_t>(value) | 0x80);
    value >>= 7;
  }
  byte(static_cast<std::uint8_t>(value));
}

void ByteWriter::zigzag(std::int64_t value) {
  varint((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
}

void ByteWriter::fixed32(std::uint32_t value) {
  for (int shift = 0; shift < 32; shift += 8) byte(static_cast<std::uint8_t>(value >> shift));
}

void ByteWriter::fixed64(std::uint64_t value) {
  char bytes[8];
  for (int i = 0; i < 8; ++i) bytes[i] = static_cast<char>(value >> (8 * i));
  raw(std::string_view(bytes, sizeof(bytes)));
}

void ByteWriter::text(std::string_view bytes) {
  varint(bytes.size());
  raw(bytes);
}

std::uint8_t ByteReader::byte() {
  if (failed_ || position_ >= in_.size()) {
    failed_ = true;
    return 0;
  }
  return static_cast<std::uint8_t>(in_[position_++]);
}

std::uint64_t ByteReader::varint() {
  // Most are of one byte.
  if (!failed_ && position_ < in_.size() && (in_[position_] & 0x80) == 0) {
    return static_cast<std::uint64_t>(in_[position_++]);
  }
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const std::uint8_t part = byte();
    if (shift == 63 && part > 1) break;
    value |= static_cast<std::uint64_t>(part & 0x7f) << shift;
    // One value has one encoding, so that equal things have equal bytes.
    if ((part & 0x80) == 0) {
      if (part == 0 && shift > 0) failed_ = true;
      return failed_ ? 0 : value;
    }
  }
  failed_ = true;
  return 0;
}

std::int64_t ByteReader::zigzag() {
  const std::uint64_t value = varint();
  return static_cast<std::int64_t>((value >> 1) ^ (~(value & 1) + 1));
}

std::uint32_t ByteReader::fixed32() {
  std::uint32_t value = 0;
  for (int shift = 0; shift < 32; shift += 8) value |= static_cast<std::uint32_t>(byte()) << shift;
  return value;
}

std::uint64_t ByteReader::fixed64() {
  const std::string_view bytes = raw(8);
  std::uint64_t value = 0;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[i])) << (8 * i);
  }
  return value;
}

std::string_view ByteReader::raw(std::size_t size) {
  if (failed_ || size > remaining()) {
    failed_ = true;
    return {};
  }
  const std::string_view part = in_.substr(position_, size);
  position_ += size;
  return part;
}

std::string_view ByteReader::text(std::size_t limit) {
  const std::uint64_t size = varint();
  if (size > limit || size > remaining()) {
    failed_ = true;
    return {};
  }
  return raw(static_cast<std::size_t>(size));
}

std::size_t ByteReader::count(std::size_t least_size) {
  const std::uint64_t value = varint();
  if (least_size == 0) least_size = 1;
  if (value > remaining() / least_size) {
    failed_ = true;
    return 0;
  }
  return static_cast<std::size_t>(value);
}

Result<void> ByteReader::finish(const char* what) const {
  if (!failed_ && at_end()) return {};
  return make_error(ErrorCode::kMalformed, std::string(what) + ": " +
                                               (failed_ ? "cut or invalid" : "left-over bytes") +
                                               " at byte " + std::to_string(position_));
}

std::string to_hex(std::string_view bytes) {
  static const char kDigits[] = "0123456789abcdef";
  std::string out;
  out.reserve(bytes.size() * 2);
  for (const char c : bytes) {
    out.push_back(kDigits[static_cast<unsigned char>(c) >> 4]);
    out.push_back(kDigits[static_cast<unsigned char>(c) & 15]);
  }
  return out;
}

}  // namespace genba
