// LikenessIndex: finds the texts that are most like one that is being typed, in any language and
// without a dictionary.
//
// Likeness is the share of the typed text's grams (grams.h) that the other text has too, where a
// gram weighs the more the fewer texts have it (inverse document frequency, Spärck Jones 1972), so
// that a product's name counts and "できない" hardly. What the other text has besides counts
// against it by an eighth, up to a limit, so that a few characters are enough to begin with (after
// Tversky's ratio model, 1977): between two that share the same, the shorter is the more alike.
// Arithmetic is in integers: the same answer everywhere.
//
// The index is an inverted one. A question reads the lists of its rarest grams first and stops
// after some two million entries, so that its cost is bounded however many texts there are.
//
// Memory: about 70 bytes a title of 40 characters. Not thread-safe.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/grams.h"

namespace genba {

class LikenessIndex {
 public:
  using Doc = std::uint32_t;  // numbers of texts, dense from 0 in the order of adding

  // `head` is what the text is called; `body` what else it says: sharing it counts by half, and
  // not sharing it does not count against. Of each, the first kMaxTextBytes are looked at.
  Doc add(std::string_view head, std::string_view body = {});
  // A text that changed is removed and added again. The room that it took stays taken.
  void remove(Doc doc);

  struct Hit {
    Doc doc;
    std::uint32_t likeness;  // per mille
  };
  // The `limit` most alike with at least `least` per mille, the most alike first, of equals the one
  // added last. The last word of `typed` may be unfinished.
  std::vector<Hit> find(std::string_view typed, std::uint32_t least, std::size_t limit) const;

  Doc size() const { return static_cast<Doc>(docs_.size()); }  // removed ones included
  Doc removed() const { return removed_; }
  std::size_t memory_bytes() const;

  static constexpr std::size_t kMaxTextBytes = 4096;

 private:
  struct Term {
    Gram gram = 0;
    std::string postings;  // varints: steps from text to text × 2, + 1 in a body
    std::uint32_t count = 0;
    Doc last = 0;
  };
  struct Asked {
    const Term* term;
    std::uint32_t weight;
  };
  struct Question {
    std::vector<Asked> asked;  // known terms, the rarest first
    std::uint32_t total = 0;   // weight of the whole text
    std::uint32_t mean = 0;    // weight of a gram
  };

  const Term* find_term(Gram gram) const;
  std::size_t slot_of(Gram gram) const;
  void post(Gram gram, Doc doc, bool in_body);
  void grow();
  std::uint32_t weight_of(const Term& term) const;
  Question ask(std::string_view typed) const;
  void tally(const Asked& asked, std::vector<std::uint32_t>& scores) const;

  std::vector<Term> terms_;
  std::vector<std::uint32_t> slots_;  // number of the term + 1; open addressing, a power of two
  std::vector<std::uint8_t> docs_;    // grams of the head, at most 255; 0: removed
  Doc removed_ = 0;
  std::vector<Gram> head_, body_;  // scratch
};

}  // namespace genba
