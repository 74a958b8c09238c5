#include "core/text/search_index.h"

#include <algorithm>
#include <bit>
#include <cstring>

#include "core/text/fold.h"

namespace genba {
namespace {

// The first chunk is small, for the many tables that are; each is twice the one before, up to here.
constexpr std::uint32_t kFirstChunkBytes = 1u << 14;
constexpr std::uint32_t kChunkBytes = 1u << 20;
// Readable bytes after a chunk's last text, so that whole words can be loaded; always zero.
constexpr std::uint32_t kPadding = 16;

// The first differing byte of a loaded word is its lowest one.
static_assert(std::endian::native == std::endian::little);
constexpr std::uint64_t kOnes = 0x0101010101010101u;
constexpr std::uint64_t kHighs = 0x8080808080808080u;

std::uint64_t load(const unsigned char* bytes) {
  std::uint64_t word;
  std::memcpy(&word, bytes, sizeof word);
  return word;
}

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t i = 0; i < text.size();) {
    const std::size_t begin = i;
    while (i < text.size() && !is_space(text[i])) ++i;
    if (i > begin) words.push_back(text.substr(begin, i - begin));
    while (i < text.size() && is_space(text[i])) ++i;
  }
  return words;
}

}  // namespace

// A word in compact code, with the two neighbouring bytes of it that are rarest in the texts: they
// are looked for, the rest is compared.
class SearchIndex::Pattern {
 public:
  Pattern(std::string code, const std::uint64_t (&byte_counts)[256]) : code_(std::move(code)) {
    const auto count = [&](std::size_t i) {
      return static_cast<double>(byte_counts[static_cast<unsigned char>(code_[i])]);
    };
    double rarest = 0;
    for (std::size_t i = 0; i + 1 < code_.size(); ++i) {
      const double expected = count(i) * count(i + 1);
      if (i > 0 && expected >= rarest) continue;
      rarest = expected;
      anchor_ = i;
    }
    first_ = kOnes * byte(anchor_);
    second_ = code_.size() > 1 ? kOnes * byte(anchor_ + 1) : 0;
  }

  std::size_t size() const { return code_.size(); }

  // The first occurrence in [begin, end), or nullptr. Reads up to kPadding bytes past the end.
  const unsigned char* find(const unsigned char* begin, const unsigned char* end) const {
    return code_.size() == 1 ? find_byte(begin, end) : find_pair(begin, end);
  }

 private:
  std::uint64_t byte(std::size_t i) const { return static_cast<unsigned char>(code_[i]); }

  static const unsigned char* first_zero(const unsigned char* at, std::uint64_t zeros) {
    return at + __builtin_ctzll(zeros) / 8;
  }

  const unsigned char* find_byte(const unsigned char* at, const unsigned char* end) const {
    for (; at < end; at += 8) {
      const std::uint64_t differs = load(at) ^ first_;
      const std::uint64_t zeros = (differs - kOnes) & ~differs & kHighs;
      if (zeros == 0) continue;
      const unsigned char* found = first_zero(at, zeros);
      return found < end ? found : nullptr;
    }
    return nullptr;
  }

  const unsigned char* find_pair(const unsigned char* begin, const unsigned char* end) const {
    if (static_cast<std::size_t>(end - begin) < code_.size()) return nullptr;
    const unsigned char* at = begin + anchor_;
    const unsigned char* last = end - (code_.size() - anchor_);
    while (at <= last) {
      const std::uint64_t differs = (load(at) ^ first_) | (load(at + 1) ^ second_);
      const std::uint64_t zeros = (differs - kOnes) & ~differs & kHighs;
      if (zeros == 0) {
        at += 8;
        continue;
      }
      const unsigned char* found = first_zero(at, zeros);
      if (found > last) return nullptr;
      const unsigned char* start = found - anchor_;
      if (code_.size() == 2 || std::memcmp(start, code_.data(), code_.size()) == 0) return start;
      at = found + 1;
    }
    return nullptr;
  }

  std::string code_;
  std::size_t anchor_ = 0;
  std::uint64_t first_ = 0;
  std::uint64_t second_ = 0;
};

class SearchIndex::RowSet {
 public:
  explicit RowSet(std::size_t size) : words_((size + 63) / 64) {}
  void add(Row row) { words_[row / 64] |= std::uint64_t{1} << (row % 64); }
  std::vector<Row> rows() const {
    std::vector<Row> rows;
    for (std::size_t i = 0; i < words_.size(); ++i) {
      for (std::uint64_t word = words_[i]; word != 0; word &= word - 1) {
        rows.push_back(static_cast<Row>(i * 64 + static_cast<unsigned>(__builtin_ctzll(word))));
      }
    }
    return rows;
  }

 private:
  std::vector<std::uint64_t> words_;
};

void SearchIndex::set(Row row, std::string_view text) {
  erase(row);
  if (text.empty()) return;
  scratch_folded_.clear();
  append_folded(scratch_folded_, text);
  scratch_code_.clear();
  code_.append_encoded(scratch_code_, scratch_folded_);
  for (const char c : scratch_code_) ++byte_counts_[static_cast<unsigned char>(c)];

  const auto size = static_cast<std::uint32_t>(scratch_code_.size());
  const std::uint32_t chunk_index = chunk_with_room(size);
  Chunk& chunk = chunks_[chunk_index];
  if (row >= places_.size()) places_.resize(row + 1, kNowhere);
  places_[row] = {chunk_index, static_cast<std::uint32_t>(chunk.entries.size())};
  chunk.entries.push_back({chunk.used, size, row});
  std::memcpy(chunk.bytes.get() + chunk.used, scratch_code_.data(), size);
  chunk.used += size + 1;  // the zero between two texts is in no pattern
}

