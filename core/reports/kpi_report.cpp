#include "core/reports/kpi.h"

namespace genba {
namespace {

std::vector<ReportColumn> columns_of(const ReportRequest& request) {
  std::vector<ReportColumn> columns;
  if (request.group_by != nullptr) {
    columns.push_back(report_column(*request.group_by));
    columns.back().is_key = true;
  }
  const auto add = [&columns](const char* key, const char* ja, const char* en,
                              const char* definition_ja, const char* definition_en) {
    columns.push_back({key, ja, en, definition_ja, definition_en});
  };
  add("kpi", "KPI", "KPI", "", "");
  columns.back().is_key = true;
  add("unit", "単位", "Unit", "", "");
  columns.back().is_key = true;
  add("n", "n", "n", "数えたチケットの件数。割合の分母。",
      "Tickets that were counted; of a share the denominator.");
  columns.back().compared = true;
  add("hits", "該当", "Hits", "割合の分子。", "Of a share the numerator.");
  add("mean", "平均・割合", "Mean or share", "算術平均。割合では該当 ÷ n（0～1）。",
      "Arithmetic mean; of a share hits / n (0 to 1).");
  columns.back().compared = true;
  add("median", "中央値", "Median", "中央の値。偶数個のときは中央の2つの平均。",
      "Middle value; of an even number, the mean of the middle two.");
  add("p90", "90パーセンタイル", "90th percentile",
      "90パーセンタイル。隣り合う値の間は線形補間（表計算のPERCENTILE.INCと同じ）。",
      "90th percentile, linear between neighbours (as PERCENTILE.INC of spreadsheets).");
  return columns;
}

std::vector<ReportCell> cells_of(const Kpi& kpi, const KpiFigures& figures) {
  const bool is_count = kpi.type == KpiType::kCount, is_share = kpi.type == KpiType::kShare;
  return {ReportCell::of_choice(kpi.name),
          unit_cell(kpi.unit),
          ReportCell::of_integer(figures.n),
          is_share ? ReportCell::of_integer(figures.hits) : ReportCell(),
          is_count ? ReportCell() : figures.value,
          figures.median,
          figures.p90};
}

ReportTable run(const State& state, const ReportRequest& request) {
  const KpiPopulation population(state, request);
  std::vector<const Kpi*> kpis;
  std::vector<std::vector<KpiFigures>> figures;  // by KPI, then by group
  for (const Kpi* kpi : all_kpis()) {
    if (!population.knows(*kpi)) continue;
    kpis.push_back(kpi);
    figures.push_back(population.measure(*kpi, request.period));
  }
  ReportTable table;
  table.columns = columns_of(request);
  for (std::size_t group = 0; group < population.groups().size(); ++group) {
    for (std::size_t at = 0; at < kpis.size(); ++at) {
      std::vector<ReportCell> cells = cells_of(*kpis[at], figures[at][group]);
      if (request.group_by != nullptr) cells.insert(cells.begin(), population.groups()[group]);
      table.rows.push_back(std::move(cells));
      table.filters.push_back(population.filter_of(*kpis[at], request.period, group));
      table.definitions.push_back({kpis[at]->definition_ja, kpis[at]->definition_en});
    }
  }
  return table;
}

constexpr Report kReport = {
    "kpi",
    "KPI一覧",
    "KPIs",
    "すべてのKPIを、件数n、平均（割合では該当÷n）、期間を測るものでは中央値と90パーセンタイルととも"
    "に示"
    "す。取り消しと統合されたチケットを除く。期間はKPIごとの定義による（ことわりのないものは解決日"
    "時）。"
    "期間を指定しないときは、期間によらずすべてを数える。",
    "Every KPI with n, its mean (of a share hits / n) and, for durations, median and 90th "
    "percentile. Cancelled and merged tickets are left out. Which time the period goes by is said "
    "with each KPI, the time resolved unless said otherwise; without a period all are counted.",
    run,
    {.groups = true, .compares = true},
};

}  // namespace

const Report& kpi_report() { return kReport; }

}  // namespace genba
