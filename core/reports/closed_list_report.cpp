#include "core/reports/report.h"

namespace genba {
namespace {

ReportTable run(const State& state, const ReportRequest& request) {
  RowMask mask = report_rows(state, request, "state in (resolved, monitoring, closed)");
  narrow_to_period(state, request, field::kTicketResolvedAt, mask);
  return list_tickets(state, request, mask,
                      {"number", "title", "state", "priority", "category", "assignment_group",
                       "assigned_to", "opened_at", "resolved_at", "closed_at",
                       "resolution_elapsed_minutes", "response_clock", "resolution_clock"},
                      "-resolved_at");
}

constexpr Report kReport = {
    "closed_list",
    "完了一覧",
    "Closed list",
    "解決済み、経過観察、クローズのチケット（取り消しを除く）。解決日時の新しい順。期間は解決日時に"
    "よる。"
    "経過時間は登録から最後の解決までの暦上の時間で、業務時間でも、保留を除いたものでもない。",
    "Tickets that are resolved, under monitoring or closed, cancelled ones left out, the last "
    "resolved "
    "first. The period goes by the time resolved. Minutes are elapsed time from opened to the "
    "final "
    "resolution: neither business time, nor without pauses.",
    run,
};

}  // namespace

const Report& closed_list_report() { return kReport; }

}  // namespace genba
