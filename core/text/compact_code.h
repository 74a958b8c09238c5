// CompactCode: a byte code for folded text in which a substring of characters is a substring of
// bytes and the other way round, as in UTF-8, but about a third shorter for Japanese: kana and
// ASCII take one byte, the first 2,900 other characters that a workspace uses two, further ones
// three and more. Shorter text is less memory and a faster search.
//
// Codes are given out as characters appear, so a code is only valid with its CompactCode object and
// is never stored. Byte ranges: single 0x01–0x8F, lead 0x90–0xC7, trail 0xC8–0xFF; 0x00 occurs in
// no code. Not thread-safe.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace genba {

class CompactCode {
 public:
  CompactCode();

  // Appends the code of a valid UTF-8 text, giving new characters a code.
  void append_encoded(std::string& out, std::string_view text);
  // nullopt when the text has a character that has no code yet, hence occurs in no encoded text.
  std::optional<std::string> encode_known(std::string_view text) const;

  std::size_t memory_bytes() const;

 private:
  static constexpr unsigned kBlockBits = 8;

  std::uint32_t number_of(char32_t code_point) const;  // 0: none yet
  std::uint32_t number_or_new(char32_t code_point);

  std::vector<std::uint16_t> blocks_;   // code point >> 8 → block of numbers_, 0 = none
  std::vector<std::uint32_t> numbers_;  // from 1, in order of appearance
  std::uint32_t next_number_ = 1;
};

}  // namespace genba
