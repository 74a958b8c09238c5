// An article's text as blocks: a small part of Markdown (CommonMark), so that a text that was typed
// plainly reads well, too. Pure.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace genba {

struct ArticleBlock {
  enum class Kind : std::uint8_t { kHeading, kParagraph, kItem };
  Kind kind = Kind::kParagraph;
  std::string text;
  std::string mark;  // of an item: "•" or "1."
};

// "# ", "## ", "### ": heading. "- ", "* ", "・": item. "1. ", "1) ": numbered item. Lines that
// follow each other are one paragraph and keep their breaks; an empty line ends it.
std::vector<ArticleBlock> parse_article(std::string_view body);

// The words alone, on one line: what an excerpt shows.
std::string article_excerpt(std::string_view body);

}  // namespace genba
