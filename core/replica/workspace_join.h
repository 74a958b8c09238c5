// Joining a server with what a workspace has recorded alone: what goes up, and what becomes of its
// people and configuration there. Pure: the same plan for the same two states.
//
// What the server has under the same id stays as the server has it. What it has under the same name
// (case, width and kana folded) becomes the server's. The rest is created, mapped to one that
// somebody chooses, or left out; what only makes sense with something that is left out is left out
// with it, and a field that names it stays empty.
#pragma once

#include <string>
#include <vector>

#include "core/replica/replica.h"

namespace genba {

enum class JoinWay : std::uint8_t { kUse, kCreate, kLeave };

// A person, a group, a category … of the workspace that the server does not have under its id.
struct JoinItem {
  EntityId id;
  Kind kind = Kind::kNone;
  JoinWay way = JoinWay::kLeave;
  EntityId target;            // of kUse: the server's
  bool has_namesake = false;  // the server's of the same name was found
  bool may_create = false;

  friend bool operator==(const JoinItem&, const JoinItem&) = default;
};

struct JoinPlan {
  std::vector<JoinItem> items;  // by kind, in the order in which they were made
  // As one import in the name of whoever joins, which keeps every time and passes guards; else as
  // his own work, of which the server refuses what his role may not do.
  bool is_import = false;
};

// `role`: at the server, of whoever joins.
JoinPlan plan_join(const Replica& alone, const State& server, Role role);

// What is to be pushed, oldest first; for Workspace::start_joined. `user`: whoever joins, in whose
// place the one who worked alone stands. Numbers that tickets had stay as their source
// ("genba:INC-000012"), by which they are found.
std::vector<OperationGroup> history_to_join(const Replica& alone, const State& server,
                                            const JoinPlan& plan, const EntityId& user);

struct JoinCount {
  Kind kind = Kind::kNone;
  std::size_t count = 0;

  friend bool operator==(const JoinCount&, const JoinCount&) = default;
};
// What a history creates, by kind.
std::vector<JoinCount> count_created(const std::vector<OperationGroup>& history);

}  // namespace genba
