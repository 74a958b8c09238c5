// LikenessIndex: what it says is what counting by hand says, and people find what they mean.
#include "core/text/likeness_index.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

#include "core/text/fold.h"

using namespace genba;

namespace {

using Hits = std::vector<LikenessIndex::Hit>;

const LikenessIndex::Hit* find_doc(const Hits& hits, LikenessIndex::Doc doc) {
  const auto at = std::find_if(hits.begin(), hits.end(),
                               [&](const LikenessIndex::Hit& hit) { return hit.doc == doc; });
  return at == hits.end() ? nullptr : &*at;
}

std::uint32_t likeness(const LikenessIndex& index, std::string_view typed, LikenessIndex::Doc doc) {
  const Hits hits = index.find(typed, 1, 1000);
  const LikenessIndex::Hit* hit = find_doc(hits, doc);
  return hit == nullptr ? 0 : hit->likeness;
}

}  // namespace

TEST_CASE("the same text is wholly alike, another not at all") {
  LikenessIndex index;
  const auto printer = index.add("プリンターで印刷できない");
  const auto mail = index.add("Cannot send mail");
  CHECK(likeness(index, "プリンターで印刷できない", printer) == 1000);
  CHECK(likeness(index, "ﾌﾟﾘﾝﾀｰで印刷できない", printer) == 1000);
  CHECK(likeness(index, "プリンターで印刷できない", mail) == 0);
  CHECK(likeness(index, "CANNOT SEND MAIL ", mail) == 1000);
  CHECK(index.find("", 0, 10).empty());
  CHECK(index.find("、。", 0, 10).empty());
  CHECK(LikenessIndex().find("プリンター", 0, 10).empty());
}

TEST_CASE("what is rare weighs more than what everything has") {
  LikenessIndex index;
  for (int i = 0; i < 50; ++i) index.add("画面が開けない");
  const auto erp = index.add("奉行が遅い");
  const auto common = index.add("画面が遅い");
  CHECK(likeness(index, "奉行の画面", erp) > likeness(index, "奉行の画面", common));
}

TEST_CASE("of two that share the same, the shorter is more alike") {
  LikenessIndex index;
  const auto longer = index.add("無線LANが切れる。会議室でも廊下でも受付でも起きる");
  const auto shorter = index.add("無線LANが切れる");
  const Hits hits = index.find("無線LANが切れ", 300, 10);
  REQUIRE(hits.size() == 2);
  CHECK(hits[0].doc == shorter);
  CHECK(hits[1].doc == longer);
}

TEST_CASE("a body counts by half, and its length not at all") {
  LikenessIndex index;
  const auto head = index.add("パスワードを忘れた");
  const auto body =
      index.add("サインインの手引き", "パスワードを忘れたとき。" + std::string(2000, 'x'));
  CHECK(likeness(index, "パスワードを忘れた", head) == 1000);
  const std::uint32_t half = likeness(index, "パスワードを忘れた", body);
  CHECK(half > 300);
  CHECK(half <= 500);
}

TEST_CASE("a typing mistake costs a little") {
  LikenessIndex index;
  const auto ja = index.add("メールの添付ファイルが開けない");
  const auto en = index.add("Outlook attachment does not open");
  for (int i = 0; i < 20; ++i) index.add("会議室の予約 " + std::to_string(i));
  CHECK(likeness(index, "メールの添附ファイルが開けない", ja) > 700);
  CHECK(likeness(index, "Outlok atachment does not open", en) > 650);
}

TEST_CASE("a removed text is not found, and may come again") {
  LikenessIndex index;
  const auto first = index.add("VPN cannot connect");
  index.remove(first);
  index.remove(first);
  CHECK(index.removed() == 1);
  CHECK(index.find("vpn cannot connect", 0, 10).empty());
  const auto second = index.add("VPN cannot connect");
  const Hits hits = index.find("vpn cannot connect", 0, 10);
  REQUIRE(hits.size() == 1);
  CHECK(hits[0].doc == second);
}

