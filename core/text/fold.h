// Normal forms of text. fold_for_search makes equal what people take for the same word: ＶＰＮ, VPN
// and vpn; ﾌﾟﾘﾝﾀ, プリンタ and ぷりんた; ㍿ and 株式会社; ① and 1.
//
// It is Unicode's NFKC_Casefold (Unicode Standard 15.0, chapter 3, D144 R5) and katakana folded to
// hiragana. Characters that only look like variants (髙 and 高, 﨑 and 崎, 𠮷 and 吉) stay apart:
// they are different names. Malformed bytes become U+FFFD. All functions are pure; linear in the
// text except for runs of combining marks, which are sorted.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace genba {

// Idempotent. The result is valid UTF-8; it may be empty (ignorable characters vanish) and at most
// 11 times as long as the text, usually no longer.
std::string fold_for_search(std::string_view text);
void append_folded(std::string& out, std::string_view text);

// What was typed to find something: its words, folded; and whether a folded text has them all.
std::vector<std::string> folded_words(std::string_view typed);
bool has_words(std::string_view folded, const std::vector<std::string>& words);

// Normalization Form C: what is stored of a user's input, so that one text has one byte form.
std::string to_nfc(std::string_view text);

}  // namespace genba
