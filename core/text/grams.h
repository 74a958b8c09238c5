// Grams: the small pieces of a text by which likeness is counted (likeness_index.h).
//
// Where words are written without spaces (Japanese, Chinese, Korean, Thai) a gram is two
// neighbouring characters, or the one that stands alone. Elsewhere it is three neighbouring letters
// of a word, whose beginning and end count as one each, so that a typing mistake or another ending
// costs a few grams and not the word. Punctuation and spaces separate.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace genba {

// The characters themselves, 21 bits each: two texts share a gram exactly when they share its
// characters.
using Gram = std::uint64_t;

// Appends the grams of a text that fold_for_search made, in order and with repeats. When
// `is_unfinished`, a word at the very end has no end yet: it is still being typed.
void append_grams(std::vector<Gram>& out, std::string_view folded, bool is_unfinished = false);

}  // namespace genba
