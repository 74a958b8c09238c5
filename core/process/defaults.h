// The configuration that a new workspace starts with: the categories, the service-desk group, the
// business calendar and the SLA policies of domain.md, with ids derived from their codes, so that
// two devices that start alone agree.
#pragma once

#include <vector>

#include "core/model/choices.h"
#include "core/model/operation.h"

namespace genba {

// One group of operations an entity, to be submitted by an admin.
std::vector<std::vector<Operation>> default_configuration();

EntityId default_category_id(std::string_view code);
EntityId service_desk_group_id();
EntityId business_calendar_id();
EntityId default_sla_policy_id(Priority priority);

}  // namespace genba
