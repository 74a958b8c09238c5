#include "wasm/views/article_blocks.h"

#include <algorithm>

#include "core/text/utf8.h"

namespace genba {
namespace {

constexpr std::size_t kMaxNumberDigits = 3;
constexpr std::size_t kMaxExcerptBytes = 600;

std::string_view trimmed(std::string_view line) {
  while (!line.empty() && (line.back() == '\r' || line.back() == ' ')) line.remove_suffix(1);
  while (!line.empty() && line.front() == ' ') line.remove_prefix(1);
  return line;
}

bool take(std::string_view* line, std::string_view prefix) {
  if (line->substr(0, prefix.size()) != prefix) return false;
  line->remove_prefix(prefix.size());
  *line = trimmed(*line);
  return true;
}

// "12. text" or "12) text": the number's digits, which are taken off; "" when it is none.
std::string take_number(std::string_view* line) {
  std::size_t digits = 0;
  while (digits < line->size() && (*line)[digits] >= '0' && (*line)[digits] <= '9') ++digits;
  if (digits == 0 || digits > kMaxNumberDigits || digits + 1 >= line->size()) return {};
  const char mark = (*line)[digits];
  if ((mark != '.' && mark != ')') || (*line)[digits + 1] != ' ') return {};
  std::string number(line->substr(0, digits));
  line->remove_prefix(digits + 1);
  *line = trimmed(*line);
  return number;
}

ArticleBlock block_of(std::string_view line) {
  for (const std::string_view prefix : {"### ", "## ", "# "}) {
    if (take(&line, prefix)) return {ArticleBlock::Kind::kHeading, std::string(line), {}};
  }
  for (const std::string_view prefix : {"- ", "* ", "・"}) {
    if (take(&line, prefix)) return {ArticleBlock::Kind::kItem, std::string(line), "•"};
  }
  const std::string number = take_number(&line);
  if (!number.empty()) return {ArticleBlock::Kind::kItem, std::string(line), number + "."};
  return {ArticleBlock::Kind::kParagraph, std::string(line), {}};
}

}  // namespace

std::vector<ArticleBlock> parse_article(std::string_view body) {
  std::vector<ArticleBlock> blocks;
  bool continues = false;  // the last block is a paragraph that the next line belongs to
  while (!body.empty()) {
    const std::string_view line = body.substr(0, body.find('\n'));
    body.remove_prefix(std::min(line.size() + 1, body.size()));
    if (trimmed(line).empty()) {
      continues = false;
      continue;
    }
    ArticleBlock block = block_of(trimmed(line));
    const bool is_paragraph = block.kind == ArticleBlock::Kind::kParagraph;
    if (is_paragraph && continues) {
      blocks.back().text.append("\n").append(block.text);
    } else {
      blocks.push_back(std::move(block));
    }
    continues = is_paragraph;
  }
  return blocks;
}

std::string article_excerpt(std::string_view body) {
  std::string excerpt;
  for (const ArticleBlock& block : parse_article(utf8_prefix(body, kMaxExcerptBytes))) {
    if (block.kind == ArticleBlock::Kind::kHeading) continue;
    if (!excerpt.empty()) excerpt.push_back(' ');
    for (const char c : block.text) excerpt.push_back(c == '\n' ? ' ' : c);
  }
  return excerpt;
}

}  // namespace genba
