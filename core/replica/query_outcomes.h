// The part of the table of computed columns (query_columns.h) that tells outcomes.
#pragma once

#include <span>

#include "core/replica/query_columns.h"

namespace genba {

std::span<const ComputedColumn> outcome_columns();

}  // namespace genba
