#include "core/text/fold.h"

#include <algorithm>
#include <utility>

#include "core/text/unicode_data.h"
#include "core/text/utf8.h"

namespace genba {
namespace {

enum class Form { kFolded, kNfc };

// Appends text in its normal form. Most code points are copied or replaced one by one; only where
// one may join what stands before it (combining marks, voicing marks, Hangul jamo) the stretch
// since the last one that cannot is taken apart, ordered and put together again.
template <Form form>
class Normalizer {
 public:
  Normalizer(std::string& out, std::string_view text)
      : data_(UnicodeData::get()), out_(out), start_(out.size()), text_(text) {}

  void run() {
    out_.reserve(out_.size() + text_.size());
    while (position_ < text_.size()) {
      if (static_cast<unsigned char>(text_[position_]) < 0x80) {
        copy_ascii();
      } else {
        step();
      }
    }
  }

 private:
  void copy_ascii() {
    const std::size_t begin = position_;
    do {
      ++position_;
    } while (position_ < text_.size() && static_cast<unsigned char>(text_[position_]) < 0x80);
    const std::size_t written = out_.size();
    out_.append(text_, begin, position_ - begin);
    if constexpr (form == Form::kFolded) {
      for (std::size_t i = written; i < out_.size(); ++i) {
        const char c = out_[i];
        out_[i] = static_cast<char>(c + (c >= 'A' && c <= 'Z' ? 'a' - 'A' : 0));
      }
    }
  }

  void step() {
    const std::size_t begin = position_;
    const char32_t code_point = next_code_point(text_, position_);
    const std::uint16_t entry = data_.folding_entry(code_point);
    if (entry == 0) {
      append_source(begin, code_point);
    } else if (needs_recomposition(code_point, entry)) {
      recompose(code_point);
    } else if (form == Form::kFolded) {
      out_.append(data_.folding(entry));
    } else {
      append_source(begin, code_point);
    }
  }

  void append_source(std::size_t begin, char32_t code_point) {
    if (code_point == kReplacementCharacter) {
      append_utf8(out_, code_point);  // the source may be a malformed sequence
    } else {
      out_.append(text_, begin, position_ - begin);
    }
  }

  bool needs_recomposition(char32_t code_point, std::uint16_t entry) const {
    if constexpr (form == Form::kFolded) {
      return entry & UnicodeData::kExtends;
    } else {
      return ((entry & UnicodeData::kExtends) && data_.extends(code_point)) ||
             data_.always_decomposes(code_point);
    }
  }

  void recompose(char32_t code_point) {
    take_back_unfinished();
    data_.append_decomposed(points_, code_point);
    while (position_ < text_.size()) {
      std::size_t after = position_;
      const char32_t next = next_code_point(text_, after);
      const std::uint16_t entry = data_.folding_entry(next);
      if (entry == 0 || !needs_recomposition(next, entry)) break;
      data_.append_decomposed(points_, next);
      position_ = after;
    }
    order_marks();
    if constexpr (form == Form::kFolded) {
      // Only now: a mark can fold to a letter (U+0345 to iota), which marks must not jump over.
      fold_points();
      order_marks();
    }
    compose();
    for (const char32_t c : points_) append_utf8(out_, c);
  }

  // Moves the tail of the output, from the last code point that joins nothing before it, back into
  // points_, decomposed.
  void take_back_unfinished() {
    std::size_t begin = out_.size();
    bool extends = true;
    while (extends && begin > start_) {
      begin = previous_code_point(out_, begin);
      std::size_t after = begin;
      extends = data_.extends(next_code_point(out_, after));
    }
    points_.clear();
    for (std::size_t i = begin; i < out_.size();) {
      data_.append_decomposed(points_, next_code_point(out_, i));
    }
    out_.resize(begin);
  }

  void fold_points() {
    std::u32string folded;
    for (const char32_t c : points_) {
      const std::uint16_t number = data_.folding_entry(c) & UnicodeData::kNumberMask;
      if (number == 0) {
        folded.push_back(c);
        continue;
      }
      const std::string_view target = data_.folding(number);
      for (std::size_t i = 0; i < target.size();) {
        data_.append_decomposed(folded, next_code_point(target, i));
      }
    }
    points_.swap(folded);
  }

  // Canonical Ordering Algorithm (D109).
  void order_marks() {
    const auto is_starter = [&](char32_t c) { return data_.combining_class(c) == 0; };
    for (auto it = points_.begin(); it != points_.end();) {
      const auto marks = std::find_if_not(it, points_.end(), is_starter);
      const auto marks_end = std::find_if(marks, points_.end(), is_starter);
      std::stable_sort(marks, marks_end, [&](char32_t a, char32_t b) {
        return data_.combining_class(a) < data_.combining_class(b);
      });
      it = marks_end;
    }
  }

  // Canonical Composition Algorithm (D117).
  void compose() {
    constexpr std::size_t kNone = static_cast<std::size_t>(-1);
    std::size_t starter = kNone;
    std::size_t length = 0;
    std::uint8_t last_class = 0;
    for (const char32_t c : points_) {
      const std::uint8_t combining_class = data_.combining_class(c);
      const bool reaches = starter != kNone && (length == starter + 1 ||
                                                (last_class != 0 && last_class < combining_class));
      if (reaches) {
        if (const char32_t composed = data_.compose(points_[starter], c)) {
          points_[starter] = composed;
          continue;
        }
      }
      if (combining_class == 0) starter = length;
      last_class = combining_class;
      points_[length++] = c;
    }
    points_.resize(length);
  }

  const UnicodeData& data_;
  std::string& out_;
  const std::size_t start_;
  std::string_view text_;
  std::size_t position_ = 0;
  std::u32string points_;
};

}  // namespace

void append_folded(std::string& out, std::string_view text) {
  Normalizer<Form::kFolded>(out, text).run();
}

std::string fold_for_search(std::string_view text) {
  std::string folded;
  append_folded(folded, text);
  return folded;
}

std::vector<std::string> folded_words(std::string_view typed) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : fold_for_search(typed)) {
    if (c != ' ') {
      word.push_back(c);
    } else if (!word.empty()) {
      words.push_back(std::exchange(word, {}));
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

bool has_words(std::string_view folded, const std::vector<std::string>& words) {
  return std::all_of(words.begin(), words.end(), [&](const std::string& word) {
    return folded.find(word) != std::string_view::npos;
  });
}

std::string to_nfc(std::string_view text) {
  std::string normal;
  Normalizer<Form::kNfc>(normal, text).run();
  return normal;
}

}  // namespace genba
