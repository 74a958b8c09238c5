// An article's text: what is typed plainly reads well.
#include "wasm/views/article_blocks.h"

#include <doctest/doctest.h>

using namespace genba;

namespace {

// "H:見出し|P:文|I•:項目"
std::string shown(std::string_view body) {
  std::string all;
  for (const ArticleBlock& block : parse_article(body)) {
    if (!all.empty()) all.push_back('|');
    all += block.kind == ArticleBlock::Kind::kHeading ? "H" : "";
    all += block.kind == ArticleBlock::Kind::kParagraph ? "P" : "";
    all += block.kind == ArticleBlock::Kind::kItem ? "I" + block.mark : "";
    all += ":" + block.text;
  }
  return all;
}

}  // namespace

TEST_CASE("headings, items and steps") {
  CHECK(shown("## 症状\n画面が出ない\n\n- 再起動\n・電源\n1. 押す\n2) 待つ") ==
        "H:症状|P:画面が出ない|I•:再起動|I•:電源|I1.:押す|I2.:待つ");
  CHECK(shown("# One\r\n### Two\r\n* three  ") == "H:One|H:Two|I•:three");
}

TEST_CASE("lines that follow each other are one paragraph and keep their breaks") {
  CHECK(shown("一行目\n二行目\n\n\n次の段落") == "P:一行目\n二行目|P:次の段落");
  CHECK(shown("") == "");
  CHECK(shown("\n \n") == "");
}

TEST_CASE("what only looks like a mark is text") {
  CHECK(shown("-5度") == "P:-5度");
  CHECK(shown("#1の端末") == "P:#1の端末");
  CHECK(shown("10.0.0.1に接続") == "P:10.0.0.1に接続");
  CHECK(shown("2026. 年") == "P:2026. 年");
  CHECK(shown("1.") == "P:1.");
  CHECK(shown("- ") == "P:-");
}

TEST_CASE("an excerpt is the words on one line, without headings") {
  CHECK(article_excerpt("## 症状\n画面が\n出ない\n\n- 再起動") == "画面が 出ない 再起動");
  CHECK(article_excerpt(std::string(10'000, 'x')).size() <= 600);
}
