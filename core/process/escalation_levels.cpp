// The levels of an escalation policy (rule_book.h).
#include <algorithm>
#include <charconv>

#include "core/process/rule_book.h"
#include "core/replica/query_tokens.h"
#include "core/text/utf8.h"

namespace genba {
namespace {

constexpr std::size_t kMaxLevels = 16;
constexpr std::int64_t kMaxRepeats = 50;

class LevelParser {
 public:
  LevelParser(std::string_view text, std::size_t line, const QuerySchema& schema)
      : text_(text), line_(line), schema_(schema), lexer_(text) {
    token_ = lexer_.next();
  }

  Result<void> parse(std::vector<EscalationStep>& steps) {
    EscalationStep step;
    step.level = static_cast<std::int64_t>(line_);
    std::int64_t repeats = 0, every_ms = 0;
    if (!take("after")) return fail("expected after and a length of time");
    if (const Result<void> read = duration(step.after_ms); !read) return read;
    if (take("repeat")) {
      if (const Result<void> read = count(repeats); !read) return read;
      if (!take("every")) return fail("expected every and a length of time");
      if (const Result<void> read = duration(every_ms); !read) return read;
      if (every_ms == 0) return fail("it is repeated after some time");
    }
    Result<RuleAction> action =
        parse_rule_action(text_.substr(token_.start), line_, column_of(token_), schema_);
    if (!action) return action.error();
    step.action = std::move(*action);
    for (std::int64_t time = 0; time <= repeats; ++time) {
      steps.push_back(step);
      step.after_ms += every_ms;
    }
    return {};
  }

 private:
  bool take(std::string_view word) {
    if (!is_keyword(token_, word)) return false;
    token_ = lexer_.next();
    return true;
  }
  Result<void> duration(std::int64_t& into) {
    const Result<std::int64_t> length = parse_duration(token_.text);
    if (!length) return fail(length.error().detail);
    into = *length;
    token_ = lexer_.next();
    return {};
  }
  Result<void> count(std::int64_t& into) {
    const char* end = token_.text.data() + token_.text.size();
    const auto read = std::from_chars(token_.text.data(), end, into);
    if (read.ec != std::errc() || read.ptr != end || into < 1 || into > kMaxRepeats) {
      return fail("expected how many times, from 1 to 50");
    }
    token_ = lexer_.next();
    return {};
  }
  std::size_t column_of(const Token& token) const {
    return count_code_points(text_.substr(0, token.start)) + 1;
  }
  Error fail(const std::string& what) const {
    return make_error(ErrorCode::kInvalidArgument, "line " + std::to_string(line_) + ", column " +
                                                       std::to_string(column_of(token_)) + ": " +
                                                       what);
  }

  std::string_view text_;
  std::size_t line_;
  const QuerySchema& schema_;
  Lexer lexer_;
  Token token_;
};

}  // namespace

Result<std::vector<EscalationStep>> parse_escalation_levels(std::string_view text,
                                                            const QuerySchema& schema) {
  if (text.size() > kMaxRuleBytes || find_utf8_fault(text)) {
    return make_error(ErrorCode::kInvalidArgument, "levels are at most 16 KiB of UTF-8");
  }
  std::vector<EscalationStep> steps;
  std::size_t line = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view content = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    while (!content.empty() && (content.back() == ' ' || content.back() == '\r')) {
      content.remove_suffix(1);
    }
    const std::size_t first = content.find_first_not_of(" \t");
    if (first == std::string_view::npos || content[first] == '#') continue;
    if (++line > kMaxLevels) {
      return make_error(ErrorCode::kTooLarge, "an escalation has at most 16 levels");
    }
    if (const Result<void> read = LevelParser(content, line, schema).parse(steps); !read) {
      return read.error();
    }
  }
  if (steps.empty()) {
    return make_error(ErrorCode::kInvalidArgument, "line 1, column 1: expected after");
  }
  std::stable_sort(
      steps.begin(), steps.end(),
      [](const EscalationStep& a, const EscalationStep& b) { return a.after_ms < b.after_ms; });
  return steps;
}

}  // namespace genba
