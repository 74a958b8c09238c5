#include "core/text/unicode_data.h"

#include <algorithm>
#include <cassert>

#include "core/text/utf8.h"

namespace genba {
namespace {

constexpr unsigned char kPacked[] = {
#include "core/text/unicode_data.inc"
};

// Hangul syllables by arithmetic: Unicode Standard, section 3.12.
constexpr char32_t kSyllables = 0xAC00, kLeads = 0x1100, kVowels = 0x1161, kTrails = 0x11A7;
constexpr char32_t kLeadCount = 19, kVowelCount = 21, kTrailCount = 28;
constexpr char32_t kSyllableCount = kLeadCount * kVowelCount * kTrailCount;

bool is_syllable(char32_t c) { return c >= kSyllables && c < kSyllables + kSyllableCount; }

char32_t compose_hangul(char32_t first, char32_t second) {
  if (first >= kLeads && first < kLeads + kLeadCount && second >= kVowels &&
      second < kVowels + kVowelCount) {
    return kSyllables + ((first - kLeads) * kVowelCount + (second - kVowels)) * kTrailCount;
  }
  if (is_syllable(first) && (first - kSyllables) % kTrailCount == 0 && second > kTrails &&
      second < kTrails + kTrailCount) {
    return first + (second - kTrails);
  }
  return 0;
}

}  // namespace

// Reads the varints of the generated tables, which are trusted: they are part of the program.
class UnicodeData::Unpacker {
 public:
  std::uint32_t number() {
    std::uint32_t value = 0;
    for (unsigned shift = 0;; shift += 7) {
      assert(position_ < sizeof kPacked);
      const unsigned char byte = kPacked[position_++];
      value |= static_cast<std::uint32_t>(byte & 0x7F) << shift;
      if (byte < 0x80) return value;
    }
  }
  std::int32_t delta() {
    const std::uint32_t value = number();
    return static_cast<std::int32_t>(value >> 1) ^ -static_cast<std::int32_t>(value & 1);
  }
  bool at_end() const { return position_ == sizeof kPacked; }

