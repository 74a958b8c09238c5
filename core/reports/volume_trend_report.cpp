#include <algorithm>
#include <map>

#include "core/replica/query_dates.h"
#include "core/reports/report.h"

namespace genba {
namespace {

struct Month {
  std::int64_t opened = 0;
  std::int64_t resolved = 0;
  std::int64_t closed = 0;
  std::int64_t ended = 0;  // resolved, or closed without having been resolved
};

// By month; the last one counted is remembered, since neighbours in a table are mostly alike.
class Months {
 public:
  Month& operator[](std::int64_t month) {
    if (last_ == nullptr || month != last_month_) {
      last_ = &by_month_[month];
      last_month_ = month;
    }
    return *last_;
  }
  bool empty() const { return by_month_.empty(); }
  std::int64_t first() const { return by_month_.begin()->first; }
  std::int64_t last() const { return by_month_.rbegin()->first; }

 private:
  std::map<std::int64_t, Month> by_month_;
  Month* last_ = nullptr;
  std::int64_t last_month_ = 0;
};

void count(const State& state, const ReportRequest& request, const RowMask& mask,
           const char* column, std::int64_t Month::*counter, Months& months) {
  const ColumnValues values(*find_query_column(Kind::kTicket, column), state, request.context);
  for (Row row = 0; row < mask.size(); ++row) {
    const std::int64_t month = mask[row] != 0 ? values.integer(row) : kNoInteger;
    if (month != kNoInteger) ++(months[month].*counter);
  }
}

void count_ends(const State& state, const ReportRequest& request, const RowMask& mask,
                Months& months) {
  const auto values = [&](const char* column) {
    return ColumnValues(*find_query_column(Kind::kTicket, column), state, request.context);
  };
  const ColumnValues resolved = values("resolved_month"), closed = values("closed_month");
  for (Row row = 0; row < mask.size(); ++row) {
    if (mask[row] == 0) continue;
    const bool is_resolved = resolved.integer(row) != kNoInteger;
    const std::int64_t month = is_resolved ? resolved.integer(row) : closed.integer(row);
    if (month != kNoInteger) ++months[month].ended;
  }
}

std::int64_t month_at(std::int64_t unix_ms, const ReportRequest& request) {
  const std::int64_t local = unix_ms + request.context.utc_offset_minutes * kMinuteMs;
  return month_of_local(std::clamp(local, kFirstDateMs, kLastDateMs));
}

ReportTable run(const State& state, const ReportRequest& request) {
  const RowMask mask = report_rows(state, request, "state != cancelled");
  Months months;
  count(state, request, mask, "opened_month", &Month::opened, months);
  count(state, request, mask, "resolved_month", &Month::resolved, months);
  count(state, request, mask, "closed_month", &Month::closed, months);

  count_ends(state, request, mask, months);

  ReportTable table;
  table.columns = {{"month", "月", "Month"},
                   {"opened", "登録", "Opened"},
                   {"resolved", "解決", "Resolved"},
                   {"closed", "クローズ", "Closed"},
                   {"backlog", "月末の未解決残", "Backlog at the end"}};
  if (months.empty()) return table;
  std::int64_t backlog = 0;
  for (std::int64_t at = months.first(); at <= months.last(); ++at) {
    const Month& month = months[at];
    backlog += month.opened - month.ended;
    if (request.from_ms && at < month_at(*request.from_ms, request)) continue;
    if (request.until_ms && at > month_at(*request.until_ms - 1, request)) continue;
    table.rows.push_back({ReportCell::of_month(at), ReportCell::of_integer(month.opened),
                          ReportCell::of_integer(month.resolved),
                          ReportCell::of_integer(month.closed), ReportCell::of_integer(backlog)});
  }
  return table;
}

constexpr Report kReport = {
    "volume_trend",
    "件数の推移",
    "Volume trend",
    "月ごとの登録、解決、クローズの件数と、月末の未解決残（それまでに登録され、解決もクローズも"
    "されていない件数）。取り消しを除く。再オープンして未解決のものは、前の解決を数えない。"
    "期間は各日時による。",
    "Tickets opened, resolved and closed in each month, and the backlog at its end: opened by "
    "then, "
    "neither resolved nor closed by then. Cancelled tickets are left out; what was reopened counts "
    "as unresolved. The period goes by each time, the backlog counts what came before, too.",
    run,
};

}  // namespace

const Report& volume_trend_report() { return kReport; }

}  // namespace genba
