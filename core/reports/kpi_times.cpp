// KPIs of how long things take.
#include "core/reports/kpi.h"

namespace genba {
namespace {

constexpr Kpi kTimes[] = {
    {{1, "mtta", "平均応答時間（MTTA）", "MTTA (time to acknowledge)"},
     KpiType::kDuration,
     KpiUnit::kMinutes,
     "response_minutes != ?",
     "response_minutes",
     "resolved_at",
     "",
     "登録から最初の応答（着手、明示の応答、最初の公開の返信のうち最も早いもの）までの業務時間（分"
     "）"
     "。Σ（最初の応答−登録）÷ 応答した件数。業務時間は適用されたSLAポリシーのカレンダーによる。応答"
     "時間が記録されていないものは数えない。期間は解決日時による。",
     "Business minutes from opened to the first acknowledgement, which is whatever comes first of "
     "taking the ticket up, an explicit acknowledgement and the first public reply: Σ (first "
     "acknowledgement − created) / n acknowledged, in the hours of the calendar of its SLA policy. "
     "Tickets whose response was not timed are left out. The period goes by the time resolved."},
    {{2, "first_response", "初回返信時間", "First response"},
     KpiType::kDuration,
     KpiUnit::kMinutes,
     "first_reply_minutes != ?",
     "first_reply_minutes",
     "resolved_at",
     "",
     "登録から、サポート側の人による最初の公開の返信までの経過時間（暦上の分）。Σ（最初の公開の返信"
     "−"
     "登録）÷ 返信した件数。自動返信と利用者自身のコメントは数えない。期間は解決日時による。",
     "Elapsed minutes from opened to the first public reply by a person of the desk: Σ (first "
     "public human reply − created) / n replied. Automatic replies and the requester's own words "
     "do not count. The period goes by the time resolved."},
    {{3, "mttr", "平均解決時間（MTTR）", "MTTR (time to resolve)"},
     KpiType::kDuration,
     KpiUnit::kMinutes,
     "resolved_at != ? and not open and elapsed_minutes != ?",
     "elapsed_minutes",
     "resolved_at",
     "",
     "登録から最後の解決までの業務時間から一時停止を除いた時間（分）。Σ（最後の解決−登録−一時停止）"
     "÷ "
     "解決件数。業務時間は適用されたSLAポリシーのカレンダーによる。対応時間が記録されていないものは"
     "数"
     "えない。期間は解決日時による。",
     "Business minutes from opened to the final resolution without the pauses: Σ (final resolved − "
     "created − paused) / n, in the hours of the calendar of its SLA policy. Tickets whose "
     "resolution was not timed are left out. The period goes by the time resolved."},
    {{4, "mttr_elapsed", "平均解決時間（暦上の経過）", "MTTR, raw elapsed"},
     KpiType::kDuration,
     KpiUnit::kMinutes,
     kResolvedTickets,
     "resolution_elapsed_minutes",
     "resolved_at",
     "",
     "登録から最後の解決までの暦上の経過時間（分）。業務時間外も一時停止も含む。期間は解決日時によ"
     "る"
     "。",
     "Elapsed minutes from opened to the final resolution, with nights, holidays and pauses. The "
     "period goes by the time resolved."},
};

constexpr const char* kBucketJa =
    "未解決のチケットのうち、登録からの日数（24時間を1日とし、端数切り捨て）がこの区分のものの件数"
    "。"
    "現在時刻でのもので、期間によらない。";
constexpr const char* kBucketEn =
    "Open tickets whose age, in whole days of 24 hours since they were opened, lies in this "
    "bucket. As of now, whatever the period.";

constexpr Kpi bucket(const Choice& name, const char* among) {
  return {name, KpiType::kCount, KpiUnit::kTickets, among, nullptr, nullptr,
          "",   kBucketJa,       kBucketEn};
}

constexpr Kpi kBacklog[] = {
    {{5, "backlog_age", "未解決残の経過日数", "Backlog age"},
     KpiType::kDuration,
     KpiUnit::kDays,
     "open",
     "age_days",
     nullptr,
     "",
     "未解決のチケットの、登録から現在までの日数（24時間を1日とする）。現在時刻でのもので、期間によ"
     "ら"
     "ない。",
     "Days of 24 hours from opened to now of open tickets: now − created. As of now, whatever the "
     "period."},
    bucket({6, "backlog_0_1_days", "未解決残 0～1日", "Backlog 0–1 days"},
           "open and age_bucket = 0-1d"),
    bucket({7, "backlog_2_3_days", "未解決残 2～3日", "Backlog 2–3 days"},
           "open and age_bucket = 2-3d"),
    bucket({8, "backlog_4_7_days", "未解決残 4～7日", "Backlog 4–7 days"},
           "open and age_bucket = 4-7d"),
    bucket({9, "backlog_8_30_days", "未解決残 8～30日", "Backlog 8–30 days"},
           "open and age_bucket = 8-30d"),
    bucket({10, "backlog_over_30_days", "未解決残 30日超", "Backlog > 30 days"},
           "open and age_bucket = over_30d"),
};

}  // namespace

std::span<const Kpi> time_kpis() { return kTimes; }
std::span<const Kpi> backlog_kpis() { return kBacklog; }

}  // namespace genba
