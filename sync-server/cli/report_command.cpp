// genba report NAME|custom: prints a report of the workspace in a folder.
//
// Standard reports are found by name (core/reports/); `custom` takes its rows, columns, measures
// and filter from the command line. Nothing is written into the folder.
#include <cstdio>
#include <memory>

#include "core/replica/query_values.h"
#include "core/reports/pivot.h"
#include "core/reports/report.h"
#include "core/reports/report_output.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/workspace_folder.h"

namespace genba::cli {
namespace {

struct ReportOptions {
  std::string name;
  std::string data_dir;
  std::string rows;
  std::string columns;
  std::string measures;
  std::string filter;
  std::string from;
  std::string to;
  std::string offset = "+00:00";
  std::string now;
  std::string language = "en";
  std::string format = "table";
  bool json = false;
  bool define = false;
  bool no_bom = false;

  bool is_custom() const { return name == "custom"; }
  Language shown_in() const { return language == "ja" ? Language::kJapanese : Language::kEnglish; }
};

struct Output {
  ReportTable table;
  std::string title;
  std::string definition;
};

// "+09:00" as minutes.
Result<std::int32_t> parse_offset(const std::string& text) {
  unsigned hours = 0, minutes = 0;
  char sign = 0;
  int used = 0;
  const int read = std::sscanf(text.c_str(), "%c%2u:%2u%n", &sign, &hours, &minutes, &used);
  if (read == 3 && static_cast<std::size_t>(used) == text.size() && text.size() == 6 &&
      (sign == '+' || sign == '-') && hours <= 14 && minutes < 60) {
    const auto total = static_cast<std::int32_t>(hours * 60 + minutes);
    return sign == '-' ? -total : total;
  }
  return make_error(ErrorCode::kInvalidArgument,
                    "--utc-offset expects an offset such as +09:00, not \"" + text + '"');
}

// The span of time that a date of the command line means, in the asked-for offset.
Result<IntegerSpan> parse_date_option(const char* option, const std::string& text,
                                      const QueryContext& context) {
  const QueryColumn& column = *find_query_column(Kind::kTicket, "opened_at");
  const Result<std::vector<FilterValue>> values = parse_filter_value(column, text, false);
  if (!values || values->front().shape == FilterValue::Shape::kEmpty) {
    return make_error(
        ErrorCode::kInvalidArgument,
        std::string(option) + " expects a date such as 2016-03-01, not \"" + text + '"');
  }
  return span_of(column, values->front(), context);
}

Result<ReportRequest> parse_request(const ReportOptions& options) {
  ReportRequest request;
  QueryContext& context = request.context;
  Result<std::int32_t> offset = parse_offset(options.offset);
  if (!offset) return offset.error();
  context.utc_offset_minutes = *offset;
  context.now_ms = platform::now_ms();
  if (!options.now.empty()) {
    Result<IntegerSpan> now = parse_date_option("--now", options.now, context);
    if (!now) return now.error();
    context.now_ms = now->first;
  }
  if (!options.from.empty()) {
    Result<IntegerSpan> from = parse_date_option("--from", options.from, context);
    if (!from) return from.error();
    request.from_ms = from->first;
  }
  if (!options.to.empty()) {
    Result<IntegerSpan> to = parse_date_option("--to", options.to, context);
    if (!to) return to.error();
    request.until_ms = to->last + 1;
  }
  Result<Filter> filter = Filter::parse(Kind::kTicket, options.filter);
  if (!filter) return filter.error();
  request.filter = std::move(*filter);
  return request;
}

Result<Output> make_custom(const ReportOptions& options, const ReportRequest& request,
                           const State& state) {
  Result<CustomReport> report = parse_custom_report(
      Kind::kTicket, {options.rows, options.columns, options.measures, options.filter});
  if (!report) return report.error();
  Output output;
  output.table = options.format == "table" ? run_cross_report(state, *report, request.context)
                                           : run_custom_report(state, *report, request.context);
  for (const Measure& measure : report->measures) {
    output.definition +=
        measure.key + ": " + measure_definition(measure, options.shown_in()) + '\n';
  }
  return output;
}

Output make_standard(const ReportOptions& options, const Report& report,
                     const ReportRequest& request, const State& state) {
  const Language language = options.shown_in();
  return {report.run(state, request), report.title(language),
          std::string(report.definition(language)) + '\n'};
}

void print(const ReportOptions& options, const Output& output) {
  const std::string text = options.format == "json" ? report_json(output.table)
                           : options.format == "csv"
                               ? report_csv(output.table, !options.no_bom)
                               : report_text(output.table, options.shown_in());
  if (options.format == "table" && !output.title.empty()) {
    std::printf("%s\n\n", output.title.c_str());
  }
  std::fwrite(text.data(), 1, text.size(), stdout);
  // What programs read stays free of prose.
  if (options.define) {
    std::fprintf(options.format == "table" ? stdout : stderr, "\n%s", output.definition.c_str());
  }
}

Result<void> check_combination(const ReportOptions& options) {
  if (options.is_custom() && (!options.from.empty() || !options.to.empty())) {
    return make_error(ErrorCode::kInvalidArgument,
                      "a custom report has no period of its own: put the times into --filter, "
                      "such as \"resolved_at >= 2016-03-01\"");
  }
  const bool has_shape =
      !options.rows.empty() || !options.columns.empty() || !options.measures.empty();
  if (!options.is_custom() && has_shape) {
    return make_error(ErrorCode::kInvalidArgument,
                      "--rows, --columns and --measure are for the custom report");
  }
  return {};
}

// A refused argument, rather than a refused file: exit code 2.
int refuse(const Error& error, bool json) {
  const int code = fail(error, json);
  return error.code == ErrorCode::kNotFound ? code : kExitUsage;
}

int run_report(ReportOptions options) {
  if (options.json) options.format = "json";
  const bool json = options.format == "json";
  if (Result<void> valid = check_combination(options); !valid) return refuse(valid.error(), json);
  const Report* standard = nullptr;
  if (!options.is_custom()) {
    Result<const Report*> found = find_report(options.name);
    if (!found) return refuse(found.error(), json);
    standard = *found;
  }
  Result<ReportRequest> request = parse_request(options);
  if (!request) return refuse(request.error(), json);
  auto folder = WorkspaceFolder::open(options.data_dir, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), json);
  request->context.me = (*folder)->workspace().replica().identity().user;

