// UTF-8: validation with the place of the first fault, and walking over code points.
//
// Valid means RFC 3629: no overlong forms, no surrogates, nothing above U+10FFFF. All functions are
// pure and safe on any bytes.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace genba {

constexpr char32_t kReplacementCharacter = 0xFFFD;

// Where text stops being UTF-8. Line and column count from 1, lines end with LF, the column is in
// code points: what an editor shows.
struct Utf8Fault {
  std::size_t offset = 0;  // bytes
  std::size_t line = 1;
  std::size_t column = 1;
};

// nullopt when the whole text is valid.
std::optional<Utf8Fault> find_utf8_fault(std::string_view text);
bool is_utf8(std::string_view text);

// The code point at text[position], whose bytes are stepped over. A malformed sequence reads as
// kReplacementCharacter and steps over the bytes that no valid sequence could hold (at least one).
// Needs position < text.size().
char32_t next_code_point(std::string_view text, std::size_t& position);

// The first byte of the code point that ends before `position`; needs position > 0 and valid text
// before it.
std::size_t previous_code_point(std::string_view text, std::size_t position);

// The longest beginning of at most `max_bytes` that cuts through no code point.
std::string_view utf8_prefix(std::string_view text, std::size_t max_bytes);
// In quotes, for messages; what is cut after `max_bytes` ends with an ellipsis.
std::string quoted_prefix(std::string_view text, std::size_t max_bytes);

// Needs a scalar value (no surrogate, at most U+10FFFF).
void append_utf8(std::string& out, char32_t code_point);

std::size_t count_code_points(std::string_view text);

}  // namespace genba
