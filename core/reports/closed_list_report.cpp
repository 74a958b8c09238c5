#include "core/reports/report.h"

namespace genba {
namespace {

constexpr const char* kAmong =
    "state in (resolved, fulfilled, monitoring, closed) and merged_into = ?";

ReportTable run(const State& state, const ReportRequest& request) {
  RowMask mask = report_rows(state, request, kAmong);
  narrow_to_period(state, request, field::kTicketResolvedAt, mask);
  return list_tickets(state, request, mask,
                      {"number", "title", "state", "priority", "category", "assignment_group",
                       "assigned_to", "opened_at", "resolved_at", "closed_at", "elapsed_minutes",
                       "resolution_elapsed_minutes", "response_clock", "resolution_clock"},
                      "-resolved_at");
}

constexpr Report kReport = {
    "closed_list",
    "完了一覧",
    "Closed list",
    "解決済み、提供済み、経過観察、クローズのチケット（取り消しと統合されたチケットを除く）。解決日"
    "時の"
    "新しい順。期間は解決日時による。対応時間は登録から最後の解決までの業務時間から一時停止を除いた"
    "もの、"
    "経過時間は暦上の時間。",
    "Tickets that are resolved, fulfilled, under monitoring or closed, cancelled and merged ones "
    "left out, the last resolved first. The period goes by the time resolved. Worked minutes are "
    "business time from opened to the final resolution without pauses, the others elapsed time.",
    run,
    {.among = kAmong, .period = "resolved_at"},
};

}  // namespace

const Report& closed_list_report() { return kReport; }

}  // namespace genba
