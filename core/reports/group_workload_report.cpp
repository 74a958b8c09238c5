#include "core/reports/workload.h"

namespace genba {
namespace {

ReportTable run(const State& state, const ReportRequest& request) {
  return workload(state, request, WorkloadOf::kGroup);
}

constexpr Report kReport = {
    "group_workload",
    "グループ別の負荷",
    "Group workload",
    "サポートグループごとの、現在の未解決、うち保留中、うちSLA違反（1次回答または解決）の件数、経過"
    "日"
    "数の平均と最大、期間内の解決件数、解決までの業務時間と暦上の時間の平均、作業記録の時間。取り消"
    "しと"
    "統合されたチケットを除く。期間は解決日時と作業日時による。",
    "By support group: tickets open as of now, of them pending, of them with a breached response "
    "or "
    "resolution clock, mean and greatest age; tickets resolved in the period with mean business "
    "and elapsed minutes, and the minutes of its work logs. Cancelled and merged tickets are left "
    "out. The period goes by the time resolved and the time of the work.",
    run,
    {.compares = true},
};

}  // namespace

const Report& group_workload_report() { return kReport; }

}  // namespace genba
