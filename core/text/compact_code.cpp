#include "core/text/compact_code.h"

#include "core/text/utf8.h"

namespace genba {
namespace {

constexpr std::uint32_t kSingles = 0x8F;
constexpr std::uint32_t kFirstLead = 0x90;
constexpr std::uint32_t kFirstTrail = 0xC8;
constexpr std::uint32_t kTrailBytes = 0x100 - kFirstTrail;

// Leads of codes of two, three, four and five bytes; together more codes than there are characters.
constexpr std::uint32_t kLeadsByLength[] = {52, 2, 1, 1};
static_assert(kFirstLead + 52 + 2 + 1 + 1 == kFirstTrail);

// What gets the one-byte codes: folded ASCII and the commonest of Japanese writing.
constexpr std::string_view kCommon =
    "\n !\"#$%&'()*+,-./0123456789:;<=>?@[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~"
    "のにるたをはでがとしてなすいかれさっらりこもくまうよきあおえけせつわちんそみめどじだろ"
    "ーぷぴばびぶべぐげごずぜぞやゆめむひふへほねぬづぱぽょゅゃ、。「」・";

void append_code(std::string& out, std::uint32_t number) {
  if (number <= kSingles) {
    out.push_back(static_cast<char>(number));
    return;
  }
  std::uint32_t index = number - kSingles - 1;
  std::uint32_t lead = kFirstLead;
  std::uint32_t codes_per_lead = kTrailBytes;
  for (std::size_t length = 2;; ++length) {
    const std::uint32_t leads = kLeadsByLength[length - 2];
    if (index < leads * codes_per_lead) {
      out.push_back(static_cast<char>(lead + index / codes_per_lead));
      for (std::size_t i = 1; i < length; ++i) {
        codes_per_lead /= kTrailBytes;
        out.push_back(static_cast<char>(kFirstTrail + index / codes_per_lead % kTrailBytes));
      }
      return;
    }
    index -= leads * codes_per_lead;
    lead += leads;
    codes_per_lead *= kTrailBytes;
  }
}

}  // namespace

CompactCode::CompactCode()
    : blocks_(0x110000 >> kBlockBits), numbers_(std::size_t{1} << kBlockBits) {
  for (std::size_t i = 0; i < kCommon.size();) number_or_new(next_code_point(kCommon, i));
}

std::uint32_t CompactCode::number_of(char32_t code_point) const {
  const std::size_t block = blocks_[code_point >> kBlockBits];
  return numbers_[block << kBlockBits | (code_point & 0xFF)];
}

std::uint32_t CompactCode::number_or_new(char32_t code_point) {
  std::uint16_t& block = blocks_[code_point >> kBlockBits];
  if (block == 0) {
    block = static_cast<std::uint16_t>(numbers_.size() >> kBlockBits);
    numbers_.resize(numbers_.size() + (std::size_t{1} << kBlockBits));
  }
  std::uint32_t& number = numbers_[std::size_t{block} << kBlockBits | (code_point & 0xFF)];
  if (number == 0) number = next_number_++;
  return number;
}

void CompactCode::append_encoded(std::string& out, std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    append_code(out, number_or_new(next_code_point(text, i)));
  }
}

std::optional<std::string> CompactCode::encode_known(std::string_view text) const {
  std::string code;
  for (std::size_t i = 0; i < text.size();) {
    const std::uint32_t number = number_of(next_code_point(text, i));
    if (number == 0) return std::nullopt;
    append_code(code, number);
  }
  return code;
}

std::size_t CompactCode::memory_bytes() const {
  return blocks_.capacity() * sizeof blocks_[0] + numbers_.capacity() * sizeof numbers_[0];
}

}  // namespace genba
