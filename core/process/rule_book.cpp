#include "core/process/rule_book.h"

#include <algorithm>
#include <unordered_map>

#include "core/replica/query_names.h"

namespace genba {
namespace {

bool counts_over_all(const RuleAction& action) {
  return action.way != AssignWay::kNone && action.way != AssignWay::kOnDuty;
}

Result<EscalationRule> compile_escalation(const StateReader& state, const EntityId& id,
                                          const QuerySchema& schema) {
  EscalationRule rule;
  rule.id = id;
  rule.name = state.value(id, field::kEscalationPolicyName).text();
  rule.position = state.integer(id, field::kEscalationPolicyPosition);
  const Value text = state.value(id, field::kEscalationPolicyCondition);
  Result<Condition> condition = Condition::parse(text.text(), schema);
  if (!condition) return in_field("condition", condition.error());
  rule.condition = std::move(*condition);
  const Value levels = state.value(id, field::kEscalationPolicyLevels);
  Result<std::vector<EscalationStep>> steps = parse_escalation_levels(levels.text(), schema);
  if (!steps) return in_field("levels", steps.error());
  rule.steps = std::move(*steps);
  return rule;
}

template <typename T>
void in_order(std::vector<T>& rules) {
  std::sort(rules.begin(), rules.end(), [](const T& a, const T& b) {
    return a.position != b.position ? a.position < b.position : a.id < b.id;
  });
}

}  // namespace

RuleDefinition rule_definition(const StateReader& state, const EntityId& rule) {
  const auto text = [&](FieldId field) { return state.value(rule, field).text(); };
  RuleDefinition definition;
  definition.id = rule;
  definition.name = text(field::kRuleName);
  definition.position = state.integer(rule, field::kRulePosition);
  definition.trigger = state.integer(rule, field::kRuleTrigger);
  definition.condition = text(field::kRuleCondition);
  definition.actions = text(field::kRuleActions);
  definition.after = text(field::kRuleAfter);
  definition.stops = state.is_yes(rule, field::kRuleStops);
  return definition;
}

Result<Rule> compile_rule(const RuleDefinition& definition, const QuerySchema& schema) {
  Rule rule;
  rule.id = definition.id;
  rule.name = definition.name;
  rule.position = definition.position;
  if (find_choice(ChoiceList::kRuleTrigger, definition.trigger) == nullptr) {
    return make_error(ErrorCode::kMissingField, "trigger: created, updated, commented or time");
  }
  rule.trigger = static_cast<RuleTrigger>(definition.trigger);
  rule.condition_text = definition.condition;
  Result<Condition> condition = Condition::parse(definition.condition, schema);
  if (!condition) return in_field("condition", condition.error());
  rule.condition = std::move(*condition);
  Result<std::vector<RuleAction>> actions = parse_rule_actions(definition.actions, schema);
  if (!actions) return in_field("actions", actions.error());
  rule.actions = std::move(*actions);
  rule.stops = definition.stops;
  rule.needs_all = std::any_of(rule.actions.begin(), rule.actions.end(), counts_over_all);
  if (rule.trigger == RuleTrigger::kTime) {
    const Result<RuleTime> time = parse_rule_time(definition.after);
    if (!time) return in_field("after", time.error());
    rule.after = *time;
  }
  return rule;
}

RuleBook RuleBook::compile(const StateReader& state, const QuerySchema& schema,
                           Problems& problems) {
  RuleBook book;
  std::unordered_map<EntityId, std::int64_t, EntityIdHash> edited_ms;
  for (const EntityId& revision : state.entities(Kind::kRevision)) {
    const EntityId of = state.value(revision, field::kRevisionEntity).reference();
    std::int64_t& newest_ms = edited_ms[of];
    newest_ms = std::max(newest_ms, state.integer(revision, field::kRevisionAt));
  }
  for (const EntityId& id : state.entities(Kind::kRule)) {
    if (!state.is_yes(id, field::kRuleEnabled)) continue;
    Result<Rule> rule = compile_rule(rule_definition(state, id), schema);
    if (!rule) {
      problems.push_back({id, rule.error().detail});
      continue;
    }
    rule->since_ms = edited_ms[id];
    const bool is_timed = rule->trigger == RuleTrigger::kTime;
    (is_timed ? book.on_time_ : book.on_event_).push_back(std::move(*rule));
  }
  for (const EntityId& id : state.entities(Kind::kEscalationPolicy)) {
    if (!state.is_yes(id, field::kEscalationPolicyEnabled)) continue;
    Result<EscalationRule> rule = compile_escalation(state, id, schema);
    if (rule) {
      book.escalations_.push_back(std::move(*rule));
    } else {
      problems.push_back({id, rule.error().detail});
    }
  }
  in_order(book.on_event_);
  in_order(book.on_time_);
  in_order(book.escalations_);
  return book;
}

const EscalationRule* RuleBook::escalation(const EntityId& id) const {
  for (const EscalationRule& rule : escalations_) {
    if (rule.id == id) return &rule;
  }
  return nullptr;
}

Result<void> check_expression(FieldId field, const Value& value, const StateReader& state) {
  if (value.is_empty()) return {};
  const auto checked = [](const auto& parsed) {
    return parsed ? Result<void>() : Result<void>(parsed.error());
  };
  switch (field) {
    case field::kRuleCondition:
    case field::kEscalationPolicyCondition:
      return checked(Condition::parse(value.text(), QuerySchema::read(state)));
    case field::kRuleActions:
      return checked(parse_rule_actions(value.text(), QuerySchema::read(state)));
    case field::kRuleAfter: return checked(parse_rule_time(value.text()));
    case field::kEscalationPolicyLevels:
      return checked(parse_escalation_levels(value.text(), QuerySchema::read(state)));
    default: return {};
  }
}

EntityId find_called(const StateReader& state, Kind kind, std::string_view name) {
  if (name.empty()) return {};
  for (const EntityId& id : state.entities(kind)) {
    for (const FieldId field : name_fields(kind)) {
      if (state.value(id, field).text() == name) return id;
    }
  }
  const Result<EntityId> id = parse_id(name);
  return id && state.kind(*id) == kind ? *id : EntityId{};
}

std::string called(const StateReader& state, const EntityId& id) {
  for (const FieldId field : name_fields(state.kind(id))) {
    Value name = state.value(id, field);
    if (!name.text().empty()) return name.text();
  }
  return to_string(id);
}

}  // namespace genba
