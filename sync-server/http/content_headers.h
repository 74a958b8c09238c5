// Headers of an answer that is a file to be saved: ranges of it, and its name. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace genba::http {

// A range of a content (RFC 9110, section 14), of which it has at least one byte.
struct ByteRange {
  std::int64_t first = 0;
  std::int64_t length = 0;
};
struct RangeRequest {
  enum class Kind : std::uint8_t { kNone, kPart, kUnsatisfiable };
  Kind kind = Kind::kNone;  // kNone: all of it; also for what is not one range of bytes
  ByteRange range;
};
RangeRequest parse_range(std::string_view header, std::int64_t size);

// Content-Disposition (RFC 6266) that has a browser save it under that name and never show it.
std::string disposition_of(std::string_view name);

}  // namespace genba::http
