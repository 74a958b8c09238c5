// What a list, a search and a report cost over synthetic tickets. Prints one JSON line a figure
// (README.md): milliseconds, median, 95th percentile and best of the samples, and processor time.
//
//   core_bench [TICKETS] [ROUNDS]     (100000, 15)
//
// The same source is built natively and as WebAssembly.
#include <cstdio>
#include <cstdlib>

#include "core/replica/search.h"
#include "core/reports/pivot.h"
#include "core/reports/report.h"
#include "tests/bench/figure.h"
#include "tests/bench/synthetic_tickets.h"

namespace genba::bench {
namespace {

const QueryContext kContext{.now_ms = kSyntheticNowMs, .utc_offset_minutes = 540, .me = {}};

void measure_lists(const Measurement& measure, const State& state) {
  struct List {
    const char* name;
    const char* filter;
    const char* sort;
    std::size_t limit;
  };
  constexpr List kLists[] = {
      {"list.open_by_due_first50", "open", "resolution_due", 50},
      {"list.open_by_priority_all", "open", "priority,opened_at", 0},
      {"list.everything_by_updated_all", "", "-updated_at", 0},
      {"list.everything_by_priority_all", "", "priority,-opened_at", 0},
      {"list.everything_by_assignee_first50", "", "assigned_to,-opened_at", 50},
      {"list.everything_by_requester_all", "", "requester", 0},
      {"list.everything_by_title_first50", "", "title", 50},
      {"list.six_conditions_all",
       "state in (closed, resolved) and priority in (P1, P2) and assignment_group = Network and "
       "opened_at >= 2025-01-01 and not (assigned_to = ?) and resolution_clock = breached",
       "-opened_at", 0},
      {"list.title_contains_within_group", "assignment_group = Network and title ~ vpn",
       "-opened_at", 50},
      {"list.title_contains_everywhere", "title ~ vpn", "-opened_at", 50},
  };
  for (const List& list : kLists) {
    measure(list.name, [&] {
      Query query;
      query.filter = *Filter::parse(Kind::kTicket, list.filter);
      query.sort = *parse_sort_keys(Kind::kTicket, list.sort);
      query.limit = list.limit;
      return run_query(state, query, kContext).total;
    });
  }
}

void measure_searches(const Measurement& measure, const State& state) {
  RecordSearch search(Kind::kTicket);
  const Clock::time_point start = Clock::now();
  const double build_start = cpu_ms();
  search.update(state);
  measure.print("search.index_build", {since_ms(start)}, cpu_ms() - build_start,
                search.memory_bytes());
  constexpr const char* kJapanese[] = {"印刷", "接続",   "共有",   "障害", "権限",
                                       "倉庫", "再起動", "メール", "大阪", "出荷"};
  constexpr const char* kEnglish[] = {"printer", "vpn",        "password", "timeout", "outlook",
                                      "refuses", "permission", "login",    "nagoya",  "reboot"};
  const auto run = [&](const char* name, const char* const(&terms)[10]) {
    std::vector<double> samples;
    std::size_t hits = 0;
    const double cpu_start = cpu_ms();
    for (int round = 0; round < measure.rounds; ++round) {
      for (const char* term : terms) {
        const Clock::time_point begin = Clock::now();
        const RowMask mask = search.find(state, term);
        Query query;
        query.within = &mask;
        query.sort = *parse_sort_keys(Kind::kTicket, "-updated_at");
        query.limit = 50;
        hits += run_query(state, query, kContext).total;
        samples.push_back(since_ms(begin));
      }
    }
    measure.print(name, samples, cpu_ms() - cpu_start,
                  hits / static_cast<std::size_t>(measure.rounds));
  };
  run("search.ja_count_and_first50", kJapanese);
  run("search.en_count_and_first50", kEnglish);
}

// The dearest measures by each column that a report may have, free text and instants included.
void measure_every_dimension(const Measurement& measure, const State& state) {
  for (const QueryColumn& column : query_columns(Kind::kTicket)) {
    if (column.type == ColumnType::kOpaque) continue;
    const CustomReportText text{
        .rows = column.name,
        .measures = "count,median:resolution_elapsed_minutes,p90:resolution_elapsed_minutes"};
    measure(std::string("report.by.") + column.name, [&] {
      return run_custom_report(state, *parse_custom_report(Kind::kTicket, text), kContext)
          .rows.size();
    });
  }
}

void measure_reports(const Measurement& measure, const State& state) {
  const std::string minutes = "resolution_elapsed_minutes";
  struct Custom {
    const char* name;
    std::string rows, column, measures, filter;
  };
  const Custom kReports[] = {
      {"report.category_by_month_count_mean", "category", "opened_month", "count,mean:" + minutes,
       ""},
      {"report.group_sla_rate", "assignment_group", "", "count,rate:resolution_clock", ""},
      {"report.group_by_priority_every_measure", "assignment_group", "priority",
       "count,sum:reopen_count,mean:" + minutes + ",median:" + minutes + ",p90:" + minutes +
           ",rate:resolution_clock",
       ""},
      {"report.assignee_by_month_median_p90", "assigned_to", "opened_month",
       "count,median:" + minutes + ",p90:" + minutes, ""},
      {"report.requester_count", "requester", "", "count", ""},
      {"report.symptom_text_count_median", "symptom", "", "count,median:" + minutes, ""},
      {"report.filtered_category_by_priority", "category", "priority", "count,median:" + minutes,
       "state = closed and opened_at >= 2025-01-01 and priority in (P1, P2)"},
      {"report.four_fields", "category,assignment_group,priority", "opened_month", "count", ""},
  };
  for (const Custom& each : kReports) {
    measure(each.name, [&] {
      const CustomReportText text{each.rows, each.column, each.measures, each.filter};
      return run_custom_report(state, *parse_custom_report(Kind::kTicket, text), kContext)
          .rows.size();
    });
  }
  measure_every_dimension(measure, state);
  // As a screen asks for it, and as a file does.
  for (const std::size_t limit : {std::size_t{100}, std::size_t{0}}) {
    for (const Report* report : all_reports()) {
      const char* prefix = limit == 0 ? "report.standard_all." : "report.standard_first100.";
      measure(std::string(prefix) + report->name, [&] {
        ReportRequest request;
        request.context = kContext;
        request.limit = limit;
        return report->run(state, request).rows.size();
      });
    }
  }
}

int run(std::size_t tickets, int rounds) {
  State state;
  const Clock::time_point start = Clock::now();
  const double cpu_start = cpu_ms();
  SyntheticTickets generator(state, 20'260'701);
  for (std::size_t i = 0; i < tickets; ++i) generator.add(i);
  const Measurement measure{tickets, rounds};
  measure.print("generate", {since_ms(start)}, cpu_ms() - cpu_start, tickets);
  measure_lists(measure, state);
  measure_searches(measure, state);
  measure_reports(measure, state);
  return 0;
}

}  // namespace
}  // namespace genba::bench

int main(int argc, char** argv) {
  const long tickets = argc > 1 ? std::atol(argv[1]) : 100'000;
  const long rounds = argc > 2 ? std::atol(argv[2]) : 15;
  if (tickets < 1 || tickets > 10'000'000 || rounds < 1 || rounds > 10'000) {
    std::fprintf(stderr, "usage: core_bench [TICKETS] [ROUNDS]\n");
    return 2;
  }
  return genba::bench::run(static_cast<std::size_t>(tickets), static_cast<int>(rounds));
}