  const State& state = (*folder)->state();
  Result<Output> output = standard != nullptr ? make_standard(options, *standard, *request, state)
                                              : make_custom(options, *request, state);
  if (!output) return refuse(output.error(), json);
  print(options, *output);
  return kExitOk;
}

std::string footer() {
  std::string text = "Reports:\n";
  for (const Report* report : all_reports()) {
    text.append("  ").append(report->name).append(18 - std::string(report->name).size(), ' ');
    text.append(report->title_en).append("\n");
  }
  text += "  custom            --rows FIELD[,FIELD] [--columns FIELD] --measure M[,M]\n\n";
  text += "Measures: count, sum:F, mean:F, median:F, p90:F, rate:F\nFields: ";
  std::size_t width = 8;
  for (const QueryColumn& column : query_columns(Kind::kTicket)) {
    if (column.type == ColumnType::kOpaque) continue;
    const std::string name = column.name;
    if (width + name.size() > 96) {
      text += "\n  ";
      width = 2;
    }
    text.append(name).append(" ");
    width += name.size() + 1;
  }
  return text +
         "\nFilter: state = closed and priority in (P1, P2) and assignment_group = \"Group 70\" "
         "and\n"
         "  opened_at >= 2016-03-01 and title ~ \"vpn\" and not (assigned_to = ?)    (? is empty)";
}

}  // namespace

void add_report_command(CliCommand& program, Selection& selection) {
  auto options = std::make_shared<ReportOptions>();
  CliCommand* command = program.add_subcommand("report", "Print a report");
  command->add_option("name", options->name, "Name of the report, or custom")->required();
  add_data_option(*command, options->data_dir);
  command->add_option("--rows", options->rows, "Fields to group by")->type_name("FIELD[,FIELD]");
  command->add_option("--columns", options->columns, "Field whose values stand across")
      ->type_name("FIELD");
  command->add_option("--measure", options->measures, "Figures of each group")->type_name("M[,M]");
  command->add_option("--filter", options->filter, "Only the tickets that this holds for")
      ->type_name("EXPR");
  command->add_option("--from", options->from, "First day of the period")->type_name("DATE");
  command->add_option("--to", options->to, "Last day of the period")->type_name("DATE");
  command->add_option("--utc-offset", options->offset, "Offset of days and months (+00:00)")
      ->type_name("OFFSET");
  command->add_option("--now", options->now, "The present, for ages and SLA clocks")
      ->type_name("INSTANT");
  command->add_option("--format", options->format, "table, csv or json")
      ->one_of({"table", "csv", "json"});
  command->add_option("--language", options->language, "Of table headings: en or ja")
      ->one_of({"en", "ja"});
  command->add_flag("--no-bom", options->no_bom, "CSV without a byte order mark");
  command->add_flag("--define", options->define,
                    "Say what the figures mean (with csv and json on stderr)");
  add_json_option(*command, options->json);
  command->footer(footer());
  command->callback(
      [options, &selection] { selection.run = [options] { return run_report(*options); }; });
}

}  // namespace genba::cli
