#include <algorithm>

#include "core/process/civil_time.h"
#include "core/replica/ticket_links.h"
#include "core/reports/clusters.h"
#include "core/reports/report.h"
#include "core/reports/statistics.h"

namespace genba {
namespace {

constexpr Choice kBy[] = {
    {1, "cause", "カテゴリーと構成アイテム", "Category and CI"},
    {2, "title", "似た件名", "Alike in title"},
};
// Tickets named in a filter; a greater cluster is told by its fields alone.
constexpr std::size_t kMostNamed = 200;

struct Summary {
  const IncidentCluster* cluster = nullptr;
  std::int64_t first_ms = 0;
  std::int64_t last_ms = 0;
};

std::vector<ReportColumn> columns_of() {
  return {
      {"by", "まとめ方", "By"},
      {"category", "カテゴリー", "Category"},
      {"configuration_item", "構成アイテム", "Configuration item"},
      {"title", "最新の件名", "Latest title"},
      {"count", "件数", "Count", "まとまりのインシデントの件数。", "Incidents of the cluster."},
      {"open", "未解決", "Open", "うち未解決の件数。", "Of them open."},
      {"first", "最初", "First", "最初のものの登録日時。", "When the first was opened."},
      {"last", "最後", "Last", "最後のものの登録日時。", "When the last was opened."},
      {"mean_gap_days", "平均間隔（日）", "Mean gap in days",
       "次のものが登録されるまでの日数の平均。", "Mean of the days until the next was opened."},
      {"elapsed_minutes", "解決時間の合計（業務時間の分）", "Business minutes in all",
       "まとまり全体の、登録から解決までの業務時間（一時停止を除く）の合計。記録のないものを除く。",
       "Sum over the cluster of the business minutes, without pauses, from opened to resolved; "
       "those that were not timed are left out."},
      {"problem", "問題", "Problem"}};
}

// The problem that one of them is linked to, the latest first.
ReportCell problem_of(const State& state, const IncidentCluster& cluster,
                      const std::vector<Handle>& problems) {
  const Column& named = state.table(Kind::kTicket).column(field::kTicketProblemNumber);
  for (auto row = cluster.rows.rbegin(); row != cluster.rows.rend(); ++row) {
    if (problems[*row] != kNoHandle) return ReportCell::of_reference(state, problems[*row]);
    if (!named.text(*row).empty()) return ReportCell::of_text(std::string(named.text(*row)));
  }
  return {};
}

// By row of the ticket table.
std::vector<Handle> linked_problems(const State& state) {
  const Table& tickets = state.table(Kind::kTicket);
  std::vector<Handle> problems(tickets.size(), kNoHandle);
  for (const auto& [incident, problem] : links_of(state, LinkType::kHasProblem)) {
    problems[incident] = tickets.handle(problem);
  }
  return problems;
}

std::string filter_of(const State& state, const ReportRequest& request, const Summary& summary) {
  const Table& tickets = state.table(Kind::kTicket);
  if (summary.cluster->rows.size() <= kMostNamed) {
    std::string numbers;
    for (const Row row : summary.cluster->rows) {
      const std::int64_t number = tickets.column(field::kTicketNumber).integer(row);
      if (number == kNoInteger) return {};
      numbers.append(numbers.empty() ? "" : ", ").append(std::to_string(number));
    }
    return "number in (" + numbers + ")";
  }
  if (summary.cluster->by == IncidentCluster::By::kTitle) return {};
  const Period span{summary.first_ms, summary.last_ms + 1};
  std::string filter = "type = incident and " + std::string(kCountedTickets);
  for (const char* name : {"category", "configuration_item"}) {
    const QueryColumn& column = *find_query_column(Kind::kTicket, name);
    const ColumnValues values(column, state, request.context);
    filter = both_filters(
        filter, filter_of_value(column, report_cell(state, values, summary.cluster->rows.back(),
                                                    request.context)));
  }
  return both_filters(filter, period_filter("opened_at", span, request.context));
}

std::vector<Summary> in_order(const State& state, const std::vector<IncidentCluster>& clusters) {
  const Column& opened = state.table(Kind::kTicket).column(field::kTicketOpenedAt);
  const Column& number = state.table(Kind::kTicket).column(field::kTicketNumber);
  std::vector<Summary> order;
  for (const IncidentCluster& each : clusters) {
    order.push_back({&each, opened.integer(each.rows.front()), opened.integer(each.rows.back())});
  }
  std::sort(order.begin(), order.end(), [&](const Summary& a, const Summary& b) {
    if (a.cluster->rows.size() != b.cluster->rows.size()) {
      return a.cluster->rows.size() > b.cluster->rows.size();
    }
    if (a.last_ms != b.last_ms) return a.last_ms > b.last_ms;
    if (a.cluster->by != b.cluster->by) return a.cluster->by < b.cluster->by;
    return number.integer(a.cluster->rows.front()) < number.integer(b.cluster->rows.front());
  });
  return order;
}

// What a row tells of its incidents taken together.
std::vector<ReportCell> figures_of(const Summary& summary, const ColumnValues& is_open,
                                   const ColumnValues& minutes, const QueryContext& context) {
  const std::vector<Row>& rows = summary.cluster->rows;
  std::int64_t open = 0;
  ExactSum worked;
  for (const Row row : rows) {
    open += is_open.integer(row) == static_cast<std::int64_t>(Boolean::kYes);
    if (minutes.integer(row) != kNoInteger) worked.add(minutes.integer(row));
  }
  const double gaps = static_cast<double>(rows.size() - 1) * static_cast<double>(kDayMs);
  return {ReportCell::of_integer(static_cast<std::int64_t>(rows.size())),
          ReportCell::of_integer(open),
          ReportCell::of_instant(summary.first_ms, context),
          ReportCell::of_instant(summary.last_ms, context),
          ReportCell::of_real(static_cast<double>(summary.last_ms - summary.first_ms) / gaps),
          sum_cell(worked, 1)};
}

ReportTable run(const State& state, const ReportRequest& request) {
  RowMask mask = report_rows(state, request, "type = incident");
  narrow_to_period(state, request, field::kTicketOpenedAt, mask);
  const std::vector<IncidentCluster> clusters = find_clusters(state, mask);
  std::vector<Summary> order = in_order(state, clusters);
  ReportTable table;
  table.columns = columns_of();
  if (request.limit != 0 && request.limit < order.size()) {
    table.total = order.size();
    order.resize(request.limit);
  }
  const auto values = [&](const char* name) {
    return ColumnValues(*find_query_column(Kind::kTicket, name), state, request.context);
  };
  const ColumnValues category = values("category"), item = values("configuration_item"),
                     title = values("title"), is_open = values("is_open"),
                     minutes = values("elapsed_minutes");
  const std::vector<Handle> problems = linked_problems(state);
  for (const Summary& summary : order) {
    const bool by_cause = summary.cluster->by == IncidentCluster::By::kCause;
    const Row latest = summary.cluster->rows.back();
    std::vector<ReportCell>& cells = table.rows.emplace_back();
    cells = {ReportCell::of_choice(kBy[by_cause ? 0 : 1]),
             report_cell(state, category, latest, request.context),
             by_cause ? report_cell(state, item, latest, request.context) : ReportCell(),
             report_cell(state, title, latest, request.context)};
    for (ReportCell& each : figures_of(summary, is_open, minutes, request.context)) {
      cells.push_back(std::move(each));
    }
    cells.push_back(problem_of(state, *summary.cluster, problems));
    table.filters.push_back(filter_of(state, request, summary));
  }
  return table;
}

constexpr Report kReport = {
    "recurrence",
    "再発インシデント",
    "Recurrence",
    "繰り返し起きているインシデントのまとまり。同じカテゴリーと構成アイテムのもの、または件名が（数"
    "字、"
    "記号、空白、大文字小文字、全角半角の違いを除いて）同じもので、前後の間隔が30日以内の2件以上。"
    "件数の"
    "多い順。取り消しと統合されたチケットを除く。期間は登録日時による。再発率はKPI一覧にある。",
    "Clusters of incidents that come again: two or more of one category and configuration item, or "
    "with the same title but for digits, punctuation, spaces, letter case and width, no more than "
    "30 days apart; the largest first. Cancelled and merged tickets are left out. The period goes "
    "by the time opened. The recurrence rate is among the KPIs.",
    run,
};

}  // namespace

const Report& recurrence_report() { return kReport; }

}  // namespace genba
