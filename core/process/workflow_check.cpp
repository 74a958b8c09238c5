// What makes a table usable: a ticket can get into each of its states, and out of each to the end.
#include <algorithm>

#include "core/process/workflow.h"
#include "core/process/workflow_book.h"

namespace genba {
namespace {

using States = std::vector<TicketState>;

bool contains(const States& states, TicketState state) {
  return std::find(states.begin(), states.end(), state) != states.end();
}

// Every state that is reached from `start` along the transitions, or against them.
States reached(std::span<const Transition> table, TicketState start, bool forward) {
  States found = {start};
  for (std::size_t at = 0; at < found.size(); ++at) {
    for (const Transition& step : table) {
      const TicketState here = forward ? step.from : step.to;
      const TicketState next = forward ? step.to : step.from;
      if (here == found[at] && !contains(found, next)) found.push_back(next);
    }
  }
  return found;
}

Error unusable(TicketType type, TicketState state, const char* why) {
  const Choice* choice = find_choice(ChoiceList::kTicketType, static_cast<std::int64_t>(type));
  return make_error(ErrorCode::kInvalidArgument,
                    std::string(choice->code) + ": " + code_of(state) + " " + why);
}

Result<void> check_table(TicketType type, std::span<const Transition> table) {
  const States from_new = reached(table, TicketState::kNew, true);
  const States to_closed = reached(table, TicketState::kClosed, false);
  for (const Transition& step : table) {
    for (const TicketState state : {step.from, step.to}) {
      if (!contains(from_new, state)) return unusable(type, state, "cannot be reached");
      // Whoever cancelled a ticket may leave it so.
      if (!contains(to_closed, state) && state != TicketState::kCancelled) {
        return unusable(type, state, "cannot be left towards closed");
      }
    }
    if (step.from == TicketState::kClosed && !is_open_state(step.to)) {
      return unusable(type, step.to, "after closed is no reopening: it would skip the 14 days");
    }
  }
  if (!contains(to_closed, TicketState::kNew)) {
    return unusable(type, TicketState::kNew, "cannot be left towards closed");
  }
  const auto goes_on = [](const Transition& step) {
    return step.from == TicketState::kPending && is_open_state(step.to);
  };
  if (contains(from_new, TicketState::kPending) &&
      std::none_of(table.begin(), table.end(), goes_on)) {
    return unusable(type, TicketState::kPending,
                    "cannot be left for a state in which work goes on");
  }
  return {};
}

}  // namespace

// Each kind of change has a table of its own: the rows that are for it.
Result<void> WorkflowBook::check() const {
  for (const auto& [type, table] : tables_) {
    for (const Choice& kind : choices_of(ChoiceList::kChangeKind)) {
      std::vector<Transition> rows = table;
      std::erase_if(rows, [&](const Transition& step) {
        return step.only && *step.only != static_cast<ChangeKind>(kind.number);
      });
      const auto usable = check_table(type, rows);
      if (usable) continue;
      const bool is_like_others = rows.size() == table.size();
      const std::string of_kind = is_like_others ? "" : std::string(" (") + kind.code + ")";
      return make_error(usable.error().code, usable.error().detail + of_kind);
    }
  }
  return {};
}

}  // namespace genba
