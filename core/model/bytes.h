// ByteWriter and ByteReader: the primitives of every binary format of Genba.
//
// Integers are LEB128 varints (unsigned) or zigzag varints (signed); text is a varint length and
// UTF-8 bytes. The formats built from them are described in core/model/FORMAT.md. A reader never
// reads past its input: the first fault latches `failed()`, later reads return zero values, and the
// caller checks once at the end (or through finish()).
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "core/model/result.h"

namespace genba {

using Bytes = std::string;  // raw bytes; std::string keeps small ones without an allocation

class ByteWriter {
 public:
  void byte(std::uint8_t value) { out_.push_back(static_cast<char>(value)); }
  void varint(std::uint64_t value);
  void zigzag(std::int64_t value);
  void fixed32(std::uint32_t value);  // little endian
  void fixed64(std::uint64_t value);  // little endian
  void raw(std::string_view bytes) { out_.append(bytes); }
  void text(std::string_view bytes);  // varint length, then bytes

  const Bytes& bytes() const { return out_; }
  Bytes take() { return std::move(out_); }
  std::size_t size() const { return out_.size(); }

 private:
  Bytes out_;
};

class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes) : in_(bytes) {}

  std::uint8_t byte();
  std::uint64_t varint();
  std::int64_t zigzag();
  std::uint32_t fixed32();
  std::uint64_t fixed64();
  std::string_view raw(std::size_t size);
  std::string_view text(std::size_t limit);  // fails when longer than limit bytes
  // A count of things that take at least `least_size` bytes each: fails when the rest of the input
  // cannot hold them, so that a hostile count never reserves memory.
  std::size_t count(std::size_t least_size);

  void fail() { failed_ = true; }
  bool failed() const { return failed_; }
  bool at_end() const { return position_ == in_.size(); }
  std::size_t position() const { return position_; }
  std::size_t remaining() const { return in_.size() - position_; }
  // ok when nothing failed and every byte was read; else kMalformed naming `what` and the offset.
  Result<void> finish(const char* what) const;

 private:
  std::string_view in_;
  std::size_t position_ = 0;
  bool failed_ = false;
};

std::string to_hex(std::string_view bytes);

}  // namespace genba
