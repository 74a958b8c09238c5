#include "core/reports/measures.h"

#include <algorithm>
#include <cassert>

#include "core/reports/statistics.h"

namespace genba {
namespace {

struct MeasureName {
  std::string_view name;
  MeasureType type;
  const char* label_ja;
  const char* label_en;
  const char* definition_ja;
  const char* definition_en;
};
constexpr MeasureName kMeasures[] = {
    {"count", MeasureType::kCount, "件数", "Count", "チケットの件数。", "Number of tickets."},
    {"sum", MeasureType::kSum, "合計", "Sum", "空欄を除く値の合計。",
     "Sum of the values that are not empty."},
    {"mean", MeasureType::kMean, "平均", "Mean", "空欄を除く値の算術平均。",
     "Arithmetic mean of the values that are not empty."},
    {"median", MeasureType::kMedian, "中央値", "Median",
     "空欄を除く値の中央値。偶数個のときは中央の2つの平均。",
     "Middle of the values that are not empty; of an even number, the mean of the middle two."},
    {"p90", MeasureType::kP90, "90パーセンタイル", "90th percentile",
     "空欄を除く値の90パーセンタイル。隣り合う値の間は線形補間（表計算のPERCENTILE.INCと同じ）。",
     "90th percentile of the values that are not empty, linear between neighbours (as "
     "PERCENTILE.INC of spreadsheets)."},
    {"rate", MeasureType::kRate, "割合", "Rate",
     "空欄を除く「はい」の割合（0～1）。SLAでは遵守÷（遵守＋違反）で、期日を過ぎて進行中のものは違"
     "反。",
     "Share of yes among yes and no (0 to 1). Of an SLA clock: met / (met + breached), a running "
     "clock past its due time being breached."},
};

const MeasureName& name_of(MeasureType type) {
  for (const MeasureName& each : kMeasures) {
    if (each.type == type) return each;
  }
  return kMeasures[0];
}

std::vector<ReportCell> sums(const ColumnValues& values, const Grouping& grouping,
                             std::span<const Row> rows, MeasureType type) {
  std::vector<ExactSum> totals(grouping.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::int64_t value = values.integer(rows[i]);
    if (value != kNoInteger) totals[grouping.group_of[i]].add(value);
  }
  std::vector<ReportCell> cells;
  cells.reserve(totals.size());
  const std::int64_t scale = values.column().scale;
  for (const ExactSum& sum : totals) {
    cells.push_back(type == MeasureType::kSum ? sum_cell(sum, scale) : mean_cell(sum, scale));
  }
  return cells;
}

std::vector<ReportCell> quantiles(const ColumnValues& values, const Grouping& grouping,
                                  std::span<const Row> rows, std::uint64_t tenths) {
  // Counting sort by group: each group's values lie together.
  std::vector<std::uint32_t> starts(grouping.size() + 1, 0);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    if (values.integer(rows[i]) != kNoInteger) ++starts[grouping.group_of[i] + 1];
  }
  for (std::size_t group = 1; group < starts.size(); ++group) starts[group] += starts[group - 1];
  std::vector<std::int64_t> sorted(starts.back());
  std::vector<std::uint32_t> next(starts.begin(), starts.end() - 1);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::int64_t value = values.integer(rows[i]);
    if (value != kNoInteger) sorted[next[grouping.group_of[i]]++] = value;
  }
  std::vector<ReportCell> cells;
  cells.reserve(grouping.size());
  for (std::size_t group = 0; group < grouping.size(); ++group) {
    const std::span<std::int64_t> of_group(sorted.data() + starts[group],
                                           starts[group + 1] - starts[group]);
    cells.push_back(quantile_cell(of_group, tenths, values.column().scale));
  }
  return cells;
}

