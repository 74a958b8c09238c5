// What folding and normalisation need from the Unicode Character Database, unpacked at first use
// (about 0.2 MB) from tables that scripts/generate/unicode.mjs makes during the build.
//
// Immutable after construction; safe to share between threads.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace genba {

class UnicodeData {
 public:
  static const UnicodeData& get();

  // 0: folds to itself and never joins what stands before it. Else kExtends, if it or its folding
  // may join what stands before, or'ed with the number of its folding, 0 meaning itself.
  std::uint16_t folding_entry(char32_t code_point) const {
    return entries_[static_cast<std::size_t>(blocks_[code_point >> kBlockBits]) << kBlockBits |
                    (code_point & (kBlockSize - 1))];
  }
  static constexpr std::uint16_t kExtends = 0x8000;
  static constexpr std::uint16_t kNumberMask = 0x7FFF;
  // UTF-8; possibly empty. `number` from 1.
  std::string_view folding(std::uint16_t number) const {
    return std::string_view(pool_).substr(starts_[number - 1],
                                          starts_[number] - starts_[number - 1]);
  }

  // Canonical combining class, 0 for most.
  std::uint8_t combining_class(char32_t code_point) const;
  // May combine or be reordered with what stands before it.
  bool extends(char32_t code_point) const;
  // Has a canonical decomposition that NFC does not put together again.
  bool always_decomposes(char32_t code_point) const;
  // Full canonical decomposition, appended; Hangul included.
  void append_decomposed(std::u32string& out, char32_t code_point) const;
  // The primary composite of two code points, or 0; Hangul included.
  char32_t compose(char32_t first, char32_t second) const;

 private:
  struct Range {
    char32_t first;
    char32_t last;
    std::uint8_t combining_class;
  };
  struct Decomposition {
    char32_t composed;
    char32_t first;
    char32_t second;  // 0 for a singleton
    bool composes;
  };
  struct Composition {
    std::uint64_t parts;  // first << 32 | second
    char32_t composed;
  };
  class Unpacker;

  static constexpr unsigned kBlockBits = 7;
  static constexpr std::size_t kBlockSize = std::size_t{1} << kBlockBits;

  UnicodeData();
  void index_decompositions();
  std::uint16_t& entry(char32_t code_point);
  void add_folding(char32_t code_point, std::uint16_t number, char32_t first_of_folding);
  const Range* range_of(char32_t code_point) const;
  const Decomposition* decomposition_of(char32_t code_point) const;

  std::vector<std::uint16_t> blocks_;   // code point >> 7 → block
  std::vector<std::uint16_t> entries_;  // block 0 is all zero
  std::vector<std::uint16_t> starts_;   // of foldings in pool_
  std::string pool_;
  std::vector<Range> ranges_;                  // code points that extend, ascending
  std::vector<Decomposition> decompositions_;  // ascending by composed
  std::vector<Composition> compositions_;      // ascending by parts
};

}  // namespace genba
