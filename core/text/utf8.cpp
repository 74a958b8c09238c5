#include "core/text/utf8.h"

#include <cassert>
#include <cstdint>
#include <cstring>

namespace genba {
namespace {

struct Decoded {
  char32_t code_point;
  std::size_t length;
  bool valid;
};

struct Lead {
  std::size_t length;
  char32_t bits;
  unsigned char second_low;  // the second byte's range shuts out overlong forms and surrogates
  unsigned char second_high;
};

Lead lead_of(unsigned char byte) {
  const auto bits = static_cast<char32_t>(byte);
  if (byte >= 0xC2 && byte <= 0xDF) return {2, bits & 0x1F, 0x80, 0xBF};
  if (byte == 0xE0) return {3, 0, 0xA0, 0xBF};
  if (byte == 0xED) return {3, 0xD, 0x80, 0x9F};
  if (byte >= 0xE1 && byte <= 0xEF) return {3, bits & 0xF, 0x80, 0xBF};
  if (byte == 0xF0) return {4, 0, 0x90, 0xBF};
  if (byte >= 0xF1 && byte <= 0xF3) return {4, bits & 7, 0x80, 0xBF};
  if (byte == 0xF4) return {4, 4, 0x80, 0x8F};
  return {0, 0, 0, 0};
}

Decoded decode(const unsigned char* bytes, std::size_t available) {
  const unsigned char first = bytes[0];
  if (first < 0x80) return {first, 1, true};
  Lead lead = lead_of(first);
  if (lead.length == 0) return {kReplacementCharacter, 1, false};
  char32_t code_point = lead.bits;
  for (std::size_t i = 1; i < lead.length; ++i) {
    if (i >= available || bytes[i] < lead.second_low || bytes[i] > lead.second_high) {
      return {kReplacementCharacter, i, false};
    }
    code_point = code_point << 6 | (bytes[i] & 0x3Fu);
    lead.second_low = 0x80;
    lead.second_high = 0xBF;
  }
  return {code_point, lead.length, true};
}

// The first byte at or after `position` that is not ASCII.
std::size_t skip_ascii(std::string_view text, std::size_t position) {
  constexpr std::uint64_t kHighBits = 0x8080808080808080u;
  while (position + 8 <= text.size()) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + position, sizeof word);
    if (word & kHighBits) break;
    position += 8;
  }
  while (position < text.size() && static_cast<unsigned char>(text[position]) < 0x80) ++position;
  return position;
}

Utf8Fault place(std::string_view text, std::size_t offset) {
  Utf8Fault fault{offset, 1, 1};
  std::size_t line_start = 0;
  for (std::size_t i = 0; i < offset; ++i) {
    if (text[i] != '\n') continue;
    ++fault.line;
    line_start = i + 1;
  }
  fault.column += count_code_points(text.substr(line_start, offset - line_start));
  return fault;
}

}  // namespace

std::optional<Utf8Fault> find_utf8_fault(std::string_view text) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  std::size_t position = 0;
  while ((position = skip_ascii(text, position)) < text.size()) {
    const Decoded decoded = decode(bytes + position, text.size() - position);
    if (!decoded.valid) return place(text, position);
    position += decoded.length;
  }
  return std::nullopt;
}

bool is_utf8(std::string_view text) { return !find_utf8_fault(text); }

char32_t next_code_point(std::string_view text, std::size_t& position) {
  assert(position < text.size());
  const auto* bytes = reinterpret_cast<const unsigned char*>(text.data());
  const Decoded decoded = decode(bytes + position, text.size() - position);
  position += decoded.length;
  return decoded.code_point;
}

std::size_t previous_code_point(std::string_view text, std::size_t position) {
  assert(position > 0);
  --position;
  while (position > 0 && (static_cast<unsigned char>(text[position]) & 0xC0) == 0x80) --position;
  return position;
}

std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes) {
  if (text.size() <= max_bytes) return text;
  std::size_t end = max_bytes;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

std::string quoted_prefix(std::string_view text, std::size_t max_bytes) {
  const std::string_view prefix = utf8_prefix(text, max_bytes);
  return '"' + std::string(prefix) + (prefix.size() < text.size() ? "…\"" : "\"");
}

void append_utf8(std::string& out, char32_t code_point) {
  assert(code_point <= 0x10FFFF && !(code_point >= 0xD800 && code_point <= 0xDFFF));
  const auto tail = [&](int shift) {
    out.push_back(static_cast<char>(0x80 | ((code_point >> shift) & 0x3F)));
  };
  if (code_point < 0x80) {
    out.push_back(static_cast<char>(code_point));
  } else if (code_point < 0x800) {
    out.push_back(static_cast<char>(0xC0 | code_point >> 6));
    tail(0);
  } else if (code_point < 0x10000) {
    out.push_back(static_cast<char>(0xE0 | code_point >> 12));
    tail(6);
    tail(0);
  } else {
    out.push_back(static_cast<char>(0xF0 | code_point >> 18));
    tail(12);
    tail(6);
    tail(0);
  }
}

std::size_t count_code_points(std::string_view text) {
  std::size_t count = 0;
  for (const char c : text) count += (static_cast<unsigned char>(c) & 0xC0) != 0x80;
  return count;
}

}  // namespace genba
