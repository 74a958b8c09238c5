#include "core/reports/kpi.h"

#include <cassert>

#include "core/reports/grouping.h"
#include "core/reports/statistics.h"

namespace genba {
namespace {

constexpr Choice kUnits[] = {
    {1, "tickets", "件", "tickets"},
    {2, "minutes", "分", "minutes"},
    {3, "days", "日", "days"},
    {4, "share", "割合", "share"},
    {5, "per_ticket", "回/件", "per ticket"},
    {6, "score", "点", "score"},
    {7, "yen", "円", "yen"},
};

// The values of one KPI, those of each group together.
struct Samples {
  std::vector<std::int64_t> values;
  std::vector<std::size_t> starts;  // one a group, and the end

  std::span<std::int64_t> of(std::size_t group) {
    return {values.data() + starts[group], starts[group + 1] - starts[group]};
  }
};

struct Sample {
  std::uint32_t group;
  std::int64_t value;
};

Samples by_group(const std::vector<Sample>& samples, std::size_t groups) {
  Samples sorted;
  sorted.starts.assign(groups + 1, 0);
  for (const Sample& each : samples) ++sorted.starts[each.group + 1];
  for (std::size_t group = 0; group < groups; ++group) {
    sorted.starts[group + 1] += sorted.starts[group];
  }
  std::vector<std::size_t> next(sorted.starts.begin(), sorted.starts.end() - 1);
  sorted.values.resize(samples.size());
  for (const Sample& each : samples) sorted.values[next[each.group]++] = each.value;
  return sorted;
}

KpiFigures count_figures(std::int64_t n) {
  KpiFigures figures;
  figures.n = n;
  figures.value = ReportCell::of_integer(n);
  return figures;
}

KpiFigures share_figures(std::span<const std::int64_t> values, const QueryColumn& column) {
  const bool is_clock = column.list == ChoiceList::kClockState;
  const auto good = is_clock ? static_cast<std::int64_t>(ClockState::kMet)
                             : static_cast<std::int64_t>(Boolean::kYes);
  KpiFigures figures;
  figures.n = static_cast<std::int64_t>(values.size());
  for (const std::int64_t value : values) figures.hits += value == good;
  if (figures.n != 0) {
    figures.value =
        ReportCell::of_real(static_cast<double>(figures.hits) / static_cast<double>(figures.n));
  }
  return figures;
}

KpiFigures value_figures(std::span<std::int64_t> values, KpiType type, std::int64_t scale) {
  ExactSum sum;
  for (const std::int64_t value : values) sum.add(value);
  KpiFigures figures;
  figures.n = static_cast<std::int64_t>(values.size());
  figures.value = type == KpiType::kSum ? sum_cell(sum, scale) : mean_cell(sum, scale);
  if (type == KpiType::kDuration) {
    figures.median = quantile_cell(values, 5, scale);
    figures.p90 = quantile_cell(values, 9, scale);
  }
  return figures;
}

// Whatever goes by the time resolved is about what is resolved.
std::string among_of(const Kpi& kpi, const Period& period) {
  const bool by_resolution =
      kpi.period != nullptr && kpi.period == std::string_view("resolved_at") && !period.is_all();
  return both_filters(kpi.among, by_resolution ? kResolvedTickets : "");
}

}  // namespace

std::vector<const Kpi*> all_kpis() {
  std::vector<const Kpi*> all;
  for (const std::span<const Kpi> list : {time_kpis(), sla_kpis(), rate_kpis(), backlog_kpis()}) {
    for (const Kpi& kpi : list) all.push_back(&kpi);
  }
  return all;
}

const Kpi* find_kpi(std::string_view code) {
  for (const Kpi* kpi : all_kpis()) {
    if (code == kpi->name.code) return kpi;
  }
  return nullptr;
}

ReportCell unit_cell(KpiUnit unit) {
  for (const Choice& choice : kUnits) {
    if (choice.number == static_cast<std::int64_t>(unit)) return ReportCell::of_choice(choice);
  }
  return {};
}

KpiPopulation::KpiPopulation(const State& state, const ReportRequest& request)
    : state_(state),
      request_(request),
      is_narrowed_(!request.filter.is_everything() || request.group_by != nullptr),
      counted_(report_rows(state, request, kCountedTickets)),
      groups_(1) {
  if (request.group_by == nullptr) return;
  const std::vector<Row> rows = rows_of(counted_);
  const Grouping grouping = group_rows(state, *request.group_by, rows, request.context);
  group_of_.assign(counted_.size(), 0);
  for (std::size_t i = 0; i < rows.size(); ++i) group_of_[rows[i]] = grouping.group_of[i];
  groups_.clear();
  for (const std::vector<ReportCell>& key : grouping.keys) groups_.push_back(key.front());
}

const RowMask& KpiPopulation::among(const Kpi& kpi, const Period& period) const {
  const std::string expression = among_of(kpi, period);
  const auto key = std::to_string(static_cast<int>(kpi.kind)) + " " + expression;
  const auto [found, is_new] = among_.try_emplace(key);
  if (!is_new) return found->second;
  const Result<Filter> filter = Filter::parse(kpi.kind, expression);
  assert(filter.ok());
  RowMask& among = found->second = select(state_, kpi.kind, *filter, request_.context);
  if (kpi.kind == Kind::kTicket) {
    for (Row row = 0; row < among.size(); ++row) among[row] &= counted_[row];
  }
  return among;
}

const ColumnValues& KpiPopulation::values(Kind kind, const char* name) const {
  const QueryColumn* column = find_query_column(kind, name);
  assert(column != nullptr);
  return values_.try_emplace(column, *column, state_, request_.context).first->second;
}

std::vector<KpiFigures> KpiPopulation::measure(const Kpi& kpi, const Period& period) const {
  assert(knows(kpi));
  assert(kpi.column != nullptr || kpi.type == KpiType::kCount);
  const RowMask& counted = among(kpi, period);
  const bool by_period = kpi.period != nullptr && !period.is_all();
  const ColumnValues* times = by_period ? &values(kpi.kind, kpi.period) : nullptr;
  const ColumnValues* read = kpi.column != nullptr ? &values(kpi.kind, kpi.column) : nullptr;
  std::vector<Sample> samples;
  for (Row row = 0; row < counted.size(); ++row) {
    if (counted[row] == 0) continue;
    if (times != nullptr) {
      const std::int64_t at = times->integer(row);
      if (at == kNoInteger || !period.contains(at)) continue;
    }
    const std::int64_t value = read != nullptr ? read->integer(row) : 0;
    // A counter that nothing has raised is empty, and means none.
    const bool is_counter = kpi.type == KpiType::kMean && value == kNoInteger;
    if (value == kNoInteger && !is_counter) continue;
    samples.push_back({group_of_.empty() ? 0 : group_of_[row], is_counter ? 0 : value});
  }
  Samples sorted = by_group(samples, groups_.size());
  std::vector<KpiFigures> figures;
  for (std::size_t group = 0; group < groups_.size(); ++group) {
    const std::span<std::int64_t> of_group = sorted.of(group);
    switch (kpi.type) {
      case KpiType::kCount:
        figures.push_back(count_figures(static_cast<std::int64_t>(of_group.size())));
        break;
      case KpiType::kShare: figures.push_back(share_figures(of_group, read->column())); break;
      default: figures.push_back(value_figures(of_group, kpi.type, read->column().scale)); break;
    }
  }
  return figures;
}

std::string KpiPopulation::filter_of(const Kpi& kpi, const Period& period,
                                     std::size_t group) const {
  if (kpi.kind != Kind::kTicket) return {};
  std::string filter = both_filters(kCountedTickets, among_of(kpi, period));
  if (request_.group_by != nullptr) {
    const std::string own = filter_of_value(*request_.group_by, groups_[group]);
    if (own.empty()) return {};
    filter = both_filters(own, filter);
  }
  if (kpi.period != nullptr) {
    filter = both_filters(filter, period_filter(kpi.period, period, request_.context));
  }
  return both_filters(filter, kpi.shown);
}

}  // namespace genba
