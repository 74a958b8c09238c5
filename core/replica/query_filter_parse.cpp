// Reading filter expressions: a recursive descent over the grammar in query_filter.h.
#include "core/replica/query_tokens.h"
#include "core/replica/query_values.h"
#include "core/text/utf8.h"

namespace genba {
namespace {

FilterNode negated(FilterNode node) {
  FilterNode result;
  result.kind = FilterNode::Kind::kNot;
  result.children.push_back(std::move(node));
  return result;
}

class Parser {
 public:
  Parser(const QuerySchema& schema, std::string_view text)
      : schema_(schema), text_(text), lexer_(text) {
    advance();
  }

  Result<FilterNode> parse() {
    Result<FilterNode> root = expression(0);
    if (!root) return root;
    if (token_.type != TokenType::kEnd) {
      return fail("expected and, or or the end; a value with spaces is written in quotes");
    }
    return root;
  }

  Error fail_at(std::size_t position, const std::string& what) const {
    const std::size_t column = count_code_points(text_.substr(0, position)) + 1;
    return make_error(ErrorCode::kInvalidArgument,
                      "filter, position " + std::to_string(column) + ": " + what);
  }

 private:
  using Op = FilterNode::Op;

  void advance() { token_ = lexer_.next(); }

  bool take_symbol(std::string_view symbol) {
    if (token_.type != TokenType::kSymbol || token_.text != symbol) return false;
    advance();
    return true;
  }

  bool take_keyword(std::string_view keyword) {
    if (!is_keyword(token_, keyword)) return false;
    advance();
    return true;
  }

  Error fail(const std::string& what) const {
    if (token_.type == TokenType::kBroken) {
      return fail_at(token_.start, "the text that starts here has no closing quote");
    }
    const std::string found = token_.type == TokenType::kEnd
                                  ? "the end"
                                  : '"' + std::string(token_.raw.substr(0, 80)) + '"';
    return fail_at(token_.start, what + ", not " + found);
  }

  Result<FilterNode> expression(std::size_t depth) {
    return list(depth, FilterNode::Kind::kOr, "or", &Parser::term);
  }
  Result<FilterNode> term(std::size_t depth) {
    return list(depth, FilterNode::Kind::kAnd, "and", &Parser::factor);
  }

  Result<FilterNode> list(std::size_t depth, FilterNode::Kind kind, std::string_view keyword,
                          Result<FilterNode> (Parser::*item)(std::size_t)) {
    Result<FilterNode> first = (this->*item)(depth);
    if (!first || !is_keyword(token_, keyword)) return first;
    FilterNode node;
    node.kind = kind;
    node.children.push_back(std::move(*first));
    while (take_keyword(keyword)) {
      Result<FilterNode> next = (this->*item)(depth);
      if (!next) return next;
      node.children.push_back(std::move(*next));
    }
    return node;
  }

  Result<FilterNode> factor(std::size_t depth) {
    if (depth >= kMaxFilterDepth) {
      return fail_at(token_.start, "more than " + std::to_string(kMaxFilterDepth) +
                                       " parentheses and nots inside each other");
    }
    if (take_keyword("not")) {
      Result<FilterNode> inner = factor(depth + 1);
      if (!inner) return inner;
      return negated(std::move(*inner));
    }
    if (take_symbol("(")) {
      Result<FilterNode> inner = expression(depth + 1);
      if (!inner) return inner;
      if (!take_symbol(")")) return fail("expected and, or or )");
      return inner;
    }
    return test();
  }

  Result<FilterNode> test() {
    if (token_.type != TokenType::kWord) return fail("expected a column, not or (");
    FilterNode node;
    node.column = schema_.find(token_.text);
    const bool bare_open = node.column == nullptr && token_.text == "open";
    if (bare_open) node.column = schema_.find("is_open");
    if (node.column == nullptr) {
      return fail_at(token_.start, "there is no column \"" + token_.text.substr(0, 80) +
                                       "\"; the columns are " + schema_.names());
    }
    if (node.column->type == ColumnType::kOpaque) {
      return fail_at(token_.start, std::string(node.column->name) + " cannot be filtered by");
    }
    const Token name = token_;
    advance();
    const bool not_in = take_keyword("not");
    if (take_keyword("in")) {
      Result<FilterNode> with_values = values(std::move(node));
      if (!with_values || !not_in) return with_values;
      return negated(std::move(*with_values));
    }
    if (not_in) return fail("expected in");
    if (token_.type != TokenType::kSymbol || token_.text == "(" || token_.text == ")" ||
        token_.text == ",") {
      if (node.column->list == ChoiceList::kBoolean) return yes(std::move(node));
      return fail(std::string(node.column->name) +
                  " must be followed by =, !=, <, <=, >, >=, ~, !~ or in");
    }
    if (bare_open) return fail_at(name.start, "open stands alone; the column is state or is_open");
    return comparison(std::move(node));
  }

