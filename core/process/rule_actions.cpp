#include "core/process/rule_actions.h"

#include <algorithm>

#include "core/process/blank.h"
#include "core/process/commands.h"
#include "core/process/overrides.h"
#include "core/replica/query_tokens.h"
#include "core/text/utf8.h"

namespace genba {
namespace {

using Type = RuleAction::Type;
using Shape = RuleAction::ValueShape;

class Parser {
 public:
  Parser(std::string_view text, std::size_t line, std::size_t column, const QuerySchema& schema)
      : text_(text), line_(line), column_(column), schema_(schema), lexer_(text) {
    advance();
  }

  Result<RuleAction> parse() {
    action_.source = std::string(text_);
    const Result<void> read = action();
    if (!read) return read.error();
    if (token_.type != TokenType::kEnd) return fail("expected the end of the line");
    return std::move(action_);
  }

 private:
  struct Verb {
    std::string_view word;
    Result<void> (Parser::*read)();
  };

  Result<void> action() {
    static constexpr Verb kVerbs[] = {
        {"set", &Parser::set},           {"assign", &Parser::assign}, {"notify", &Parser::notify},
        {"escalate", &Parser::escalate}, {"add", &Parser::add},       {"apply", &Parser::apply},
        {"tag", &Parser::tag},
    };
    for (const Verb& verb : kVerbs) {
      if (take(verb.word)) return (this->*verb.read)();
    }
    return fail("expected set, assign, notify, escalate, add, apply or tag");
  }

  Result<void> set() {
    if (token_.type != TokenType::kWord) return fail("expected a field of the ticket");
    const FieldSpec* spec = find_field(Kind::kTicket, token_.text);
    if (spec == nullptr) return set_custom();
    if (spec->type == ValueType::kTextSet) return fail("tags are changed with tag add");
    if (spec->merge == MergeRule::kCompareAndSet) return fail("this field is changed with assign");
    if (!is_set_by_rules(*spec)) return fail("this field is not set by rules");
    action_.field = spec->id;
    advance();
    if (!take_symbol("=")) return fail("expected =");
    if (const Result<void> read = value(*spec); !read) return read;
    const bool is_override = override_by(spec->id) != nullptr;
    if (take("because")) {
      if (!is_override) return fail("only an override takes a reason");
      if (is_blank(token_.text)) return fail("expected the reason in quotes");
      return quoted(action_.reason, "expected the reason in quotes");
    }
    if (!is_override || action_.shape == Shape::kEmpty) return {};
    return fail("expected because and the reason in quotes");
  }

  Result<void> set_custom() {
    const ColumnRef column = schema_.find(token_.text);
    if (column == nullptr || column->custom == nullptr) {
      return fail("there is no field of this name");
    }
    action_.custom = column->custom;
    advance();
    if (!take_symbol("=")) return fail("expected =");
    const bool is_quoted = token_.type == TokenType::kQuoted;
    if (token_.type != TokenType::kWord && !is_quoted) return fail("expected a value");
    const CustomField& field = action_.custom->field;
    const std::string& text = token_.text;
    if (text.empty() || (text == "?" && !is_quoted)) {
      action_.shape = Shape::kEmpty;
    } else if (field.type == CustomFieldType::kUser) {
      action_.shape = Shape::kName;
      action_.name = text;
    } else if (field.type == CustomFieldType::kInstant && text.substr(0, 3) == "now") {
      if (const Result<void> read = now(text.substr(3)); !read) return read;
    } else {
      Result<Value> read = parse_custom_value(field, text);
      if (!read) return fail(read.error().detail);
      action_.shape = Shape::kFixed;
      action_.value = std::move(*read);
    }
    advance();
    return {};
  }

