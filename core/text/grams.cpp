#include "core/text/grams.h"

#include "core/text/utf8.h"

namespace genba {
namespace {

constexpr unsigned kCharacterBits = 21;
constexpr char32_t kEdge = ' ';  // of a word; folded words hold none

enum class Writing : std::uint8_t { kSeparator, kSpaced, kUnspaced };

bool is_between(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

// By block (Unicode 15.0, Blocks.txt), as far as it matters here: a rare symbol among letters does
// no harm.
Writing writing_of(char32_t c) {
  if (c < 0x80) {
    const bool is_word = is_between(c, '0', '9') || is_between(c, 'a', 'z');
    return is_word ? Writing::kSpaced : Writing::kSeparator;
  }
  if (c < 0xC0 || c == 0xD7 || c == 0xF7) return Writing::kSeparator;
  if (is_between(c, 0x0E00, 0x0EFF)) return Writing::kUnspaced;  // Thai, Lao
  if (c < 0x2000) return Writing::kSpaced;
  if (c < 0x2C00 || is_between(c, 0x2E00, 0x2E7F)) return Writing::kSeparator;
  if (c < 0x2E80) return Writing::kSpaced;
  if (is_between(c, 0x3005, 0x3007)) return Writing::kUnspaced;  // 々 〆 〇
  if (c < 0x3041 || c == 0x30FB) return Writing::kSeparator;
  if (c < 0xD800 || is_between(c, 0xF900, 0xFAFF)) return Writing::kUnspaced;
  if (is_between(c, 0x10000, 0x1CFFF)) return Writing::kSpaced;
  return c >= 0x20000 ? Writing::kUnspaced : Writing::kSeparator;
}

Gram gram(char32_t a, char32_t b, char32_t c) {
  return (Gram{a} << kCharacterBits | b) << kCharacterBits | c;
}

// Takes characters one by one; a run is what is written alike, without anything between.
class Splitter {
 public:
  explicit Splitter(std::vector<Gram>& out) : out_(out) {}

  void add(char32_t c) {
    const Writing writing = writing_of(c);
    if (writing != writing_) end_run();
    writing_ = writing;
    if (writing == Writing::kSeparator) return;
    if (length_ > 0) out_.push_back(gram(before_last(), last_, c));
    before_last_ = last_;
    last_ = c;
    ++length_;
  }

  void end_run() {
    if (length_ > 0 && writing_ == Writing::kSpaced) {
      out_.push_back(gram(before_last(), last_, kEdge));
    } else if (length_ == 1) {
      out_.push_back(gram(0, 0, last_));
    }
    length_ = 0;
  }

 private:
  // What stands before the last character, as far as a gram holds it.
  char32_t before_last() const {
    if (writing_ == Writing::kUnspaced) return 0;
    return length_ > 1 ? before_last_ : kEdge;
  }

  std::vector<Gram>& out_;
  Writing writing_ = Writing::kSeparator;
  char32_t before_last_ = 0;
  char32_t last_ = 0;
  std::size_t length_ = 0;
};

}  // namespace

void append_grams(std::vector<Gram>& out, std::string_view folded, bool is_unfinished) {
  Splitter splitter(out);
  for (std::size_t i = 0; i < folded.size();) splitter.add(next_code_point(folded, i));
  if (!is_unfinished) splitter.end_run();
}

}  // namespace genba
