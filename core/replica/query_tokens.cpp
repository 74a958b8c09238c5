#include "core/replica/query_tokens.h"

namespace genba {
namespace {

bool is_space(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
bool ends_word(char c) {
  return is_space(c) || std::string_view("()\"=!<>~,").find(c) != std::string_view::npos;
}

}  // namespace

bool is_keyword(const Token& token, std::string_view keyword) {
  if (token.type != TokenType::kWord || token.text.size() != keyword.size()) return false;
  for (std::size_t i = 0; i < keyword.size(); ++i) {
    const char c = token.text[i];
    if ((c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c) != keyword[i]) return false;
  }
  return true;
}

Token Lexer::next() {
  while (at_ < text_.size() && is_space(text_[at_])) ++at_;
  Token token;
  token.start = at_;
  if (at_ == text_.size()) return token;
  const char c = text_[at_];
  if (c == '"') {
    quoted(token);
  } else if (ends_word(c)) {
    token.type = TokenType::kSymbol;
    const bool with_more = c == '!' || c == '<' || c == '>';
    const char then = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    at_ += with_more && (then == '=' || (c == '!' && then == '~')) ? 2 : 1;
    token.text = text_.substr(token.start, at_ - token.start);
  } else {
    token.type = TokenType::kWord;
    while (at_ < text_.size() && !ends_word(text_[at_])) ++at_;
    token.text = text_.substr(token.start, at_ - token.start);
  }
  token.raw = text_.substr(token.start, at_ - token.start);
  return token;
}

void Lexer::quoted(Token& token) {
  token.type = TokenType::kBroken;  // until the closing quote
  for (++at_; at_ < text_.size(); ++at_) {
    char c = text_[at_];
    const char then = at_ + 1 < text_.size() ? text_[at_ + 1] : '\0';
    const bool escapes = (c == '"' && then == '"') || (c == '\\' && (then == '"' || then == '\\'));
    if (c == '"' && !escapes) {
      ++at_;
      token.type = TokenType::kQuoted;
      return;
    }
    if (escapes) c = text_[++at_];
    token.text.push_back(c);
  }
}

}  // namespace genba
