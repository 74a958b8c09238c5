#include "core/reports/column_definitions.h"

#include <string_view>

namespace genba {
namespace {

struct Definition {
  std::string_view column;
  const char* ja;
  const char* en;
};

constexpr const char* kClockJa = "現在時刻でのSLAの状態。期日を過ぎて進行中のものは違反とする。";
constexpr const char* kClockEn =
    "State of the clock as of now; a running clock past its due time is breached.";

constexpr Definition kDefinitions[] = {
    {"age_days", "未解決のチケットの、登録から現在までの日数（24時間を1日とする）。",
     "Days of 24 hours from opened to now, of an open ticket."},
    {"age_minutes", "未解決のチケットの、登録から現在までの分数。",
     "Minutes from opened to now, of an open ticket."},
    {"age_bucket",
     "未解決のチケットの、登録から現在までの日数（24時間を1日とし、端数切り捨て）の区分。",
     "Bucket of the whole days of 24 hours from opened to now, of an open ticket."},
    {"resolution_elapsed_minutes",
     "登録から最後の解決までの暦上の分数。業務時間外も一時停止も含む。",
     "Elapsed minutes from opened to the final resolution, with nights, holidays and pauses."},
    {"response_elapsed_minutes", "登録から最初の応答までの暦上の分数。",
     "Elapsed minutes from opened to the first response."},
    {"first_reply_minutes",
     "登録から、サポート側の人による最初の公開の返信までの暦上の分数。自動返信は数えない。",
     "Elapsed minutes from opened to the first public reply by a person of the desk; automatic "
     "replies do not count."},
    {"elapsed_minutes",
     "登録から最後の解決まで（未解決なら現在まで）の業務時間から一時停止を除いた分数。",
     "Business minutes from opened to the final resolution, or so far, without pauses."},
    {"paused_minutes", "解決の時計が止まっていた業務時間の分数。",
     "Business minutes for which the resolution clock was paused."},
    {"response_minutes", "登録から最初の応答までの業務時間の分数。",
     "Business minutes from opened to the first response."},
    {"response_clock", kClockJa, kClockEn},
    {"resolution_clock", kClockJa, kClockEn},
    {"next_update_clock", kClockJa, kClockEn},
    {"ola_clock", kClockJa, kClockEn},
    {"vendor_clock", kClockJa, kClockEn},
    {"is_recurrence",
     "登録時に解決済みだった問題に関連付けられたか、同じカテゴリー・構成アイテムのインシデントが前"
     "の30"
     "日以内にあるインシデント。",
     "An incident linked to a problem that was already resolved when it was opened, or with the "
     "same category and configuration item as another of the 30 days before."},
    {"first_contact",
     "利用者とのその後のやりとり（未解決の間の公開コメント、回答待ちからの再開、再オープン）なしに"
     "解決"
     "した。",
     "Resolved with no further contact by the requester: no public comment while open, no going on "
     "after awaiting the requester, no reopening."},
    {"estimated_loss", "チケットに記入された推定損害額（円）。記入のないものは含まない。",
     "Estimated loss in yen as written on the ticket; tickets without one add nothing."},
    {"affected_persons", "影響を受けた人数として記入された数。",
     "Persons affected, as written on the ticket."},
    {"reassignment_count",
     "担当グループがあるグループから別のグループに変わった回数。グループなしを経た変更は数えない。",
     "How often the support group was changed from one to another; what went by way of no group "
     "is no such change."},
    {"reopen_count", "解決またはクローズのあとに再オープンした回数。",
     "How often the ticket was reopened after it was resolved or closed."},
    {"update_count", "チケットが更新された回数。", "How often the ticket was updated."},
    {"rating", "利用者が付けた満足度の点数。", "The score that the requester gave."},
};

}  // namespace

void define_column(const QueryColumn& column, ReportColumn& out) {
  for (const Definition& each : kDefinitions) {
    if (column.kind != Kind::kTicket || each.column != column.name) continue;
    out.definition_ja = each.ja;
    out.definition_en = each.en;
  }
}

}  // namespace genba