void SearchIndex::erase(Row row) {
  if (row >= places_.size() || places_[row].chunk == kNowhere.chunk) return;
  const Place place = places_[row];
  places_[row] = kNowhere;
  Chunk& chunk = chunks_[place.chunk];
  Entry& entry = chunk.entries[place.entry];
  const unsigned char* bytes = chunk.bytes.get() + entry.offset;
  for (std::uint32_t i = 0; i < entry.size; ++i) --byte_counts_[bytes[i]];
  entry.row = kNoRow;
  chunk.garbage += entry.size + 1;
  if (chunk.garbage > chunk.used / 2) compact(place.chunk);
}

void SearchIndex::compact(std::uint32_t chunk_index) {
  Chunk& chunk = chunks_[chunk_index];
  std::uint32_t used = 0;
  std::uint32_t kept = 0;
  for (Entry entry : chunk.entries) {
    if (entry.row == kNoRow) continue;
    std::memmove(chunk.bytes.get() + used, chunk.bytes.get() + entry.offset, entry.size + 1);
    entry.offset = used;
    used += entry.size + 1;
    places_[entry.row] = {chunk_index, kept};
    chunk.entries[kept++] = entry;
  }
  std::memset(chunk.bytes.get() + used, 0, chunk.used - used);
  chunk.entries.resize(kept);
  chunk.used = used;
  chunk.garbage = 0;
}

std::uint32_t SearchIndex::chunk_with_room(std::uint32_t size) {
  const auto has_room = [&](const Chunk& chunk) { return chunk.capacity - chunk.used > size; };
  if (!chunks_.empty() && has_room(chunks_.back())) {
    return static_cast<std::uint32_t>(chunks_.size() - 1);
  }
  // Updates empty older chunks; they are filled again before memory is asked for.
  for (std::size_t i = 0; i < chunks_.size(); ++i) {
    if (has_room(chunks_[i]) && chunks_[i].used < chunks_[i].capacity / 2) {
      return static_cast<std::uint32_t>(i);
    }
  }
  Chunk chunk;
  const std::uint32_t usual =
      chunks_.empty() ? kFirstChunkBytes : std::min(kChunkBytes, chunks_.back().capacity * 2);
  chunk.capacity = std::max(usual, size + 1);
  chunk.bytes = std::make_unique<unsigned char[]>(chunk.capacity + kPadding);
  chunks_.push_back(std::move(chunk));
  return static_cast<std::uint32_t>(chunks_.size() - 1);
}

void SearchIndex::scan(const Chunk& chunk, const Pattern& pattern, RowSet& rows) const {
  const unsigned char* base = chunk.bytes.get();
  const unsigned char* end = base + chunk.used;
  std::size_t entry = 0;
  for (const unsigned char* at = base; (at = pattern.find(at, end)) != nullptr;) {
    const auto offset = static_cast<std::uint32_t>(at - base);
    while (chunk.entries[entry].offset + chunk.entries[entry].size <= offset) ++entry;
    const Entry& hit = chunk.entries[entry];
    if (hit.row != kNoRow) rows.add(hit.row);
    at = base + hit.offset + hit.size;
  }
}

bool SearchIndex::contains(Row row, const Pattern& pattern) const {
  const Place place = places_[row];
  const Chunk& chunk = chunks_[place.chunk];
  const Entry& entry = chunk.entries[place.entry];
  const unsigned char* begin = chunk.bytes.get() + entry.offset;
  return pattern.find(begin, begin + entry.size) != nullptr;
}

std::vector<SearchIndex::Row> SearchIndex::all_rows() const {
  std::vector<Row> rows;
  for (Row row = 0; row < places_.size(); ++row) {
    if (places_[row].chunk != kNowhere.chunk) rows.push_back(row);
  }
  return rows;
}

std::vector<SearchIndex::Row> SearchIndex::find(std::string_view query) const {
  const std::string folded = fold_for_search(query);
  std::vector<Pattern> patterns;
  for (const std::string_view word : words_of(folded)) {
    std::optional<std::string> code = code_.encode_known(word);
    if (!code) return {};
    patterns.emplace_back(std::move(*code), byte_counts_);
  }
  if (patterns.empty()) return all_rows();
  // The longest word first: it is likely to leave the fewest rows for the others.
  std::stable_sort(patterns.begin(), patterns.end(),
                   [](const Pattern& a, const Pattern& b) { return a.size() > b.size(); });
  RowSet found(places_.size());
  for (const Chunk& chunk : chunks_) scan(chunk, patterns[0], found);
  std::vector<Row> rows = found.rows();
  const auto lacks_one = [&](Row row) {
    return std::any_of(patterns.begin() + 1, patterns.end(),
                       [&](const Pattern& pattern) { return !contains(row, pattern); });
  };
  rows.erase(std::remove_if(rows.begin(), rows.end(), lacks_one), rows.end());
  return rows;
}

std::size_t SearchIndex::memory_bytes() const {
  std::size_t bytes = code_.memory_bytes() + places_.capacity() * sizeof(Place);
  for (const Chunk& chunk : chunks_) {
    bytes += chunk.capacity + kPadding + chunk.entries.capacity() * sizeof(Entry);
  }
  return bytes;
}

}  // namespace genba
