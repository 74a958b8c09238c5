// Rules of a desk, and what they did, for their tests.
#pragma once

#include <string>
#include <vector>

#include "tests/unit/authority/rules_desk.h"

namespace genba::test {

struct RuleText {
  RuleTrigger trigger = RuleTrigger::kCreated;
  const char* condition = "";
  const char* actions = "";
  const char* after = "";
  int position = 1;
  bool stops = false;
};

inline EntityId add_rule(RulesDesk& desk, const RuleText& text) {
  std::vector<FieldChange> fields = {{field::kRuleName, word("規則")},
                                     {field::kRulePosition, Value::of(std::int64_t{text.position})},
                                     {field::kRuleEnabled, choice_of(Boolean::kYes)},
                                     {field::kRuleTrigger, choice_of(text.trigger)},
                                     {field::kRuleActions, word(text.actions)}};
  if (*text.condition != '\0') fields.push_back({field::kRuleCondition, word(text.condition)});
  if (*text.after != '\0') fields.push_back({field::kRuleAfter, word(text.after)});
  if (text.stops) fields.push_back({field::kRuleStops, choice_of(Boolean::kYes)});
  return desk.add(Kind::kRule, std::move(fields));
}

// "applied: created\npriority_override: ? → P2" for each run of the ticket, the oldest first.
inline std::vector<std::string> runs(const RulesDesk& desk, const EntityId& ticket) {
  std::vector<std::string> list;
  for (const EntityId& run : desk.store.referring(field::kRuleRunTicket, ticket)) {
    const Choice* outcome =
        find_choice(ChoiceList::kRuleOutcome, desk.store.integer(run, field::kRuleRunOutcome));
    list.push_back(std::string(outcome->code) + ": " +
                   desk.store.value(run, field::kRuleRunDetail).text());
  }
  return list;
}

using Runs = std::vector<std::string>;

inline void edit(RulesDesk& desk, const EntityId& ticket, FieldId field, Value value) {
  desk.now += kMinute;
  desk.manager->now = desk.now;
  desk.do_as_manager(EditFields{ticket, {{field, std::move(value)}}});
}

inline EntityId assignee(const RulesDesk& desk, const EntityId& ticket) {
  return desk.value(ticket, field::kTicketAssignedTo).reference();
}

}  // namespace genba::test
