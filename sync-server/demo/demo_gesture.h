// What somebody of the demo does at some time.
#pragma once

#include <vector>

#include "core/process/commands.h"

namespace genba::demo {

struct Actor {
  EntityId id;
  Role role = Role::kRequester;
};

struct Gesture {
  std::int64_t at_ms = 0;
  Actor by;
  Command command;
};

}  // namespace genba::demo