TEST_CASE("equally alike: the one added last comes first, and no more than asked for") {
  LikenessIndex index;
  for (int i = 0; i < 9; ++i) index.add("複合機の紙詰まり");
  const Hits hits = index.find("複合機の紙詰まり", 500, 4);
  REQUIRE(hits.size() == 4);
  for (std::size_t i = 0; i < 4; ++i) CHECK(hits[i].doc == 8 - i);
}

TEST_CASE("long and broken texts are taken as far as they can be read") {
  LikenessIndex index;
  std::string endless;
  for (int i = 0; i < 5000; ++i) endless += "終わらない記録" + std::to_string(i);
  const auto doc = index.add(endless, endless);
  CHECK(likeness(index, endless, doc) > 0);
  const auto broken = index.add("\xE3\x81 \xFF壊れた\x80文字列\xC0");
  CHECK(likeness(index, "壊れた文字列", broken) > 0);
}

TEST_CASE("counting by hand agrees, with bodies, removals and many texts") {
  std::uint64_t dice = 7;
  const auto below = [&](std::uint64_t limit) {
    dice = dice * 6364136223846793005u + 1442695040888963407u;
    return (dice >> 33) % limit;
  };
  const char* const kWords[] = {"印刷", "接続", "メール", "vpn ", "error ",
                                "遅い", "の",   "が",     "室"};
  const auto random_text = [&](std::uint64_t words) {
    std::string text;
    for (std::uint64_t i = 0; i < words; ++i) text += kWords[below(std::size(kWords))];
    return text;
  };
  struct Text {
    std::vector<Gram> head, body;
    bool is_removed = false;
  };
  const auto grams_of = [](const std::string& text, bool is_unfinished) {
    std::vector<Gram> grams;
    append_grams(grams, fold_for_search(text), is_unfinished);
    std::sort(grams.begin(), grams.end());
    grams.erase(std::unique(grams.begin(), grams.end()), grams.end());
    return grams;
  };
  const auto has = [](const std::vector<Gram>& grams, Gram gram) {
    return std::binary_search(grams.begin(), grams.end(), gram);
  };
  LikenessIndex index;
  std::vector<Text> texts;
  for (int i = 0; i < 300; ++i) {
    const std::string head = random_text(1 + below(6)), body = random_text(below(9));
    const auto doc = index.add(head, body);
    REQUIRE(doc == texts.size());
    texts.push_back({grams_of(head, false), grams_of(body, false)});
    if (below(5) > 0) continue;
    const auto gone = below(texts.size());
    index.remove(static_cast<LikenessIndex::Doc>(gone));
    texts[gone].is_removed = true;
  }
  for (int round = 0; round < 50; ++round) {
    const std::string typed = random_text(1 + below(5));
    CAPTURE(typed);
    const std::vector<Gram> asked = grams_of(typed, true);
    const Hits hits = index.find(typed, 1, 1000);
    for (std::size_t i = 0; i + 1 < hits.size(); ++i)
      CHECK(hits[i].likeness >= hits[i + 1].likeness);
    for (std::size_t doc = 0; doc < texts.size(); ++doc) {
      const Text& text = texts[doc];
      const bool shares = std::any_of(asked.begin(), asked.end(), [&](Gram gram) {
        return has(text.head, gram) || has(text.body, gram);
      });
      const LikenessIndex::Hit* hit = find_doc(hits, static_cast<LikenessIndex::Doc>(doc));
      const bool all_in_head =
          std::all_of(asked.begin(), asked.end(), [&](Gram gram) { return has(text.head, gram); });
      if (text.is_removed || !shares) CHECK(hit == nullptr);
      if (!text.is_removed && shares) REQUIRE(hit != nullptr);
      if (hit == nullptr) continue;
      CHECK(hit->likeness <= 1000);
      const bool is_whole = all_in_head && text.head.size() == asked.size();
      CHECK((hit->likeness == 1000) == is_whole);
    }
  }
}
