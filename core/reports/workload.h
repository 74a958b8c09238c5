// Workload: what lies with each support group or each person, and what they got done.
#pragma once

#include "core/reports/report.h"

namespace genba {

// By this reference field of tickets; `author` of work logs counts for persons, the group of the
// ticket for groups.
enum class WorkloadOf : std::uint8_t { kGroup, kAgent };
ReportTable workload(const State& state, const ReportRequest& request, WorkloadOf of);

}  // namespace genba
