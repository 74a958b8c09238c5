#include <algorithm>
#include <limits>

#include "core/process/workflow.h"
#include "core/replica/query_dates.h"
#include "core/reports/grouping.h"
#include "core/reports/report.h"

namespace genba {
namespace {

// A long history is cut off to its last steps: so many, and so many counters over all groups.
constexpr std::int64_t kMostSteps = 4000;
constexpr std::int64_t kMostCounters = 200'000;

// Numbers of the steps of instants. Calendar arithmetic costs more than looking up what the day
// gave the last time.
class StepFinder {
 public:
  StepFinder(CalendarStep step, const QueryContext& context)
      : step_(step), context_(context), known_(kSlots) {}

  std::int64_t operator()(std::int64_t at_ms) {
    if (at_ms == kNoInteger) return kNoInteger;
    const std::int64_t day = floor_div(at_ms + context_.utc_offset_minutes * kMinuteMs, kDayMs);
    Known& known = known_[static_cast<std::uint64_t>(day) % kSlots];
    if (known.day != day) known = {day, step_of(at_ms, step_, context_)};
    return known.number;
  }

 private:
  static constexpr std::uint64_t kSlots = 4096;
  struct Known {
    std::int64_t day = kNoInteger;
    std::int64_t number = kNoInteger;
  };
  CalendarStep step_;
  const QueryContext& context_;
  std::vector<Known> known_;
};

// The steps of one ticket's instants; kNoInteger where there is none.
struct TicketSteps {
  std::int64_t opened;
  std::int64_t resolved;
  std::int64_t closed;
  std::int64_t ended() const { return resolved != kNoInteger ? resolved : closed; }
};

std::vector<TicketSteps> steps_of(const State& state, const ReportRequest& request,
                                  std::span<const Row> rows) {
  const Table& tickets = state.table(Kind::kTicket);
  const Column& opened = tickets.column(field::kTicketOpenedAt);
  const Column& resolved = tickets.column(field::kTicketResolvedAt);
  const Column& closed = tickets.column(field::kTicketClosedAt);
  const Column& states = tickets.column(field::kTicketState);
  StepFinder find(request.step, request.context);
  std::vector<TicketSteps> steps;
  steps.reserve(rows.size());
  // A source's times may lie ahead of what it told: of now, and of the state that came last.
  const auto reached = [&](std::int64_t at_ms) {
    return at_ms <= request.context.now_ms ? find(at_ms) : kNoInteger;
  };
  for (const Row row : rows) {
    const auto now = static_cast<TicketState>(states.integer(row));
    const bool is_open = states.integer(row) != kNoInteger && is_open_state(now);
    const bool is_closed = now == TicketState::kClosed;
    steps.push_back({reached(opened.integer(row)),
                     is_open ? kNoInteger : reached(resolved.integer(row)),
                     is_closed ? reached(closed.integer(row)) : kNoInteger});
  }
  return steps;
}

struct Range {
  std::int64_t first = 0;
  std::int64_t last = -1;  // included
  std::size_t size() const { return static_cast<std::size_t>(last - first + 1); }
};

// The steps that the table shows: of the period, as far as anything happened.
Range shown_steps(const std::vector<TicketSteps>& tickets, const ReportRequest& request,
                  std::size_t groups) {
  Range range{std::numeric_limits<std::int64_t>::max(), kNoInteger};
  for (const TicketSteps& each : tickets) {
    for (const std::int64_t step : {each.opened, each.resolved, each.closed}) {
      if (step == kNoInteger) continue;
      range.first = std::min(range.first, step);
      range.last = std::max(range.last, step);
    }
  }
  if (range.last == kNoInteger) return {};
  const auto bound = [&](std::int64_t at_ms) {
    return step_of(clamp_to_dates(at_ms), request.step, request.context);
  };
  if (request.period.from_ms) {
    range.first = std::max(range.first, bound(*request.period.from_ms));
  }
  if (request.period.until_ms) {
    range.last = std::min(range.last, bound(clamp_to_dates(*request.period.until_ms) - 1));
  }
  const std::int64_t most =
      std::min(kMostSteps, kMostCounters / static_cast<std::int64_t>(groups) + 1);
  range.first = std::max(range.first, range.last - most + 1);
  return range.first <= range.last ? range : Range{};
}

struct Counts {
  std::int64_t opened = 0;
  std::int64_t resolved = 0;
  std::int64_t closed = 0;
  std::int64_t backlog = 0;
};

// By group and step.
std::vector<std::vector<Counts>> count(const std::vector<TicketSteps>& tickets,
                                       const Grouping& grouping, const Range& range) {
  std::vector<std::vector<Counts>> groups(grouping.size(), std::vector<Counts>(range.size()));
  for (std::size_t i = 0; i < tickets.size(); ++i) {
    std::vector<Counts>& counts = groups[grouping.group_of[i]];
    const auto raise = [&](std::int64_t step, std::int64_t Counts::*counter) {
      if (step < range.first || step > range.last) return;
      ++(counts[static_cast<std::size_t>(step - range.first)].*counter);
    };
    raise(tickets[i].opened, &Counts::opened);
    raise(tickets[i].resolved, &Counts::resolved);
    raise(tickets[i].closed, &Counts::closed);
    // What came or went before the first step weighs on it.
    const auto weigh = [&](std::int64_t step, std::int64_t weight) {
      if (step == kNoInteger || step > range.last) return;
      counts[static_cast<std::size_t>(std::max(step, range.first) - range.first)].backlog += weight;
    };
    weigh(tickets[i].opened, 1);
    weigh(tickets[i].ended(), -1);
  }
  for (std::vector<Counts>& counts : groups) {
    for (std::size_t at = 1; at < counts.size(); ++at) counts[at].backlog += counts[at - 1].backlog;
  }
  return groups;
}

std::vector<ReportColumn> columns_of(const ReportRequest& request) {
  ReportColumn time{"month", "月", "Month"};
  if (request.step == CalendarStep::kDay) time = {"day", "日", "Day"};
  if (request.step == CalendarStep::kWeek) time = {"week", "週（月曜日）", "Week (Monday)"};
  std::vector<ReportColumn> columns = {
      time,
      {"opened", "登録", "Opened", "その間に登録された件数。", "Tickets opened in it."},
      {"resolved", "解決", "Resolved",
       "その間に解決した件数。再オープンして未解決のものは、前の解決を数えない。",
       "Tickets resolved in it; what was reopened and is open does not count."},
      {"closed", "クローズ", "Closed", "その間にクローズした件数。", "Tickets closed in it."},
      {"backlog", "末日の未解決残", "Backlog at the end",
       "末日までに登録され、末日までに解決もクローズもされていない件数。",
       "Tickets opened by its end and neither resolved nor closed by then."}};
  columns.front().is_key = true;
  for (std::size_t at = 1; at < columns.size(); ++at) columns[at].compared = true;
  if (request.group_by != nullptr) {
    columns.insert(columns.begin() + 1, report_column(*request.group_by));
    columns[1].is_key = true;
  }
  return columns;
}

ReportCell time_cell(std::int64_t number, const ReportRequest& request) {
  if (request.step == CalendarStep::kMonth) return ReportCell::of_month(number + 1970 * 12);
  ReportCell cell = ReportCell::of_text(step_text(number, request.step));
  const Result<DayNumber> day = parse_date(cell.text);
  return day ? ReportCell::of_date(*day) : cell;
}

std::string step_filter(std::int64_t number, const ReportRequest& request) {
  const Period step{step_start_ms(number, request.step, request.context),
                    step_start_ms(number + 1, request.step, request.context)};
  return both_filters(kCountedTickets, period_filter("opened_at", step, request.context));
}

ReportTable run(const State& state, const ReportRequest& request) {
  const std::vector<Row> rows = rows_of(report_rows(state, request, kCountedTickets));
  std::vector<const QueryColumn*> fields;
  if (request.group_by != nullptr) fields.push_back(request.group_by.get());
  const Grouping grouping = group_rows(state, fields, rows, request.context);
  const std::vector<TicketSteps> steps = steps_of(state, request, rows);
  const Range range = shown_steps(steps, request, std::max<std::size_t>(grouping.size(), 1));
  ReportTable table;
  table.columns = columns_of(request);
  if (range.size() == 0) return table;
  const std::vector<std::vector<Counts>> groups = count(steps, grouping, range);
  for (std::int64_t number = range.first; number <= range.last; ++number) {
    const std::string of_step = step_filter(number, request);
    for (std::size_t group = 0; group < groups.size(); ++group) {
      const Counts& counts = groups[group][static_cast<std::size_t>(number - range.first)];
      std::vector<ReportCell>& cells = table.rows.emplace_back();
      cells.push_back(time_cell(number, request));
      if (!fields.empty()) cells.push_back(grouping.keys[group].front());
      for (const std::int64_t each :
           {counts.opened, counts.resolved, counts.closed, counts.backlog}) {
        cells.push_back(ReportCell::of_integer(each));
      }
      table.filters.push_back(
          fields.empty() ? of_step
                         : both_filters(of_step, filter_of_value(*request.group_by, cells[1])));
    }
  }
  return table;
}

constexpr Report kReport = {
    "volume_trend",
    "件数の推移",
    "Volume trend",
    "月（または週、日）ごとの登録、解決、クローズの件数と、末日の未解決残（それまでに登録され、解決"
    "も"
    "クローズもされていない件数）。取り消しと統合されたチケットを除く。再オープンして未解決のものは"
    "、前"
    "の解決を数えない。期間は各日時によるが、未解決残はそれ以前のものも数える。長い期間は最後の4,"
    "000区切りまでを示す。",
    "Tickets opened, resolved and closed in each month (or week or day), and the backlog at its "
    "end: opened by then, neither resolved nor closed by then. Cancelled and merged tickets are "
    "left out; what was reopened counts as unresolved. The period goes by each time; the backlog "
    "counts what came before, too. Of a long history the last 4,000 steps are shown.",
    run,
    {.groups = true, .steps = true, .compares = true, .by_order = true},
};

}  // namespace

const Report& volume_trend_report() { return kReport; }

}  // namespace genba
