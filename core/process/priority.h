// Priority = matrix(impact, urgency), the matrix of ITIL's practice as domain.md gives it.
#pragma once

#include "core/model/choices.h"

namespace genba {

Priority priority_of(Level impact, Level urgency);

}  // namespace genba
