#include "core/reports/kpi.h"
#include "core/reports/security_tickets.h"

namespace genba {
namespace {

constexpr Kpi tally(const Choice& name, const char* among, const char* period,
                    const char* definition_ja, const char* definition_en) {
  return {name, KpiType::kCount, KpiUnit::kTickets, among, nullptr, period,
          "",   definition_ja,   definition_en};
}

// What is not a KPI of its own; numbered on from where the KPIs end.
constexpr Kpi kTallies[] = {
    tally({101, "opened", "登録", "Opened"}, "opened_at != ?", "opened_at",
          "月内に登録されたチケットの件数。", "Tickets opened in the month."),
    tally({102, "resolved", "解決", "Resolved"}, kResolvedTickets, "resolved_at",
          "月内に解決したチケットの件数。", "Tickets resolved in the month."),
    tally({103, "major_incidents", "重大インシデント", "Major incidents"},
          "type = incident and major_incident", "opened_at",
          "月内に登録された重大インシデントの件数。", "Major incidents opened in the month."),
    tally({104, "p1_incidents", "P1インシデント", "P1 incidents"},
          "type = incident and priority = P1", "opened_at",
          "月内に登録された優先度P1のインシデントの件数。",
          "Incidents of priority P1 opened in the month."),
    {{105, "estimated_loss", "推定損害額", "Estimated loss"},
     KpiType::kSum,
     KpiUnit::kYen,
     "estimated_loss != ?",
     "estimated_loss",
     "opened_at",
     "",
     "月内に登録されたチケットに記入された推定損害額（円）の合計。nは記入のあるチケットの件数で、記"
     "入の"
     "ないものは含まない。",
     "Sum of the loss in yen written on tickets opened in the month; n is the tickets that have "
     "one, others add nothing."},
};
constexpr Choice kBacklog = {106, "backlog", "月末の未解決残", "Backlog at the end"};
constexpr Choice kSecurity = {107, "security_incidents", "セキュリティインシデント",
                              "Security incidents"};

const Kpi& figure_of(std::string_view code) {
  for (const Kpi& each : kTallies) {
    if (code == each.name.code) return each;
  }
  return *find_kpi(code);
}

struct Value {
  std::int64_t n = 0;
  ReportCell cell;
};

// Opened before the end of the month, and neither resolved nor closed by then.
Value backlog_at(const State& state, const ReportRequest& request, std::int64_t end_ms) {
  const RowMask mask = report_rows(state, request, kCountedTickets);
  const RowMask open = report_rows(state, request, "open");
  const Table& tickets = state.table(Kind::kTicket);
  const Column& opened = tickets.column(field::kTicketOpenedAt);
  const Column& resolved = tickets.column(field::kTicketResolvedAt);
  const Column& closed = tickets.column(field::kTicketClosedAt);
  Value value;
  for (Row row = 0; row < mask.size(); ++row) {
    if (mask[row] == 0 || opened.integer(row) == kNoInteger || opened.integer(row) >= end_ms) {
      continue;
    }
    const std::int64_t over =
        resolved.integer(row) != kNoInteger ? resolved.integer(row) : closed.integer(row);
    value.n += open[row] != 0 || over == kNoInteger || over >= end_ms;
  }
  value.cell = ReportCell::of_integer(value.n);
  return value;
}

Value security_in(const State& state, const ReportRequest& request, const Period& month) {
  RowMask mask = report_rows(state, request, kCountedTickets);
  const RowMask security = security_tickets(state);
  const Column& opened = state.table(Kind::kTicket).column(field::kTicketOpenedAt);
  Value value;
  for (Row row = 0; row < mask.size(); ++row) {
    const std::int64_t at_ms = opened.integer(row);
    value.n += mask[row] != 0 && security[row] != 0 && at_ms != kNoInteger && month.contains(at_ms);
  }
  value.cell = ReportCell::of_integer(value.n);
  return value;
}

// The month that holds the end of the period; without one, the last that is over.
std::int64_t month_of(const ReportRequest& request) {
  const auto month = [&](std::int64_t at_ms) {
    return step_of(clamp_to_dates(at_ms), CalendarStep::kMonth, request.context);
  };
  if (request.period.until_ms) return month(clamp_to_dates(*request.period.until_ms) - 1);
  if (request.period.from_ms) return month(*request.period.from_ms);
  return month(request.context.now_ms) - 1;
}

Period span_of_month(std::int64_t number, const ReportRequest& request) {
  return {step_start_ms(number, CalendarStep::kMonth, request.context),
          step_start_ms(number + 1, CalendarStep::kMonth, request.context)};
}

ReportCell change_of(const ReportCell& now, const ReportCell& before) {
  if (!now.is_number() || !before.is_number()) return {};
  if (now.shape == ReportCell::Shape::kInteger && before.shape == ReportCell::Shape::kInteger) {
    return ReportCell::of_integer(now.integer - before.integer);
  }
  const auto real = [](const ReportCell& cell) {
    return cell.shape == ReportCell::Shape::kReal ? cell.real : static_cast<double>(cell.integer);
  };
  return ReportCell::of_real(real(now) - real(before));
}

std::vector<ReportColumn> columns_of(const std::string& month, const std::string& before) {
  return {{"figure", "指標", "Figure"},
          {"unit", "単位", "Unit"},
          {"month", "対象月", "Month"},
          {"value", month, month, "対象の月の値。", "The figure of the month."},
          {"before", before, before, "前の月の値。", "The figure of the month before."},
          {"change", "増減", "Change", "対象の月の値から前の月の値を引いたもの。",
           "The figure of the month minus that of the month before."},
          {"n", "n", "n", "対象の月に数えたチケットの件数。割合の分母。",
           "Tickets counted for the month; of a share the denominator."}};
}

class Page {
 public:
  Page(const State& state, const ReportRequest& request)
      : state_(state),
        request_(request),
        population_(state, request),
        number_(month_of(request)),
        month_(span_of_month(number_, request)),
        before_(span_of_month(number_ - 1, request)) {
    table_.columns = columns_of(step_text(number_, CalendarStep::kMonth),
                                step_text(number_ - 1, CalendarStep::kMonth));
  }

