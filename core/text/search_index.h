// SearchIndex: finds the rows of a table whose text contains what a user typed.
//
// A match is a substring of the folded text (fold.h), so no word boundaries are needed and Japanese
// works as it is. Words separated by white space must all occur, in any order. Results are exact.
// A search scans the compact texts (compact_code.h) eight bytes at a step; at 100,000 tickets that
// is cheaper, and a good deal smaller, than keeping an index of character pairs up to date.
//
// Memory: about 0.65 bytes a byte of UTF-8, plus 20 a row. Not thread-safe.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/compact_code.h"

namespace genba {

class SearchIndex {
 public:
  using Row = std::uint32_t;

  // The searchable text of a row, in place of what it was. Several fields are joined with LF: a
  // word never matches across one. Empty text removes the row.
  void set(Row row, std::string_view text);

  // Rows that contain every word of the query, ascending. A query of white space alone asks for
  // nothing in particular: every row that has text.
  std::vector<Row> find(std::string_view query) const;

  std::size_t memory_bytes() const;

 private:
  struct Entry {
    std::uint32_t offset;
    std::uint32_t size;
    Row row;  // kNoRow: overwritten
  };
  struct Chunk {
    std::unique_ptr<unsigned char[]> bytes;
    std::uint32_t capacity = 0;
    std::uint32_t used = 0;
    std::uint32_t garbage = 0;
    std::vector<Entry> entries;  // ascending by offset
  };
  struct Place {
    std::uint32_t chunk;
    std::uint32_t entry;
  };
  class Pattern;
  class RowSet;

  static constexpr Row kNoRow = 0xFFFFFFFF;
  static constexpr Place kNowhere{kNoRow, 0};

  void erase(Row row);
  void compact(std::uint32_t chunk_index);
  std::uint32_t chunk_with_room(std::uint32_t size);
  void scan(const Chunk& chunk, const Pattern& pattern, RowSet& rows) const;
  bool contains(Row row, const Pattern& pattern) const;
  std::vector<Row> all_rows() const;

  CompactCode code_;
  std::vector<Chunk> chunks_;
  std::vector<Place> places_;  // by row
  std::string scratch_folded_;
  std::string scratch_code_;
  std::uint64_t byte_counts_[256] = {};
};

}  // namespace genba
