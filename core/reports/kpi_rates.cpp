// KPIs of how well tickets were handled, and of what people say of it.
#include "core/reports/kpi.h"

namespace genba {
namespace {

constexpr Kpi kRates[] = {
    {{16, "first_contact_resolution", "一次解決率", "First contact resolution"},
     KpiType::kShare,
     KpiUnit::kShare,
     kResolvedTickets,
     "first_contact",
     "resolved_at",
     "first_contact",
     "利用者とのその後のやりとりなしに解決した件数 ÷ "
     "解決件数。やりとりとは、未解決の間の利用者の公開"
     "コメント、利用者回答待ちからの再開、再オープン。期間は解決日時による。",
     "Resolved with no further requester contact / resolved. A contact is a public comment by the "
     "requester while the ticket is open, going on after awaiting the requester, or a reopening. "
     "The period goes by the time resolved."},
    {{17, "reopen_rate", "再オープン率", "Reopen rate"},
     KpiType::kShare,
     KpiUnit::kShare,
     kResolvedTickets,
     "is_reopened",
     "resolved_at",
     "is_reopened",
     "1回以上再オープンした件数 ÷ "
     "解決件数。再オープンして未解決のものは、次に解決したときに数える。期"
     "間は解決日時による。",
     "Tickets reopened at least once / tickets resolved. One that is open again counts once it is "
     "resolved again. The period goes by the time resolved."},
    {{18, "recurrence_rate", "再発率", "Recurrence rate"},
     KpiType::kShare,
     KpiUnit::kShare,
     "type = incident and opened_at != ?",
     "is_recurrence",
     "opened_at",
     "is_recurrence",
     "再発したインシデントの件数 ÷ "
     "登録されたインシデントの件数。再発とは、登録時にすでに解決していた"
     "問題に関連付けられたもの、または同じカテゴリー・同じ構成アイテムのインシデントが前の30日以内"
     "（30"
     "日ちょうどを含む）にあるもの。期間は登録日時による。",
     "Incidents that recurred / incidents created. One recurs that is linked to a problem which "
     "was already resolved when it was opened, or that has the same category and configuration "
     "item as another incident of the 30 days before (exactly 30 days included). The period goes "
     "by the time opened."},
    {{19, "reassignment", "担当グループ変更", "Reassignment"},
     KpiType::kMean,
     KpiUnit::kPerTicket,
     "",
     "reassignment_count",
     "resolved_at",
     "reassignment_count > 0",
     "担当グループの変更回数の合計 ÷ チケットの件数。期間は解決日時による。",
     "Group changes / tickets. The period goes by the time resolved."},
    {{20, "escalation_rate", "エスカレーション率", "Escalation rate"},
     KpiType::kShare,
     KpiUnit::kShare,
     "opened_at != ?",
     "is_escalated",
     "opened_at",
     "is_escalated",
     "エスカレーションした件数 ÷ 登録件数。期間は登録日時による。",
     "Tickets escalated / tickets created. The period goes by the time opened."},
    {{21, "self_service_rate", "自己解決率", "Self-service rate"},
     KpiType::kShare,
     KpiUnit::kShare,
     "",
     "self_served",
     "visited_at",
     "",
     "チケットにならずに終わったFAQの閲覧 ÷ "
     "FAQの閲覧。期間は閲覧日時による。チケットの絞り込みやグル"
     "ープ分けをしたときは示さない。",
     "FAQ visits that ended without a ticket / FAQ visits. The period goes by the time of the "
     "visit. Not told when tickets are filtered or grouped.",
     Kind::kFaqVisit},
    {{22, "csat", "利用者満足度（CSAT）", "CSAT"},
     KpiType::kMean,
     KpiUnit::kScore,
     "rating != ?",
     "rating",
     "resolved_at",
     "",
     "満足度の合計 ÷ 回答数（回答のあったチケットの件数）。期間は解決日時による。",
     "Σ score / responses, the tickets that were rated. The period goes by the time resolved."},
};

}  // namespace

std::span<const Kpi> rate_kpis() { return kRates; }

}  // namespace genba
