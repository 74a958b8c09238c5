#include "core/reports/grouping.h"
#include "core/reports/number_text.h"
#include "core/reports/report.h"

namespace genba {
namespace {

// What stands across: the values of a field, each with its heading, in order.
struct Across {
  const QueryColumn* column = nullptr;
  std::vector<ReportCell> values;
  std::vector<std::uint32_t> value_of;  // by row of the ticket table
};

// Every priority, also those without a ticket; of another field the values that there are.
Across across(const State& state, const ReportRequest& request, const RowMask& mask) {
  Across made;
  made.value_of.assign(mask.size(), 0);
  if (request.group_by != nullptr) {
    made.column = request.group_by.get();
    const std::vector<Row> rows = rows_of(mask);
    const Grouping grouping = group_rows(state, *made.column, rows, request.context);
    for (std::size_t i = 0; i < rows.size(); ++i) made.value_of[rows[i]] = grouping.group_of[i];
    for (const std::vector<ReportCell>& key : grouping.keys) made.values.push_back(key.front());
    return made;
  }
  made.column = find_query_column(Kind::kTicket, "priority");
  const Column& priority = state.table(Kind::kTicket).column(field::kTicketPriority);
  for (const Choice& each : made.column->choices) {
    for (Row row = 0; row < mask.size(); ++row) {
      if (priority.integer(row) != each.number) continue;
      made.value_of[row] = static_cast<std::uint32_t>(made.values.size() + 1);
    }
    made.values.push_back(ReportCell::of_choice(each));
  }
  // Tickets without a priority count in the total alone.
  for (std::uint32_t& value : made.value_of) value = value == 0 ? kNoRow : value - 1;
  return made;
}

ReportColumn heading(const QueryColumn& column, const ReportCell& value) {
  ReportColumn made{value.text, value.text, value.text};
  if (value.is_empty()) made = {"?", "（なし）", "(none)"};
  if (value.is_number()) {
    made.key = made.label_ja = made.label_en = value.shape == ReportCell::Shape::kInteger
                                                   ? std::to_string(value.integer)
                                                   : number_text(value.real);
  }
  if (value.choice != nullptr) {
    made.label_ja = value.choice->label_ja;
    made.label_en = value.choice->label_en;
  }
  made.definition_ja = std::string(column.label_ja) + "がこの値の件数。";
  made.definition_en = std::string("Those with this ") + column.label_en + '.';
  made.filter = filter_of_value(column, value);
  return made;
}

ReportTable run(const State& state, const ReportRequest& request) {
  RowMask mask = report_rows(state, request, "open and merged_into = ?");
  narrow_to_period(state, request, field::kTicketOpenedAt, mask);
  const QueryColumn& bucket = *find_query_column(Kind::kTicket, "age_bucket");
  const ColumnValues buckets(bucket, state, request.context);
  const Across columns = across(state, request, mask);

  ReportTable table;
  table.columns = {report_column(bucket),
                   {"count", "件数", "Count", "この区分の件数。", "Tickets of this bucket."}};
  table.columns[0].is_key = true;
  for (const ReportCell& value : columns.values) {
    table.columns.push_back(heading(*columns.column, value));
  }
  // Every bucket is there, also the empty ones: their absence is what people look for.
  std::vector<std::int64_t> totals(bucket.choices.size(), 0);
  std::vector<std::vector<std::int64_t>> counts(
      bucket.choices.size(), std::vector<std::int64_t>(columns.values.size(), 0));
  for (Row row = 0; row < mask.size(); ++row) {
    if (mask[row] == 0 || buckets.integer(row) == kNoInteger) continue;
    const auto age = static_cast<std::size_t>(buckets.integer(row) - 1);
    ++totals[age];
    if (columns.value_of[row] < columns.values.size()) ++counts[age][columns.value_of[row]];
  }
  const std::string open = both_filters(
      "open and merged_into = ?", period_filter("opened_at", request.period, request.context));
  for (std::size_t age = 0; age < totals.size(); ++age) {
    const ReportCell name = ReportCell::of_choice(bucket.choices[age]);
    std::vector<ReportCell>& cells = table.rows.emplace_back();
    cells = {name, ReportCell::of_integer(totals[age])};
    for (const std::int64_t count : counts[age]) cells.push_back(ReportCell::of_integer(count));
    table.filters.push_back(both_filters(open, filter_of_value(bucket, name)));
  }
  return table;
}

constexpr Report kReport = {
    "backlog_age",
    "未解決残の経過日数",
    "Backlog age",
    "未解決のチケットを、登録から現在までの日数（24時間を1日とし、端数切り捨て）の区分と優先度（ま"
    "たは"
    "指定した項目）で数える。統合されたチケットを除く。期間は登録日時による。",
    "Open tickets by age, the whole days of 24 hours from opened to now, and by priority (or "
    "another field). Merged tickets are left out. The period goes by the time opened.",
    run,
    {.groups = true},
};

}  // namespace

const Report& backlog_age_report() { return kReport; }

}  // namespace genba
