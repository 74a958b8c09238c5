// Running one rule on a ticket and its record in the log.
#pragma once

#include <string>

#include "core/authority/actions.h"
#include "core/process/rule_book.h"

namespace genba {

// Days and months in the conditions of rules are those of Japan, like the default business hours: a
// rule runs where nobody has told it a zone.
constexpr std::int32_t kRuleUtcOffsetMinutes = 9 * 60;
QueryContext rule_context(std::int64_t now_ms);

// Runs the actions, whatever the condition, and logs what they did. `cause` names the occasion: a
// group of operations, or the instant that a rule of time counts from.
ActionLog run_rule(TicketChange& change, const Rule& rule, const std::string& cause);

}  // namespace genba
