#include "core/reports/report.h"

namespace genba {
namespace {

ReportTable run(const State& state, const ReportRequest& request) {
  RowMask mask = report_rows(state, request, "open");
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
    "未解決（新規、割り当て済み、対応中、保留中）のチケット。優先度、登録日時の順。期間は登録日時に"
    "よる。"
    "SLAの状態は現在時刻でのもので、期日を過ぎて進行中のものは違反とする。",
    "Tickets that are new, assigned, in progress or pending, by priority, then by the time they "
    "were "
    "opened. The period goes by the time opened. SLA clocks are as of now: a running clock past "
    "its "
    "due time is breached.",
    run,
};

}  // namespace

const Report& open_list_report() { return kReport; }

}  // namespace genba
