#include "core/reports/workload.h"

namespace genba {
namespace {

ReportTable run(const State& state, const ReportRequest& request) {
  return workload(state, request, WorkloadOf::kAgent);
}

constexpr Report kReport = {
    "agent_workload",
    "担当者別の負荷",
    "Agent workload",
    "担当者ごとの、現在の未解決、うち保留中、うちSLA違反（1次回答または解決）の件数、経過日数の平均"
    "と"
    "最大、期間内に解決した担当チケットの件数、解決までの業務時間と暦上の時間の平均、本人の作業記録"
    "の時"
    "間。取り消しと統合されたチケットを除く。期間は解決日時と作業日時による。",
    "By assignee: tickets open as of now, of them pending, of them with a breached response or "
    "resolution clock, mean and greatest age; assigned tickets resolved in the period with mean "
    "business and elapsed minutes, and the minutes of the person's own work logs. Cancelled and "
    "merged tickets are left out. The period goes by the time resolved and the time of the work.",
    run,
    {.compares = true},
};

}  // namespace

const Report& agent_workload_report() { return kReport; }

}  // namespace genba