  Result<void> value(const FieldSpec& spec) {
    const bool is_quoted = token_.type == TokenType::kQuoted;
    if (token_.type != TokenType::kWord && !is_quoted) return fail("expected a value");
    const std::string& text = token_.text;
    if (text == "?" && !is_quoted) {
      const bool is_needed = spec.id == field::kTicketState || spec.id == field::kTicketTitle;
      if (is_needed) return fail("this field is never empty");
    } else if (spec.type == ValueType::kReference) {
      action_.shape = Shape::kName;
      action_.name = text;
    } else if (spec.type == ValueType::kInstant && text.substr(0, 3) == "now") {
      if (const Result<void> read = now(text.substr(3)); !read) return read;
    } else {
      Result<Value> read = parse_value(spec, text);
      if (!read) return fail(read.error().detail);
      action_.shape = Shape::kFixed;
      action_.value = std::move(*read);
    }
    advance();
    return {};
  }

  Result<void> now(std::string_view offset) {
    action_.shape = Shape::kNow;
    if (offset.empty()) return {};
    const bool back = offset.front() == '-';
    if (!back && offset.front() != '+') return fail("expected now, now+2h or now-2h");
    const Result<std::int64_t> length = parse_duration(offset.substr(1));
    if (!length) return fail(length.error().detail);
    action_.offset_ms = back ? -*length : *length;
    return {};
  }

  Result<void> assign() {
    if (take("group")) {
      action_.type = Type::kAssignGroup;
      if (const auto read = quoted(action_.name, "expected the group's name in quotes"); !read) {
        return read;
      }
      return take("by") ? way() : Result<void>();
    }
    if (take("user")) {
      action_.type = Type::kAssignUser;
      return quoted(action_.name, "expected the person's name in quotes");
    }
    action_.type = Type::kAssign;
    return way();
  }

  Result<void> way() {
    if (take("round_robin")) {
      action_.way = AssignWay::kRoundRobin;
    } else if (take("least_loaded")) {
      action_.way = AssignWay::kLeastLoaded;
    } else if (take("on_duty")) {
      action_.way = AssignWay::kOnDuty;
      return level();
    } else if (take("skill")) {
      action_.way = AssignWay::kSkill;
      return quoted(action_.skill, "expected the skill in quotes");
    } else if (action_.type == Type::kAssignGroup) {
      return fail("expected round_robin, least_loaded, on_duty or skill");
    } else {
      return fail("expected group, user, round_robin, least_loaded, on_duty or skill");
    }
    return {};
  }

  Result<void> level() {
    if (!take("level")) return {};
    const bool is_digit = token_.type == TokenType::kWord && token_.text.size() == 1 &&
                          token_.text[0] >= '1' && token_.text[0] <= '9';
    if (!is_digit) return fail("expected a level from 1 to 9");
    action_.level = token_.text[0] - '0';
    advance();
    return {};
  }

  Result<void> notify() {
    action_.type = Type::kNotify;
    if (take("assignee")) {
      action_.audience = Audience::kAssignee;
    } else if (take("requester")) {
      action_.audience = Audience::kRequester;
    } else if (take("group")) {
      action_.audience = Audience::kGroup;
    } else if (take("lead")) {
      action_.audience = Audience::kLead;
    } else if (take("manager")) {
      action_.audience = Audience::kManager;
    } else if (take("on_duty")) {
      action_.audience = Audience::kOnDuty;
      if (const Result<void> read = level(); !read) return read;
    } else if (take("user")) {
      action_.type = Type::kNotifyUser;
      if (const auto read = quoted(action_.name, "expected the person's name in quotes"); !read) {
        return read;
      }
    } else {
      return fail("expected assignee, requester, group, lead, manager, on_duty or user");
    }
    if (token_.type == TokenType::kEnd) return {};
    return quoted(action_.text, "expected the message in quotes");
  }

  Result<void> escalate() {
    action_.type = Type::kEscalate;
    return {};
  }

  Result<void> add() {
    action_.type = Type::kAddTask;
    if (!take("task")) return fail("expected task");
    return quoted(action_.text, "expected what is to be done in quotes");
  }

  Result<void> apply() {
    if (take("template")) {
      action_.type = Type::kApplyTemplate;
    } else if (take("playbook")) {
      action_.type = Type::kApplyPlaybook;
    } else {
      return fail("expected template or playbook");
    }
    return quoted(action_.name, "expected its name in quotes");
  }

