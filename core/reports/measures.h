// Measures: one figure a group.
//
//   count     rows
//   sum:F     sum of the values of F
//   mean:F    arithmetic mean
//   median:F  the middle value; of an even number of values, the mean of the middle two
//   p90:F     90th percentile, linear between the neighbours: position (n − 1) · 0.9 among the
//             sorted values (Hyndman and Fan 1996, type 7; PERCENTILE.INC of spreadsheets)
//   rate:F    between 0 and 1. F a yes/no column: yes / (yes + no). F an SLA clock: met /
//             (met + breached), a running clock past due counting as breached
//
// Rows in which F is empty do not count, except for `count`; a figure of no values is empty.
// F of sum, mean, median and p90 is a column of numbers, e.g. resolution_elapsed_minutes. Sums are
// exact before the one division at the end, so that the order of rows changes nothing.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/model/result.h"
#include "core/replica/query_schema.h"
#include "core/reports/grouping.h"

namespace genba {

enum class MeasureType : std::uint8_t { kCount, kSum, kMean, kMedian, kP90, kRate };

struct Measure {
  MeasureType type = MeasureType::kCount;
  ColumnRef column;  // null for kCount
  std::string key;   // as it was written: "mean:reopen_count"
};

// kInvalidArgument names the measures, or what kind of column this one needs.
Result<Measure> parse_measure(const QuerySchema& schema, std::string_view text);
ReportColumn report_column(const Measure& measure);
// What the figure means, for people.
std::string measure_definition(const Measure& measure, Language language);

// One cell a group. rows: those that were grouped, in the same order.
std::vector<ReportCell> measure_groups(const State& state, const Measure& measure,
                                       const Grouping& grouping, std::span<const Row> rows,
                                       const QueryContext& context);

}  // namespace genba
