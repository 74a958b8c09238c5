// Tokens of filter expressions (query_filter.h).
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace genba {

// kBroken: a quoted text without its closing quote.
enum class TokenType : std::uint8_t { kEnd, kWord, kQuoted, kSymbol, kBroken };

struct Token {
  TokenType type = TokenType::kEnd;
  std::string_view raw;  // as written; borrowed from the expression
  std::string text;      // without quotes and escapes
  std::size_t start = 0;
};

// In any case of the letters; a quoted text is no keyword.
bool is_keyword(const Token& token, std::string_view keyword);

class Lexer {
 public:
  explicit Lexer(std::string_view text) : text_(text) {}
  Token next();

 private:
  void quoted(Token& token);

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace genba
