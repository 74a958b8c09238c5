#include "core/text/fold.h"

#include <doctest/doctest.h>

#include <string>
#include <string_view>

namespace genba {
namespace {

constexpr const char* kNormalizationTests[] = {
#include "tests/unit/text/normalization_test.inc"
};

struct Forms {
  std::string source, nfc, nfd, nfkc, nfkd;
};

Forms forms_of(std::string_view test) {
  Forms forms;
  for (std::string* form : {&forms.source, &forms.nfc, &forms.nfd, &forms.nfkc, &forms.nfkd}) {
    const std::size_t tab = test.find('\t');
    *form = test.substr(0, tab);
    test.remove_prefix(tab + 1);
  }
  return forms;
}

bool same(std::string_view a, std::string_view b) {
  return fold_for_search(a) == fold_for_search(b);
}

}  // namespace

TEST_CASE("NFC passes Unicode's own normalization tests") {
  std::size_t count = 0;
  for (const char* test : kNormalizationTests) {
    const Forms forms = forms_of(test);
    CAPTURE(forms.source);
    CHECK(to_nfc(forms.source) == forms.nfc);
    CHECK(to_nfc(forms.nfc) == forms.nfc);
    CHECK(to_nfc(forms.nfd) == forms.nfc);
    CHECK(to_nfc(forms.nfkc) == forms.nfkc);
    CHECK(to_nfc(forms.nfkd) == forms.nfkc);
    ++count;
  }
  CHECK(count > 8000);
}

TEST_CASE("folding finds every compatibility form of Unicode's own tests equal to its source") {
  for (const char* test : kNormalizationTests) {
    const Forms forms = forms_of(test);
    CAPTURE(forms.source);
    const std::string folded = fold_for_search(forms.source);
    CHECK(fold_for_search(forms.nfc) == folded);
    CHECK(fold_for_search(forms.nfd) == folded);
    CHECK(fold_for_search(forms.nfkc) == folded);
    CHECK(fold_for_search(forms.nfkd) == folded);
    CHECK(fold_for_search(folded) == folded);
    CHECK(to_nfc(folded) == folded);
  }
}

TEST_CASE("half-width kana with voicing marks read as full-width kana") {
  CHECK(fold_for_search("ｶﾞ") == "が");
  CHECK(fold_for_search("ﾌﾟﾘﾝﾀ") == "ぷりんた");
  CHECK(same("ﾌﾟﾘﾝﾀ", "プリンタ"));
  CHECK(same("ﾒｰﾙｻｰﾊﾞｰ", "メールサーバー"));
  CHECK(same("ｳﾞｪﾙｻｲﾕ", "ヴェルサイユ"));
}

TEST_CASE("hiragana and katakana are the same word") {
  CHECK(same("ひやりはっと", "ヒヤリハット"));
  CHECK(same("ゔ", "ヴ"));
  CHECK(same("ヷ", "わ\u3099"));
  CHECK(same("いすゞ", "イスヾ"));
  CHECK(fold_for_search("コーヒー") == "こーひー");
}

TEST_CASE("full-width letters and capitals read as small half-width letters") {
  CHECK(fold_for_search("ＶＰＮ接続") == "vpn接続");
  CHECK(fold_for_search("VPN　Ｅｒｒｏｒ（０ｘ８０）") == "vpn error(0x80)");
  CHECK(fold_for_search("STRASSE") == fold_for_search("straße"));
  CHECK(same("ΑΣ", "ας"));
  CHECK(same("ﬁle", "FILE"));
}

TEST_CASE("squared and circled characters read as what they abbreviate") {
  CHECK(fold_for_search("㍿①㌔") == "株式会社1きろ");
  CHECK(fold_for_search("㈱") == "(株)");
  CHECK(fold_for_search("Ⅳ") == "iv");
}

TEST_CASE("variants of a kanji stay different names") {
  CHECK(fold_for_search("髙﨑𠮷") == "髙﨑𠮷");
  CHECK(!same("髙", "高"));
  CHECK(!same("﨑", "崎"));
  CHECK(!same("𠮷", "吉"));
  CHECK(to_nfc("髙﨑𠮷") == "髙﨑𠮷");
}

TEST_CASE("combining marks are composed and ordered, whatever their number and order") {
  CHECK(fold_for_search("か\u3099") == "が");
  CHECK(to_nfc("e\u0301") == "é");
  CHECK(to_nfc("q\u0307\u0323") == "q\u0323\u0307");
  CHECK(same("É", "e\u0301"));
  CHECK(same("か\u0301ﾞ", "が\u0301"));
  std::string zalgo = "a";
  for (int i = 0; i < 20000; ++i) zalgo += "\u0301\u0323";
  CHECK(to_nfc(zalgo).substr(0, 3) == "ạ");
  CHECK(to_nfc(to_nfc(zalgo)) == to_nfc(zalgo));
}

TEST_CASE("a mark composes across the call only with what the call was given") {
  std::string out = "か";
  append_folded(out, "\u3099");
  CHECK(out == "か\u3099");
}

TEST_CASE("ignorable characters vanish") {
  CHECK(fold_for_search("pass\u00ADword\u200D\uFE0F") == "password");
  CHECK(fold_for_search("\u200B").empty());
  CHECK(fold_for_search("か\u200D\u3099") == "が");
}

TEST_CASE("Hangul jamo and syllables are the same word") {
  CHECK(to_nfc("\u1112\u1161\u11AB") == "한");
  CHECK(same("\u1112\u1161\u11AB", "한"));
}

TEST_CASE("malformed bytes fold to the replacement character and spoil nothing else") {
  CHECK(fold_for_search("A\xFF"
                        "B") ==
        "a\uFFFD"
        "b");
  CHECK(fold_for_search("\xE3\x81") == "\uFFFD");
  CHECK(to_nfc("\xED\xA0\x80") == "\uFFFD\uFFFD\uFFFD");
}

TEST_CASE("ideographic spaces become plain spaces, line ends stay") {
  CHECK(fold_for_search("山田　太郎\r\n") == "山田 太郎\r\n");
}

}  // namespace genba
