// Grams: which pieces two texts have in common is what likeness rests on.
#include "core/text/grams.h"

#include <doctest/doctest.h>

#include <string>

#include "core/text/fold.h"
#include "core/text/utf8.h"

using namespace genba;

namespace {

// As a reader would write them: "つな ながる" and "_vp vpn pn_".
std::string shown(std::string_view text, bool is_unfinished = false) {
  std::vector<Gram> grams;
  append_grams(grams, fold_for_search(text), is_unfinished);
  std::string all;
  for (const Gram gram : grams) {
    if (!all.empty()) all.push_back(' ');
    for (const unsigned shift : {42u, 21u, 0u}) {
      const auto character = static_cast<char32_t>(gram >> shift & 0x1FFFFF);
      if (character == ' ') all.push_back('_');
      if (character != 0 && character != ' ') append_utf8(all, character);
    }
  }
  return all;
}

}  // namespace

TEST_CASE("Japanese falls into pairs of characters, with no need of spaces") {
  CHECK(shown("印刷できない") == "印刷 刷で でき きな ない");
  CHECK(shown("人々、〆切") == "人々 〆切");
  CHECK(shown("𠮷野家") == "𠮷野 野家");
}

TEST_CASE("words in letters fall into threes, with their edges") {
  CHECK(shown("VPN") == "_vp vpn pn_");
  CHECK(shown("No PC") == "_no no_ _pc pc_");
  CHECK(shown("a") == "_a_");
  CHECK(shown("Ошибка") == "_ош оши шиб ибк бка ка_");
}

TEST_CASE("where writing changes, nothing reaches across") {
  CHECK(shown("VPNが遅い") == "_vp vpn pn_ が遅 遅い");
  CHECK(shown("本A棟") == "本 _a_ 棟");
  CHECK(shown("開けない・・・印刷") == "開け けな ない 印刷");
}

TEST_CASE("a word at the end that is still being typed has no end yet") {
  CHECK(shown("the prin", true) == "_th the he_ _pr pri rin");
  CHECK(shown("a", true) == "");
  CHECK(shown("the prin ", true) == "_th the he_ _pr pri rin in_");
  CHECK(shown("印刷", true) == "印刷");
}

TEST_CASE("what people take for the same gives the same") {
  CHECK(shown("ﾌﾟﾘﾝﾀが") == shown("プリンタが"));
  CHECK(shown("ＶＰＮ") == shown("vpn"));
  CHECK(shown("") == "");
  CHECK(shown("、。 !?") == "");
}
