// Audience: whom to tell about a ticket. Where nobody fits, the next one up is told, and when there
// is nobody above, whoever there is below: a warning must reach somebody.
#pragma once

#include <vector>

#include "core/model/cell.h"

namespace genba {

enum class Audience : std::uint8_t {
  kAssignee,   // or those of the group who are on duty
  kOnDuty,     // of the owning group, at a level; the next level when nobody else is there
  kLead,       // of the owning group
  kManager,    // of the service desk
  kGroup,      // who is on duty in the owning group, or everybody in it; nobody stands in
  kRequester,  // nobody stands in
};

// In a fixed order, each once. `level`: of kOnDuty, from 1.
std::vector<EntityId> audience_of(Audience audience, const StateReader& state,
                                  const EntityId& ticket, std::int64_t at_ms,
                                  std::int64_t level = 1);

}  // namespace genba
