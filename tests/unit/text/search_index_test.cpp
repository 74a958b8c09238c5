#include "core/text/search_index.h"

#include <doctest/doctest.h>

#include <map>
#include <string>
#include <vector>

#include "core/text/fold.h"

namespace genba {
namespace {

using Rows = std::vector<SearchIndex::Row>;

class Dice {
 public:
  std::uint32_t below(std::uint32_t limit) {
    state_ = state_ * 6364136223846793005u + 1442695040888963407u;
    return static_cast<std::uint32_t>(state_ >> 33) % limit;
  }

 private:
  std::uint64_t state_ = 42;
};

// Short alphabets make repeats and near misses common.
std::string random_text(Dice& dice, std::uint32_t length) {
  static const char* const kLetters[] = {"a", "b",  "B",  "ア", "あ", "印", "刷", "即",     "ｶ",
                                         "ﾞ", "𠮷", "髙", " ",  "\n", "０", "é",  "\u0301", "x"};
  std::string text;
  for (std::uint32_t i = 0; i < length; ++i) text += kLetters[dice.below(std::size(kLetters))];
  return text;
}

std::vector<std::string> words_of(const std::string& folded) {
  std::vector<std::string> words(1);
  for (const char c : folded) {
    if (c == ' ' || c == '\n') {
      words.emplace_back();
    } else {
      words.back() += c;
    }
  }
  return words;
}

Rows find_slowly(const std::map<SearchIndex::Row, std::string>& texts, const std::string& query) {
  Rows rows;
  const std::vector<std::string> words = words_of(fold_for_search(query));
  for (const auto& [row, text] : texts) {
    const std::string folded = fold_for_search(text);
    bool all = true;
    for (const std::string& word : words) all = all && folded.find(word) != std::string::npos;
    if (all) rows.push_back(row);
  }
  return rows;
}

}  // namespace

TEST_CASE("a search finds rows that contain the text anywhere, in any width, case or kana") {
  SearchIndex index;
  index.set(0, "【大阪支社】プリンタから印刷できない");
  index.set(1, "VPN client cannot connect");
  index.set(2, "ﾌﾟﾘﾝﾀｰの紙詰まり");
  CHECK(index.find("ぷりんた") == Rows{0, 2});
  CHECK(index.find("ＶＰＮ") == Rows{1});
  CHECK(index.find("刷で") == Rows{0});
  CHECK(index.find("onnec") == Rows{1});
  CHECK(index.find("スキャナ").empty());
}

TEST_CASE("several words must all occur, in any order and whatever the white space") {
  SearchIndex index;
  index.set(0, "東京 プリンタ 印刷");
  index.set(1, "東京 ネットワーク");
  index.set(2, "印刷 東京");
  CHECK(index.find("印刷　東京") == Rows{0, 2});
  CHECK(index.find("  東京\t") == Rows{0, 1, 2});
  CHECK(index.find("東京 大阪").empty());
}

TEST_CASE("a word never matches across two fields") {
  SearchIndex index;
  index.set(0, "ab\ncd");
  CHECK(index.find("bc").empty());
  CHECK(index.find("b c") == Rows{0});
}

TEST_CASE("a query without words asks for every row that has text") {
  SearchIndex index;
  index.set(3, "a");
  index.set(1, "b");
  CHECK(index.find("") == Rows{1, 3});
  CHECK(index.find(" 　") == Rows{1, 3});
}

TEST_CASE("an updated row is found by its new text only, an emptied one not at all") {
  SearchIndex index;
  index.set(0, "サーバーが停止");
  index.set(1, "サーバーが遅い");
  index.set(0, "復旧しました");
  CHECK(index.find("サーバー") == Rows{1});
  CHECK(index.find("復旧") == Rows{0});
  index.set(0, "");
  CHECK(index.find("復旧").empty());
}

TEST_CASE("results agree with a plain search of the folded texts, through thousands of updates") {
  Dice dice;
  SearchIndex index;
  std::map<SearchIndex::Row, std::string> texts;
  for (int step = 0; step < 4000; ++step) {
    const SearchIndex::Row row = dice.below(300);
    const std::string text = random_text(dice, dice.below(60));
    index.set(row, text);
    texts.erase(row);
    if (!text.empty()) texts[row] = text;
    if (step % 10 != 0) continue;
    const std::string query = random_text(dice, 1 + dice.below(4));
    CAPTURE(query);
    CHECK(index.find(query) == find_slowly(texts, query));
  }
}

TEST_CASE(
    "texts of many sizes, larger than a chunk too, and characters beyond two bytes are found") {
  SearchIndex index;
  std::string all_kanji;
  for (unsigned c = 0x4E00; c < 0x9F00; ++c) {
    all_kanji += {static_cast<char>(0xE0 | c >> 12), static_cast<char>(0x80 | (c >> 6 & 0x3F)),
                  static_cast<char>(0x80 | (c & 0x3F))};
  }
  index.set(0, all_kanji);
  for (SearchIndex::Row row = 1; row < 400; ++row) {
    index.set(row, std::string(row * 97 % 20000, 'p') + "終わり" + std::to_string(row) + "番");
  }
  index.set(400, std::string(3000000, 'q') + "髙橋");
  CHECK(index.find("鸀鸁") == Rows{0});
  CHECK(index.find("鸁鸀").empty());
  CHECK(index.find("り399番") == Rows{399});
  CHECK(index.find("q髙橋") == Rows{400});
  CHECK(index.find("終わり").size() == 399);
}

TEST_CASE("rewriting the same rows for ever does not let memory grow") {
  SearchIndex index;
  const std::string text(5000, 'x');
  for (SearchIndex::Row row = 0; row < 500; ++row) index.set(row, text);
  const std::size_t before = index.memory_bytes();
  for (int round = 0; round < 20; ++round) {
    for (SearchIndex::Row row = 0; row < 500; ++row) index.set(row, text);
  }
  CHECK(index.memory_bytes() < before * 2 + (4u << 20));
  CHECK(index.find("xxxx").size() == 500);
}

TEST_CASE("Japanese text takes less memory than its UTF-8") {
  SearchIndex index;
  std::size_t bytes = 0;
  for (SearchIndex::Row row = 0; row < 20000; ++row) {
    std::string text = std::to_string(row);
    for (int i = 0; i < 5; ++i)
      text += "時頃から発生しており、同じ部署の方にも同様の症状が出ています。";
    bytes += text.size();
    index.set(row, text);
  }
  CHECK(index.memory_bytes() < bytes * 3 / 4);
}

}  // namespace genba
