#include "wasm/views/report_catalogue.h"

namespace genba {
namespace {

using enum ReportDrawing;

constexpr ReportEntry kEntries[] = {
    {"open_list", Message::kReportsNow, Message::kHintOpenList, kList, "all", "none", true},
    {"sla_violations", Message::kReportsNow, Message::kHintSlaViolations, kList, "90d", "none",
     true},
    {"backlog_age", Message::kReportsNow, Message::kHintBacklogAge, kHeat, "all", "none", false},
    {"group_workload", Message::kReportsNow, Message::kHintGroupWorkload, kBars, "30d", "none",
     true, "open", "breached"},
    {"agent_workload", Message::kReportsNow, Message::kHintAgentWorkload, kBars, "30d", "none",
     true, "open", "breached"},
    {"kpi", Message::kReportsTrend, Message::kHintKpi, kFigures, "30d", "previous", true},
    {"volume_trend", Message::kReportsTrend, Message::kHintVolumeTrend, kLines, "365d", "none",
     true},
    {"category_pareto", Message::kReportsTrend, Message::kHintCategoryPareto, kPareto, "90d",
     "none", true},
    {"recurrence", Message::kReportsTrend, Message::kHintRecurrence, kBars, "365d", "none", true,
     "count", "open"},
    {"changes", Message::kReportsTrend, Message::kHintChanges, kBars, "365d", "none", true,
     "incidents", ""},
    {"closed_list", Message::kReportsTrend, Message::kHintClosedList, kList, "30d", "none", true},
    {"executive_monthly", Message::kReportsManage, Message::kHintExecutive, kFigures, "last_month",
     "none", true},
    {"security_register", Message::kReportsManage, Message::kHintSecurity, kList, "all", "none",
     true},
    {"knowledge_use", Message::kReportsManage, Message::kHintKnowledge, kBars, "90d", "none", true,
     "visits", "became_tickets"},
    {"sync_health", Message::kReportsManage, Message::kHintSyncHealth, kNothing, "all", "none",
     false},
};

}  // namespace

std::span<const ReportEntry> report_entries() { return kEntries; }

const ReportEntry* find_report_entry(std::string_view name) {
  for (const ReportEntry& each : kEntries) {
    if (name == each.name) return &each;
  }
  return nullptr;
}

}  // namespace genba