 private:
  std::size_t position_ = 0;
};

namespace {

char32_t moved(char32_t code_point, std::int32_t delta) {
  return static_cast<char32_t>(static_cast<std::int32_t>(code_point) + delta);
}

}  // namespace

const UnicodeData& UnicodeData::get() {
  static const UnicodeData data;
  return data;
}

UnicodeData::UnicodeData() : blocks_(0x110000 >> kBlockBits), entries_(kBlockSize) {
  Unpacker in;
  char32_t end = 0;
  for (std::uint32_t n = in.number(); n > 0; --n) {
    const char32_t first = end + in.number();
    end = first + in.number();
    ranges_.push_back({first, end - 1, static_cast<std::uint8_t>(in.number())});
  }
  end = 0;
  for (std::uint32_t n = in.number(); n > 0; --n) {
    const char32_t composed = end + in.number();
    const char32_t first = moved(composed, in.delta());
    const char32_t second = in.number();
    decompositions_.push_back({composed, first, second, in.number() == 1});
    end = composed + 1;
  }
  end = 0;
  for (std::uint32_t n = in.number(); n > 0; --n) {
    const char32_t composed = end + in.number();
    decompositions_.push_back({composed, moved(composed, in.delta()), 0, false});
    end = composed + 1;
  }
  end = 0;
  for (std::uint32_t n = in.number(); n > 0; --n) {
    const char32_t first = end + in.number();
    end = first + in.number();
    ranges_.push_back({first, end - 1, 0});
  }
  std::sort(ranges_.begin(), ranges_.end(),
            [](const Range& a, const Range& b) { return a.first < b.first; });
  index_decompositions();
  for (const Range& range : ranges_) {
    for (char32_t c = range.first; c <= range.last; ++c) entry(c) |= kExtends;
  }

  starts_.push_back(0);
  end = 0;
  for (std::uint32_t n = in.number(); n > 0; --n) {
    char32_t code_point = end + in.number();
    const std::uint32_t count = in.number();
    const std::uint32_t stride = in.number();
    const std::uint32_t length = in.number();
    std::u32string target;
    for (std::uint32_t i = 0; i < length; ++i) {
      target.push_back(moved(i == 0 ? code_point : target.back(), in.delta()));
    }
    for (std::uint32_t i = 0; i < count; ++i, code_point += stride) {
      if (i == 0 || length > 0) {
        for (const char32_t c : target) append_utf8(pool_, c);
        starts_.push_back(static_cast<std::uint16_t>(pool_.size()));
      }
      add_folding(code_point, static_cast<std::uint16_t>(starts_.size() - 1),
                  target.empty() ? 0 : target[0]);
      if (length > 0) target[0] += stride;
    }
    end = code_point - stride + 1;
  }
  assert(in.at_end());
  assert(pool_.size() <= 0xFFFF && starts_.size() <= kNumberMask);
}

void UnicodeData::index_decompositions() {
  std::sort(decompositions_.begin(), decompositions_.end(),
            [](const Decomposition& a, const Decomposition& b) { return a.composed < b.composed; });
  for (const Decomposition& d : decompositions_) {
    if (!d.composes) continue;
    compositions_.push_back({static_cast<std::uint64_t>(d.first) << 32 | d.second, d.composed});
  }
  std::sort(compositions_.begin(), compositions_.end(),
            [](const Composition& a, const Composition& b) { return a.parts < b.parts; });
}

std::uint16_t& UnicodeData::entry(char32_t code_point) {
  std::uint16_t& block = blocks_[code_point >> kBlockBits];
  if (block == 0) {
    block = static_cast<std::uint16_t>(entries_.size() >> kBlockBits);
    entries_.resize(entries_.size() + kBlockSize);
  }
  return entries_[static_cast<std::size_t>(block) << kBlockBits | (code_point & (kBlockSize - 1))];
}

void UnicodeData::add_folding(char32_t code_point, std::uint16_t number,
                              char32_t first_of_folding) {
  const std::uint16_t joins = extends(first_of_folding) ? kExtends : 0;
  entry(code_point) |= static_cast<std::uint16_t>(number | joins);
}

const UnicodeData::Range* UnicodeData::range_of(char32_t code_point) const {
  const auto after =
      std::upper_bound(ranges_.begin(), ranges_.end(), code_point,
                       [](char32_t c, const Range& range) { return c < range.first; });
  if (after == ranges_.begin()) return nullptr;
  const Range& range = *(after - 1);
  return code_point <= range.last ? &range : nullptr;
}

std::uint8_t UnicodeData::combining_class(char32_t code_point) const {
  const Range* range = range_of(code_point);
  return range ? range->combining_class : 0;
}

bool UnicodeData::extends(char32_t code_point) const { return range_of(code_point) != nullptr; }

const UnicodeData::Decomposition* UnicodeData::decomposition_of(char32_t code_point) const {
  const auto found =
      std::lower_bound(decompositions_.begin(), decompositions_.end(), code_point,
                       [](const Decomposition& d, char32_t c) { return d.composed < c; });
  return found != decompositions_.end() && found->composed == code_point ? &*found : nullptr;
}

bool UnicodeData::always_decomposes(char32_t code_point) const {
  const Decomposition* decomposition = decomposition_of(code_point);
  return decomposition && !decomposition->composes;
}

void UnicodeData::append_decomposed(std::u32string& out, char32_t code_point) const {
  if (is_syllable(code_point)) {
    const char32_t index = code_point - kSyllables;
    out.push_back(kLeads + index / (kVowelCount * kTrailCount));
    out.push_back(kVowels + index / kTrailCount % kVowelCount);
    if (index % kTrailCount > 0) out.push_back(kTrails + index % kTrailCount);
    return;
  }
  const Decomposition* decomposition = decomposition_of(code_point);
  if (!decomposition) {
    out.push_back(code_point);
    return;
  }
  append_decomposed(out, decomposition->first);
  if (decomposition->second) append_decomposed(out, decomposition->second);
}

char32_t UnicodeData::compose(char32_t first, char32_t second) const {
  if (const char32_t syllable = compose_hangul(first, second)) return syllable;
  const std::uint64_t parts = static_cast<std::uint64_t>(first) << 32 | second;
  const auto found =
      std::lower_bound(compositions_.begin(), compositions_.end(), parts,
                       [](const Composition& c, std::uint64_t key) { return c.parts < key; });
  return found != compositions_.end() && found->parts == parts ? found->composed : 0;
}

}  // namespace genba
