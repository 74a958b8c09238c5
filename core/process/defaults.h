// The configuration that a new workspace starts with: the categories and the service-desk group of
// domain.md, with ids derived from their codes, so that two devices that start alone agree.
#pragma once

#include <vector>

#include "core/model/operation.h"

namespace genba {

// One group of operations an entity, to be submitted by an admin.
std::vector<std::vector<Operation>> default_configuration();

EntityId default_category_id(std::string_view code);
EntityId service_desk_group_id();

}  // namespace genba
