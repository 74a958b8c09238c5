// The language of a rule's actions: what a manager writes, one action a line, as typed actions. Its
// words are described in RULES.md; names in quotes are looked up when the actions are run.
//
//   set priority_override = P2 because "VIP"
//   assign group "Network" by least_loaded
//   notify lead "見てください"
//
// Pure. Any bytes parse or are refused in bounded time.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/model/fields.h"
#include "core/process/audience.h"
#include "core/replica/query_schema.h"

namespace genba {

constexpr std::size_t kMaxRuleBytes = 16 * 1024;
constexpr std::size_t kMaxRuleActions = 64;

enum class AssignWay : std::uint8_t { kNone, kRoundRobin, kLeastLoaded, kOnDuty, kSkill };

struct RuleAction {
  enum class Type : std::uint8_t {
    kSet,            // field or custom, value, reason
    kAssignGroup,    // name, way, skill
    kAssignUser,     // name
    kAssign,         // within the owning group: way, skill, level
    kNotify,         // audience, level, text
    kNotifyUser,     // name, text
    kEscalate,       // to whoever is next above
    kAddTask,        // text
    kApplyTemplate,  // name
    kApplyPlaybook,  // name
    kAddTags,        // tags
    kRemoveTags,     // tags
  };
  enum class ValueShape : std::uint8_t { kEmpty, kFixed, kName, kNow };

  Type type = Type::kSet;
  std::string source;  // the line as it was written, for the log
  FieldId field{};
  std::shared_ptr<const CustomColumn> custom;  // null: a field of the ticket
  ValueShape shape = ValueShape::kEmpty;
  Value value;                 // of kFixed
  std::int64_t offset_ms = 0;  // of kNow
  std::string name;            // of what the action names; of kName
  std::string text;
  std::string reason;
  std::string skill;
  AssignWay way = AssignWay::kNone;
  Audience audience = Audience::kAssignee;
  std::int64_t level = 1;
  TextSet tags;
};

// kInvalidArgument names line and column (from 1, in characters) and what is expected there. Empty
// lines and those that begin with # are passed over; there must be an action. `schema`: of the
// tickets, for the custom fields that are set.
Result<std::vector<RuleAction>> parse_rule_actions(std::string_view text,
                                                   const QuerySchema& schema = Kind::kTicket);
// One action, `line` of a text that holds it from `column` on.
Result<RuleAction> parse_rule_action(std::string_view text, std::size_t line, std::size_t column,
                                     const QuerySchema& schema);

// Whether a rule may set the field of a ticket.
bool is_set_by_rules(const FieldSpec& spec);

// A length of time: 10m, 2h, 1h30m, 3d, 2w; at most ten years. kInvalidArgument says what is
// expected.
Result<std::int64_t> parse_duration(std::string_view text);

// When a rule of time runs: a length of time from or before an instant of the ticket.
//   30m                        since it was opened
//   2h in state                since it came into its state
//   1d since updated_at        since any instant
//   1h before resolution_due   before any instant
struct RuleTime {
  FieldId anchor = field::kTicketOpenedAt;
  std::int64_t offset_ms = 0;
};
Result<RuleTime> parse_rule_time(std::string_view text);

}  // namespace genba