  static FilterNode yes(FilterNode node) {
    node.values.emplace_back();
    node.values.back().shape = FilterValue::Shape::kSpan;
    node.values.back().first = node.values.back().last = 1;
    return node;
  }

  Result<FilterNode> comparison(FilterNode node) {
    struct Operator {
      std::string_view symbol;
      Op op;
      bool negated;
    };
    static constexpr Operator kOperators[] = {
        {"=", Op::kAny, false},      {"!=", Op::kAny, true},
        {"<", Op::kLess, false},     {"<=", Op::kLessOrEqual, false},
        {">", Op::kGreater, false},  {">=", Op::kGreaterOrEqual, false},
        {"~", Op::kContains, false}, {"!~", Op::kContains, true},
    };
    const Operator* found = nullptr;
    for (const Operator& each : kOperators) {
      if (token_.text == each.symbol) found = &each;
    }
    if (found == nullptr) return fail("expected =, !=, <, <=, >, >=, ~, !~ or in");
    node.op = found->op;
    if (const char* refused = misuse(*node.column, node.op)) {
      return fail_at(token_.start, std::string(node.column->name) + ' ' + refused);
    }
    advance();
    const std::size_t start = token_.start;
    if (Result<void> read = value(node); !read) return read.error();
    const bool is_empty = node.values.front().shape == FilterValue::Shape::kEmpty;
    if ((is_empty && node.op != Op::kAny) || (node.values.size() > 1 && node.op != Op::kAny)) {
      return fail_at(start, "this value takes = or != only");
    }
    return found->negated ? negated(std::move(node)) : Result<FilterNode>(std::move(node));
  }

  static const char* misuse(const QueryColumn& column, Op op) {
    const bool is_words = column.type == ColumnType::kText || column.type == ColumnType::kTextSet ||
                          column.type == ColumnType::kReference;
    if (op == Op::kContains && !is_words) return "holds no text, so it takes no ~";
    if (op != Op::kAny && op != Op::kContains && is_words) {
      return "has no order; it takes =, !=, ~, !~ and in";
    }
    return nullptr;
  }

  Result<FilterNode> values(FilterNode node) {
    if (!take_symbol("(")) return fail("expected ( and a list of values after in");
    do {
      if (Result<void> read = value(node); !read) return read.error();
    } while (take_symbol(","));
    if (!take_symbol(")")) return fail("expected , or )");
    return node;
  }

  Result<void> value(FilterNode& node) {
    const bool quoted = token_.type == TokenType::kQuoted;
    if (token_.type != TokenType::kWord && !quoted) {
      return fail(std::string(node.column->name) + " expects a value");
    }
    Result<std::vector<FilterValue>> read = parse_filter_value(*node.column, token_.text, quoted);
    if (!read) return fail_at(token_.start, read.error().detail);
    count_ += read->size();
    if (count_ > kMaxFilterValues) {
      return fail_at(token_.start, "more than " + std::to_string(kMaxFilterValues) + " values");
    }
    for (FilterValue& each : *read) node.values.push_back(std::move(each));
    advance();
    return {};
  }

  const QuerySchema& schema_;
  std::string_view text_;
  Lexer lexer_;
  Token token_;
  std::size_t count_ = 0;
};

}  // namespace

Result<Filter> Filter::parse(const QuerySchema& schema, std::string_view text) {
  if (text.size() > kMaxFilterBytes) {
    return make_error(ErrorCode::kTooLarge,
                      "filter: longer than " + std::to_string(kMaxFilterBytes) + " bytes");
  }
  if (const auto fault = find_utf8_fault(text)) {
    return make_error(ErrorCode::kInvalidArgument,
                      "filter, position " + std::to_string(fault->column) + ": not UTF-8");
  }
  Filter filter;
  if (Lexer(text).next().type == TokenType::kEnd) return filter;
  Result<FilterNode> root = Parser(schema, text).parse();
  if (!root) return root.error();
  filter.root_ = std::move(*root);
  return filter;
}

Filter Filter::both(Filter a, Filter b) {
  if (a.is_everything()) return b;
  if (b.is_everything()) return a;
  Filter filter;
  filter.root_.kind = FilterNode::Kind::kAnd;
  filter.root_.children.push_back(std::move(a.root_));
  filter.root_.children.push_back(std::move(b.root_));
  return filter;
}

}  // namespace genba
