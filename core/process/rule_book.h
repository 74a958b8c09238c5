// RuleBook: the enabled rules and escalation policies of a workspace, compiled, in the order in
// which they are asked. Immutable.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/process/rule_actions.h"
#include "core/replica/condition.h"

namespace genba {

struct Rule {
  EntityId id;
  std::string name;
  std::int64_t position = 0;
  RuleTrigger trigger = RuleTrigger::kCreated;
  std::string condition_text;
  Condition condition;
  std::vector<RuleAction> actions;
  bool stops = false;
  RuleTime after;             // of kTime
  std::int64_t since_ms = 0;  // when it was last edited: a rule of time runs from then on
  // Whether an action counts over the whole workspace, which a replica does not see.
  bool needs_all = false;
};

// One thing that an escalation does, `after_ms` from when the policy began to apply.
struct EscalationStep {
  std::int64_t after_ms = 0;
  std::int64_t level = 1;  // the line it stands in
  RuleAction action;
};

struct EscalationRule {
  EntityId id;
  std::string name;
  std::int64_t position = 0;
  Condition condition;
  std::vector<EscalationStep> steps;  // by time, repetitions spelled out
};

// Lines `after 10m [repeat 3 every 10m] ACTION`; errors as parse_rule_actions. A step that repeats
// is done once and then so many times more.
Result<std::vector<EscalationStep>> parse_escalation_levels(
    std::string_view text, const QuerySchema& schema = Kind::kTicket);

class RuleBook {
 public:
  using Problems = std::vector<std::pair<EntityId, std::string>>;  // English

  // What does not compile is left out and added to the problems. `schema`: what conditions and
  // actions may name.
  static RuleBook compile(const StateReader& state, const QuerySchema& schema, Problems& problems);

  // In order; those of time and those of events.
  const std::vector<Rule>& on_event() const { return on_event_; }
  const std::vector<Rule>& on_time() const { return on_time_; }
  const std::vector<EscalationRule>& escalations() const { return escalations_; }
  const EscalationRule* escalation(const EntityId& id) const;  // nullptr when there is none

 private:
  std::vector<Rule> on_event_;
  std::vector<Rule> on_time_;
  std::vector<EscalationRule> escalations_;
};

// A rule as it is written, enabled or not.
struct RuleDefinition {
  EntityId id;
  std::string name;
  std::int64_t position = 0;
  std::int64_t trigger = 0;  // a RuleTrigger, or nothing yet
  std::string condition;
  std::string actions;
  std::string after;
  bool stops = false;
};
RuleDefinition rule_definition(const StateReader& state, const EntityId& rule);
// Errors name the field: "actions: line 1, column 5: …".
Result<Rule> compile_rule(const RuleDefinition& definition, const QuerySchema& schema);

// Whether the text of a field that holds an expression (a condition, actions, levels) is one: asked
// when it is written, so that nobody finds out later. Other fields always are. `state`: for the
// custom fields that it may name.
Result<void> check_expression(FieldId field, const Value& value, const StateReader& state);

// The entity of a kind that is called so: by code, name, English name or sign-in name; null when
// there is none.
EntityId find_called(const StateReader& state, Kind kind, std::string_view name);
// The name to put into a log; the id of what has none.
std::string called(const StateReader& state, const EntityId& id);

}  // namespace genba
