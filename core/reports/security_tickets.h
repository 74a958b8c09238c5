// Which tickets reports count as security incidents: by the category, one above it, or the step of
// the security procedure that they have reached.
#pragma once

#include "core/replica/query_filter.h"

namespace genba {

RowMask security_tickets(const State& state);

}  // namespace genba
