// The KPIs: one row each of the tables in kpi_times.cpp, kpi_rates.cpp and kpi_sla.cpp, with its
// formula as a population (a filter expression), a column of the query (core/replica) and the time
// by which a period chooses. So each figure can be drilled down into, narrowed, grouped and asked
// for in a custom report, and is there the same.
//
// Cancelled and merged tickets are left out of every KPI. Formulas: domain.md, KPIs.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/reports/report.h"

namespace genba {

enum class KpiType : std::uint8_t {
  kCount,     // how many
  kSum,       // of the column
  kMean,      // of the column
  kDuration,  // mean, median and 90th percentile of the column
  kShare,     // of yes among yes and no; of an SLA clock: of met among met and breached
};

enum class KpiUnit : std::uint8_t {
  kTickets = 1,
  kMinutes,
  kDays,
  kShare,  // 0 to 1
  kPerTicket,
  kScore,
  kYen,
};

struct Kpi {
  Choice name;  // code and labels
  KpiType type;
  KpiUnit unit;
  const char* among;   // filter expression; "": every one
  const char* column;  // of the query; nullptr for kCount
  const char* period;  // column of the time that a period goes by; nullptr: as of now, no period
  // The ones worth looking at: what a share is drilled down to. "": all that were counted.
  const char* shown;
  const char* definition_ja;
  const char* definition_en;
  Kind kind = Kind::kTicket;

  const char* definition(Language language) const {
    return language == Language::kJapanese ? definition_ja : definition_en;
  }
};

std::vector<const Kpi*> all_kpis();  // in the order of domain.md
const Kpi* find_kpi(std::string_view code);
ReportCell unit_cell(KpiUnit unit);

struct KpiFigures {
  std::int64_t n = 0;     // what was counted: the denominator
  std::int64_t hits = 0;  // of a share: the numerator
  ReportCell value;       // count, sum, mean or share; empty when there is nothing to tell
  ReportCell median;      // of a duration
  ReportCell p90;
};

// The tickets that a request's KPIs are about, by group if it groups. Borrows from both arguments.
// Populations and columns that several KPIs share are made out once. One thread.
class KpiPopulation {
 public:
  KpiPopulation(const State& state, const ReportRequest& request);

  // One cell a group, in order; a single empty one when the request does not group.
  const std::vector<ReportCell>& groups() const { return groups_; }
  // FAQ visits belong to no ticket: a request that filters or groups tickets cannot count them.
  bool knows(const Kpi& kpi) const { return kpi.kind == Kind::kTicket || !is_narrowed_; }
  // One a group.
  std::vector<KpiFigures> measure(const Kpi& kpi, const Period& period) const;
  // The filter expression of what `measure` counted, of its `shown` part.
  std::string filter_of(const Kpi& kpi, const Period& period, std::size_t group) const;

 private:
  const RowMask& among(const Kpi& kpi, const Period& period) const;
  const ColumnValues& values(Kind kind, const char* column) const;

  const State& state_;
  const ReportRequest& request_;
  bool is_narrowed_;
  RowMask counted_;
  std::vector<std::uint32_t> group_of_;  // by row of the ticket table; empty: all in group 0
  std::vector<ReportCell> groups_;
  mutable std::map<std::string, RowMask> among_;  // by expression, of any kind
  mutable std::map<const QueryColumn*, ColumnValues> values_;
};

// Tables of the three files.
std::span<const Kpi> time_kpis();
std::span<const Kpi> sla_kpis();
std::span<const Kpi> backlog_kpis();
std::span<const Kpi> rate_kpis();

}  // namespace genba
