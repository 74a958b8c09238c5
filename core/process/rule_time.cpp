// Lengths of time and the instants of rules of time (rule_actions.h).
#include "core/process/rule_actions.h"
#include "core/replica/query_tokens.h"

namespace genba {
namespace {

constexpr std::int64_t kMinuteLength = 60'000;
constexpr std::int64_t kLongest = std::int64_t{3653} * 24 * 60 * kMinuteLength;

Error expected(std::string_view what, std::string_view found) {
  return make_error(ErrorCode::kInvalidArgument,
                    std::string(what) + ", not \"" + std::string(found.substr(0, 80)) + '"');
}

std::int64_t unit_of(char letter) {
  switch (letter) {
    case 'm': return kMinuteLength;
    case 'h': return 60 * kMinuteLength;
    case 'd': return 24 * 60 * kMinuteLength;
    case 'w': return 7 * 24 * 60 * kMinuteLength;
    default: return 0;
  }
}

}  // namespace

Result<std::int64_t> parse_duration(std::string_view text) {
  constexpr std::string_view kExpected = "expected a length of time such as 10m, 2h, 1h30m or 3d";
  std::int64_t total = 0, number = 0;
  bool has_digits = false;
  for (const char c : text) {
    if (c >= '0' && c <= '9') {
      number = number * 10 + (c - '0');
      has_digits = true;
      if (number > kLongest / kMinuteLength) return expected(kExpected, text);
      continue;
    }
    const std::int64_t unit = unit_of(c);
    if (unit == 0 || !has_digits || number > kLongest / unit) return expected(kExpected, text);
    total += number * unit;
    if (total > kLongest) return expected(kExpected, text);
    number = 0;
    has_digits = false;
  }
  if (has_digits || text.empty()) return expected(kExpected, text);
  return total;
}

Result<RuleTime> parse_rule_time(std::string_view text) {
  if (text.size() > kMaxRuleBytes) return expected("expected a length of time", text);
  Lexer lexer(text);
  RuleTime time;
  const Result<std::int64_t> length = parse_duration(lexer.next().text);
  if (!length) return length.error();
  time.offset_ms = *length;
  Token token = lexer.next();
  if (token.type == TokenType::kEnd) return time;
  if (is_keyword(token, "in")) {
    token = lexer.next();
    if (!is_keyword(token, "state")) return expected("expected in state", token.raw);
    time.anchor = field::kTicketStateSince;
  } else {
    const bool is_before = is_keyword(token, "before");
    if (!is_before && !is_keyword(token, "since")) {
      return expected("expected in state, since or before", token.raw);
    }
    token = lexer.next();
    const FieldSpec* spec = find_field(Kind::kTicket, token.text);
    if (spec == nullptr || spec->type != ValueType::kInstant ||
        spec->id == field::kTicketNextCheckAt) {
      return expected("expected an instant of the ticket", token.raw);
    }
    time.anchor = spec->id;
    if (is_before) time.offset_ms = -time.offset_ms;
  }
  token = lexer.next();
  if (token.type != TokenType::kEnd) return expected("expected the end", token.raw);
  return time;
}

}  // namespace genba