  void figure(std::string_view code) {
    const Kpi& kpi = figure_of(code);
    if (!population_.knows(kpi)) return;
    const KpiFigures now = population_.measure(kpi, month_).front();
    const KpiFigures then = population_.measure(kpi, before_).front();
    add(kpi.name, kpi.unit, {now.n, now.value}, then.value, {kpi.definition_ja, kpi.definition_en},
        population_.filter_of(kpi, month_, 0));
  }
  void backlog() {
    const std::int64_t end_ms = *month_.until_ms;
    const std::string end = instant_text(end_ms, request_.context.utc_offset_minutes);
    add(kBacklog, KpiUnit::kTickets, backlog_at(state_, request_, end_ms),
        backlog_at(state_, request_, *before_.until_ms).cell,
        {"月末までに登録され、月末までに解決もクローズもされていないチケットの件数。",
         "Tickets opened by the end of the month and neither resolved nor closed by then."},
        std::string(kCountedTickets) + " and opened_at < " + end + " and (open or resolved_at >= " +
            end + " or resolved_at = ? and (closed_at >= " + end + " or closed_at = ?))");
  }
  void security() {
    add(kSecurity, KpiUnit::kTickets, security_in(state_, request_, month_),
        security_in(state_, request_, before_).cell,
        {"月内に登録されたセキュリティインシデントの件数（セキュリティインシデント管理簿のもの）。",
         "Security incidents opened in the month, as in the security register."},
        {});
  }
  ReportTable take() { return std::move(table_); }

 private:
  void add(const Choice& name, KpiUnit unit, const Value& now, const ReportCell& before,
           RowDefinition definition, std::string filter) {
    table_.rows.push_back({ReportCell::of_choice(name), unit_cell(unit),
                           ReportCell::of_month(number_ + 1970 * 12), now.cell, before,
                           change_of(now.cell, before), ReportCell::of_integer(now.n)});
    table_.definitions.push_back(definition);
    table_.filters.push_back(std::move(filter));
  }

  const State& state_;
  const ReportRequest& request_;
  KpiPopulation population_;
  std::int64_t number_;
  Period month_, before_;
  ReportTable table_;
};

ReportTable run(const State& state, const ReportRequest& request) {
  Page page(state, request);
  for (const char* code : {"opened", "resolved"}) page.figure(code);
  page.backlog();
  for (const char* code : {"major_incidents", "p1_incidents"}) page.figure(code);
  page.security();
  for (const char* code : {"estimated_loss", "sla_response", "sla_resolution", "mtta", "mttr",
                           "first_contact_resolution", "reopen_rate", "recurrence_rate",
                           "escalation_rate", "self_service_rate", "csat"}) {
    page.figure(code);
  }
  return page.take();
}

constexpr Report kReport = {
    "executive_monthly",
    "経営者向け月次報告",
    "Executive monthly",
    "1か月の指標と、前の月の値、その増減。対象は期間の終わりを含む月で、期間の指定がなければ終わっ"
    "た最後"
    "の月。取り消しと統合されたチケットを除く。それぞれの指標の意味と、期間をどの日時でみるかは指標"
    "ごと"
    "に示す。推定損害額はチケットに記入された額の合計で、記入のないものは含まない。",
    "The figures of one month, those of the month before and the change. The month is the one that "
    "holds the end of the period; without a period the last one that is over. Cancelled and merged "
    "tickets are left out. What each figure means and which time it goes by is said with it. The "
    "estimated loss is the sum of what is written on tickets; those without one add nothing.",
    run,
};

}  // namespace

const Report& executive_monthly_report() { return kReport; }

}  // namespace genba
