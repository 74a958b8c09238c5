#include "core/reports/report.h"

namespace genba {
namespace {

constexpr const char* kAmong = "open and merged_into = ?";

ReportTable run(const State& state, const ReportRequest& request) {
  RowMask mask = report_rows(state, request, kAmong);
  narrow_to_period(state, request, field::kTicketOpenedAt, mask);
  return list_tickets(
      state, request, mask,
      {"number", "title", "state", "priority", "category", "assignment_group", "assigned_to",
       "opened_at", "age_days", "response_clock", "resolution_due", "resolution_clock"},
      "priority,opened_at");
}

constexpr Report kReport = {
    "open_list",
    "未解決一覧",
    "Open list",
    "未解決のチケット（解決済み、提供済み、経過観察、クローズ、取り消しと、統合されたものを除く）。"
    "優先"
    "度、登録日時の順。期間は登録日時による。SLAの状態は現在時刻でのもので、期日を過ぎて進行中のも"
    "のは違"
    "反とする。",
    "Open tickets: all but those resolved, fulfilled, under monitoring, closed, cancelled or "
    "merged; "
    "by priority, then by the time they were opened. The period goes by the time opened. SLA "
    "clocks "
    "are as of now: a running clock past its due time is breached.",
    run,
    {.among = kAmong, .period = "opened_at"},
};

}  // namespace

const Report& open_list_report() { return kReport; }

}  // namespace genba
