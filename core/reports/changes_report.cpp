#include <algorithm>
#include <unordered_map>

#include "core/replica/ticket_label.h"
#include "core/replica/ticket_links.h"
#include "core/reports/report.h"
#include "core/reports/statistics.h"

namespace genba {
namespace {

constexpr const char* kTicketColumns[] = {"number",        "title",      "change_kind",
                                          "risk",          "state",      "assignment_group",
                                          "planned_start", "resolved_at"};

// A change and the incidents that it caused. One that incidents name, but that is no ticket here,
// has a name only.
struct Caused {
  Row change = kNoRow;
  std::string name;
  std::vector<Row> incidents;
};

// Changes by everything that they may be called in writing.
std::unordered_map<std::string, Row> names_of(const State& state, const RowMask& changes) {
  const Table& tickets = state.table(Kind::kTicket);
  std::unordered_map<std::string, Row> names;
  for (Row row = 0; row < changes.size(); ++row) {
    if (changes[row] == 0) continue;
    names.emplace(ticket_label(state, state.id(Kind::kTicket, row)), row);
    names.emplace(tickets.column(field::kTicketOfflineLabel).text(row), row);
    const std::string_view source = tickets.column(field::kTicketSource).text(row);
    names.emplace(source.substr(source.find(':') + 1), row);
  }
  names.erase(std::string());
  return names;
}

std::vector<Caused> collect(const State& state, const RowMask& changes, const RowMask& shown,
                            const RowMask& incidents) {
  std::vector<Caused> found;
  std::unordered_map<Row, std::size_t> at;
  for (Row row = 0; row < shown.size(); ++row) {
    if (shown[row] == 0) continue;
    at.emplace(row, found.size());
    found.push_back({row, {}, {}});
  }
  const auto add = [&](Row change, Row incident) {
    const auto known = at.find(change);
    if (known == at.end()) return;
    std::vector<Row>& caused = found[known->second].incidents;
    if (std::find(caused.begin(), caused.end(), incident) == caused.end()) {
      caused.push_back(incident);
    }
  };
  for (const auto& [incident, change] : links_of(state, LinkType::kCausedBy)) {
    if (incidents[incident] != 0) add(change, incident);
  }
  const Column& written = state.table(Kind::kTicket).column(field::kTicketCausedBy);
  const std::unordered_map<std::string, Row> names = names_of(state, changes);
  std::unordered_map<std::string, std::size_t> strangers;
  for (Row row = 0; row < incidents.size(); ++row) {
    if (incidents[row] == 0 || written.text(row).empty()) continue;
    const std::string name(written.text(row));
    if (const auto change = names.find(name); change != names.end()) {
      add(change->second, row);
      continue;
    }
    const auto [stranger, is_new] = strangers.emplace(name, found.size());
    if (is_new) found.push_back({kNoRow, name, {}});
    found[stranger->second].incidents.push_back(row);
  }
  return found;
}

std::vector<ReportColumn> columns_of() {
  std::vector<ReportColumn> columns;
  for (const char* name : kTicketColumns) {
    columns.push_back(report_column(*find_query_column(Kind::kTicket, name)));
  }
  columns.push_back({"incidents", "起こしたインシデント", "Incidents caused",
                     "この変更が原因と記録されたインシデントの件数。",
                     "Incidents recorded as caused by the change."});
  columns.push_back({"incident_numbers", "インシデント番号", "Incident numbers"});
  columns.push_back({"elapsed_minutes", "その解決時間の合計（業務時間の分）",
                     "Business minutes to resolve them",
                     "それらの、登録から解決までの業務時間（一時停止を除く）の合計。",
                     "Sum of their business minutes, without pauses, from opened to resolved."});
  columns.push_back({"estimated_loss", "推定損害額の合計（円）", "Estimated loss (JPY)",
                     "それらに記入された推定損害額の合計。", "Sum of the loss written on them."});
  return columns;
}

std::vector<ReportCell> figures_of(const State& state, const std::vector<Row>& incidents) {
  const Table& tickets = state.table(Kind::kTicket);
  std::string numbers;
  ExactSum minutes, loss;
  for (const Row row : incidents) {
    numbers.append(numbers.empty() ? "" : ", ");
    numbers += ticket_label(state, state.id(Kind::kTicket, row));
    const std::int64_t worked = tickets.column(field::kTicketElapsedMinutes).integer(row);
    const std::int64_t yen = tickets.column(field::kTicketEstimatedLoss).integer(row);
    if (worked != kNoInteger) minutes.add(worked);
    if (yen != kNoInteger) loss.add(yen);
  }
  return {ReportCell::of_integer(static_cast<std::int64_t>(incidents.size())),
          numbers.empty() ? ReportCell() : ReportCell::of_text(numbers), sum_cell(minutes, 1),
          sum_cell(loss, 1)};
}

ReportTable run(const State& state, const ReportRequest& request) {
  const Table& tickets = state.table(Kind::kTicket);
  const RowMask changes =
      report_rows(state, request, both_filters("type = change", kCountedTickets));
  RowMask shown = changes;
  RowMask incidents =
      report_rows(state, {request.context}, both_filters("type = incident", kCountedTickets));
  const Column& opened = tickets.column(field::kTicketOpenedAt);
  const Column& planned = tickets.column(field::kTicketPlannedStart);
  for (Row row = 0; row < shown.size(); ++row) {
    const std::int64_t at_ms =
        planned.integer(row) != kNoInteger ? planned.integer(row) : opened.integer(row);
    shown[row] &=
        request.period.is_all() || (at_ms != kNoInteger && request.period.contains(at_ms));
  }
  std::vector<Caused> found = collect(state, changes, shown, incidents);
  // What is no ticket here has no time of its own, nor anything that a filter could ask for.
  if (!request.period.is_all() || !request.filter.is_everything()) {
    std::erase_if(found, [](const Caused& each) { return each.change == kNoRow; });
  }
  const Column& number = tickets.column(field::kTicketNumber);
  std::stable_sort(found.begin(), found.end(), [&](const Caused& a, const Caused& b) {
    if (a.incidents.size() != b.incidents.size()) return a.incidents.size() > b.incidents.size();
    if ((a.change == kNoRow) != (b.change == kNoRow)) return b.change == kNoRow;
    if (a.change == kNoRow) return a.name < b.name;
    return number.integer(a.change) < number.integer(b.change);
  });
  ReportTable table;
  table.columns = columns_of();
  if (request.limit != 0 && request.limit < found.size()) {
    table.total = found.size();
    found.resize(request.limit);
  }
  std::vector<ColumnValues> values;
  values.reserve(std::size(kTicketColumns));
  for (const char* name : kTicketColumns) {
    values.emplace_back(*find_query_column(Kind::kTicket, name), state, request.context);
  }
  for (const Caused& each : found) {
    std::vector<ReportCell>& cells = table.rows.emplace_back();
    for (const ColumnValues& column : values) {
      cells.push_back(each.change == kNoRow
                          ? ReportCell()
                          : report_cell(state, column, each.change, request.context));
    }
    if (each.change == kNoRow) cells.front() = ReportCell::of_text(each.name);
    for (ReportCell& figure : figures_of(state, each.incidents)) cells.push_back(std::move(figure));
    table.tickets.push_back(each.change == kNoRow ? EntityId()
                                                  : state.id(Kind::kTicket, each.change));
  }
  return table;
}

constexpr Report kReport = {
    "changes",
    "変更とそれが起こしたインシデント",
    "Changes and the incidents they caused",
    "変更と、それが原因と記録されたインシデント（原因となった変更へのリンク、または番号の記入）の件"
    "数、"
    "番号、解決時間と推定損害額の合計。インシデントの多い順。取り消しと統合されたチケットを除く。期"
    "間は"
    "変更の開始予定日時（なければ登録日時）による。ほかのシステムの変更は番号だけを示し、期間や絞り"
    "込み"
    "を指定したときは省く。",
    "Changes with the incidents recorded as caused by them, by a link or by the number written on "
    "the incident: count, numbers, business minutes to resolve them and estimated loss; those with "
    "the most incidents first. Cancelled and merged tickets are left out. The period goes by the "
    "planned start of the change, or the time opened. A change of another system is known by its "
    "number alone and left out when a period or filter is given.",
    run,
};

}  // namespace

const Report& changes_report() { return kReport; }

}  // namespace genba