std::vector<ReportCell> rates(const ColumnValues& values, const Grouping& grouping,
                              std::span<const Row> rows) {
  const bool is_clock = values.column().list == ChoiceList::kClockState;
  const std::int64_t good = is_clock ? static_cast<std::int64_t>(ClockState::kMet)
                                     : static_cast<std::int64_t>(Boolean::kYes);
  const std::int64_t bad = is_clock ? static_cast<std::int64_t>(ClockState::kBreached)
                                    : static_cast<std::int64_t>(Boolean::kNo);
  std::vector<std::uint32_t> goods(grouping.size(), 0), all(grouping.size(), 0);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const std::int64_t value = values.integer(rows[i]);
    goods[grouping.group_of[i]] += value == good;
    all[grouping.group_of[i]] += value == good || value == bad;
  }
  std::vector<ReportCell> cells(grouping.size());
  for (std::size_t group = 0; group < cells.size(); ++group) {
    if (all[group] == 0) continue;
    cells[group] =
        ReportCell::of_real(static_cast<double>(goods[group]) / static_cast<double>(all[group]));
  }
  return cells;
}

std::vector<ReportCell> counts(const Grouping& grouping) {
  std::vector<std::int64_t> totals(grouping.size(), 0);
  for (const std::uint32_t group : grouping.group_of) ++totals[group];
  std::vector<ReportCell> cells;
  cells.reserve(totals.size());
  for (const std::int64_t total : totals) cells.push_back(ReportCell::of_integer(total));
  return cells;
}

bool has_rate(const QueryColumn& column) {
  return column.list == ChoiceList::kBoolean || column.list == ChoiceList::kClockState;
}

Error measure_error(std::string_view text, const std::string& what) {
  return make_error(ErrorCode::kInvalidArgument,
                    "measure \"" + std::string(text.substr(0, 80)) + "\": " + what);
}

}  // namespace

Result<Measure> parse_measure(const QuerySchema& schema, std::string_view text) {
  const std::size_t colon = text.find(':');
  const std::string_view name = text.substr(0, colon);
  const auto* found = std::find_if(std::begin(kMeasures), std::end(kMeasures),
                                   [name](const MeasureName& each) { return each.name == name; });
  const bool takes_column = found != std::end(kMeasures) && found->type != MeasureType::kCount;
  if (found == std::end(kMeasures) || takes_column != (colon != std::string_view::npos)) {
    return measure_error(text, "the measures are count, sum:F, mean:F, median:F, p90:F and rate:F");
  }
  Measure measure{found->type, nullptr, std::string(text)};
  if (!takes_column) return measure;
  const std::string_view column_name = text.substr(colon + 1);
  measure.column = schema.find(column_name);
  if (measure.column == nullptr) {
    return measure_error(text,
                         "there is no column \"" + std::string(column_name.substr(0, 80)) + '"');
  }
  if (measure.type == MeasureType::kRate ? !has_rate(*measure.column)
                                         : measure.column->type != ColumnType::kNumber) {
    return measure_error(text, measure.type == MeasureType::kRate
                                   ? "a rate needs a yes/no column or an SLA clock"
                                   : "needs a column of numbers");
  }
  return measure;
}

ReportColumn report_column(const Measure& measure) {
  const MeasureName& name = name_of(measure.type);
  if (measure.column == nullptr) return {measure.key, name.label_ja, name.label_en};
  return {measure.key, std::string(measure.column->label_ja) + "の" + name.label_ja,
          std::string(name.label_en) + " of " + measure.column->label_en};
}

std::string measure_definition(const Measure& measure, Language language) {
  const MeasureName& name = name_of(measure.type);
  std::string text = language == Language::kJapanese ? name.definition_ja : name.definition_en;
  if (measure.column == nullptr) return text;
  ReportColumn column = report_column(*measure.column);
  const std::string& own = column.definition(language);
  if (own.empty()) return text;
  text += language == Language::kJapanese ? "" : " ";
  return text + column.label(language) + (language == Language::kJapanese ? "：" : ": ") + own;
}

std::vector<ReportCell> measure_groups(const State& state, const Measure& measure,
                                       const Grouping& grouping, std::span<const Row> rows,
                                       const QueryContext& context) {
  if (measure.type == MeasureType::kCount) return counts(grouping);
  assert(measure.column != nullptr);
  const ColumnValues values(*measure.column, state, context);
  switch (measure.type) {
    case MeasureType::kMedian: return quantiles(values, grouping, rows, 5);
    case MeasureType::kP90: return quantiles(values, grouping, rows, 9);
    case MeasureType::kRate: return rates(values, grouping, rows);
    default: return sums(values, grouping, rows, measure.type);
  }
}

}  // namespace genba
