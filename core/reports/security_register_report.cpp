#include <algorithm>

#include "core/reports/report.h"
#include "core/reports/security_tickets.h"

namespace genba {
namespace {

ReportTable run(const State& state, const ReportRequest& request) {
  RowMask mask = report_rows(state, request, kCountedTickets);
  const RowMask security = security_tickets(state);
  const Table& tickets = state.table(Kind::kTicket);
  const Column& aware = tickets.column(field::kTicketAwareAt);
  const Column& opened = tickets.column(field::kTicketOpenedAt);
  for (Row row = 0; row < mask.size(); ++row) {
    const std::int64_t at_ms =
        aware.integer(row) != kNoInteger ? aware.integer(row) : opened.integer(row);
    const bool is_inside =
        request.period.is_all() || (at_ms != kNoInteger && request.period.contains(at_ms));
    mask[row] &= security[row] != 0 && is_inside;
  }
  return list_tickets(state, request, mask,
                      {"number", "title", "state", "priority", "category", "security_step",
                       "occurred_at", "discovered_at", "aware_at", "resolved_at",
                       "affected_persons", "disclosure_trigger", "legal_hold", "restricted",
                       "estimated_loss", "assignment_group", "root_cause", "permanent_fix"},
                      "-opened_at");
}

constexpr Report kReport = {
    "security_register",
    "セキュリティインシデント管理簿",
    "Security register",
    "カテゴリーまたはサブカテゴリー（その上位を含む）がセキュリティであるか、セキュリティ対応の段階"
    "をも"
    "つチケット。登録日時の新しい順。取り消しと統合されたチケットを除き、見る権限のあるものに限る。"
    "期間"
    "は認知した日時（なければ登録日時）による。",
    "Tickets whose category or subcategory (or one above it) is security, or that have a step of "
    "the security procedure; the latest opened first. Cancelled and merged tickets are left out, "
    "and those that one may not see are not here. The period goes by the time of awareness, or the "
    "time opened.",
    run,
};

}  // namespace

const Report& security_register_report() { return kReport; }

}  // namespace genba
