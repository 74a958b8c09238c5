#include "core/reports/report.h"

namespace genba {
namespace {

ReportTable run(const State& state, const ReportRequest& request) {
  RowMask mask = report_rows(state, request, "open");
  narrow_to_period(state, request, field::kTicketOpenedAt, mask);
  const QueryColumn* bucket = find_query_column(Kind::kTicket, "age_bucket");
  const ColumnValues buckets(*bucket, state, request.context);
  const Column& priority = state.table(Kind::kTicket).column(field::kTicketPriority);
  const std::span<const Choice> priorities = choices_of(ChoiceList::kPriority);

  ReportTable table;
  table.columns = {report_column(*bucket), {"count", "件数", "Count"}};
  for (const Choice& each : priorities) {
    table.columns.push_back({each.code, each.label_ja, each.label_en});
  }
  // Every bucket is there, also the empty ones: their absence is what people look for.
  for (const Choice& age : bucket->choices) {
    std::int64_t total = 0;
    std::vector<std::int64_t> counts(priorities.size(), 0);
    for (Row row = 0; row < mask.size(); ++row) {
      if (mask[row] == 0 || buckets.integer(row) != age.number) continue;
      ++total;
      for (std::size_t at = 0; at < priorities.size(); ++at) {
        counts[at] += priority.integer(row) == priorities[at].number;
      }
    }
    std::vector<ReportCell> cells = {ReportCell::of_choice(age), ReportCell::of_integer(total)};
    for (const std::int64_t count : counts) cells.push_back(ReportCell::of_integer(count));
    table.rows.push_back(std::move(cells));
  }
  return table;
}

constexpr Report kReport = {
    "backlog_age",
    "未解決残の経過日数",
    "Backlog age",
    "未解決のチケットを、登録から現在までの日数（24時間を1日とし、端数切り捨て）の区分と優先度で数"
    "える。"
    "期間は登録日時による。",
    "Open tickets by age, the whole days of 24 hours from opened to now, and by priority. The "
    "period "
    "goes by the time opened.",
    run,
};

}  // namespace

const Report& backlog_age_report() { return kReport; }

}  // namespace genba