  Result<void> tag() {
    if (take("add")) {
      action_.type = Type::kAddTags;
    } else if (take("remove")) {
      action_.type = Type::kRemoveTags;
    } else {
      return fail("expected add or remove");
    }
    do {
      if (token_.type != TokenType::kWord && token_.type != TokenType::kQuoted) {
        return fail("expected a tag");
      }
      if (token_.text.empty()) return fail("a tag is not empty");
      action_.tags.push_back(token_.text);
      advance();
    } while (take_symbol(",") || token_.type != TokenType::kEnd);
    action_.tags = Value::of(std::move(action_.tags)).set();
    if (action_.tags.size() > kMaxSetItems) return fail("expected at most 256 tags");
    return {};
  }

  Result<void> quoted(std::string& into, const char* what) {
    if (token_.type != TokenType::kQuoted || token_.text.empty()) return fail(what);
    into = token_.text;
    advance();
    return {};
  }

  void advance() { token_ = lexer_.next(); }
  bool take(std::string_view word) {
    if (!is_keyword(token_, word)) return false;
    advance();
    return true;
  }
  bool take_symbol(std::string_view symbol) {
    if (token_.type != TokenType::kSymbol || token_.text != symbol) return false;
    advance();
    return true;
  }

  Error fail(const std::string& what) const {
    const std::size_t column = column_ + count_code_points(text_.substr(0, token_.start));
    std::string detail =
        "line " + std::to_string(line_) + ", column " + std::to_string(column) + ": ";
    if (token_.type == TokenType::kBroken) {
      detail += "the text that starts here has no closing quote";
    } else if (token_.type == TokenType::kEnd) {
      detail += what + ", not the end of the line";
    } else {
      detail += what + ": " + std::string(token_.raw.substr(0, 80));
    }
    return make_error(ErrorCode::kInvalidArgument, std::move(detail));
  }

  std::string_view text_;
  std::size_t line_;
  std::size_t column_;
  const QuerySchema& schema_;
  Lexer lexer_;
  Token token_;
  RuleAction action_;
};

}  // namespace

bool is_set_by_rules(const FieldSpec& spec) {
  const bool is_written = spec.merge != MergeRule::kDerived &&
                          spec.merge != MergeRule::kImmutable &&
                          spec.merge != MergeRule::kCompareAndSet;
  const bool has_text = spec.type != ValueType::kBytes && spec.type != ValueType::kAny &&
                        spec.type != ValueType::kTextSet && spec.target != Kind::kTicket;
  return spec.kind == Kind::kTicket && is_written && has_text;
}

Result<RuleAction> parse_rule_action(std::string_view text, std::size_t line, std::size_t column,
                                     const QuerySchema& schema) {
  return Parser(text, line, column, schema).parse();
}

Result<std::vector<RuleAction>> parse_rule_actions(std::string_view text,
                                                   const QuerySchema& schema) {
  if (text.size() > kMaxRuleBytes) {
    return make_error(ErrorCode::kTooLarge, "a rule has at most 16 KiB of actions");
  }
  if (const auto fault = find_utf8_fault(text)) {
    return make_error(ErrorCode::kInvalidArgument, "line " + std::to_string(fault->line) +
                                                       ", column " + std::to_string(fault->column) +
                                                       ": not UTF-8");
  }
  std::vector<RuleAction> actions;
  for (std::size_t line = 1; !text.empty(); ++line) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view content = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    const std::size_t first = content.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || content[first] == '#') continue;
    content = content.substr(first, content.find_last_not_of(" \t\r") + 1 - first);
    Result<RuleAction> action = parse_rule_action(content, line, first + 1, schema);
    if (!action) return action.error();
    if (actions.size() == kMaxRuleActions) {
      return make_error(ErrorCode::kTooLarge, "a rule has at most 64 actions");
    }
    actions.push_back(std::move(*action));
  }
  if (actions.empty()) {
    return make_error(ErrorCode::kInvalidArgument, "line 1, column 1: expected an action");
  }
  return actions;
}

}  // namespace genba
