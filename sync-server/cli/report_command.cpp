// genba report NAME|custom|run: prints a report of the workspace in a folder.
//
// Standard reports are found by name (core/reports/); `custom` takes its rows, columns, measures
// and filter from the command line, `run` those that were saved under a name. Nothing but save and
// unsave writes into the folder.
#include <cstdio>
#include <memory>

#include "core/reports/report_output.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/report_options.h"
#include "sync-server/cli/workspace_folder.h"
#include "sync-server/exchange/system_charsets.h"

namespace genba::cli {
namespace {

struct Output {
  ReportTable table;
  std::string title;
  std::string definition;
};

// A row's own definition as one more column.
void append_definitions(ReportTable& table, Language language) {
  if (table.definitions.empty()) return;
  table.columns.push_back({"definition", "定義", "Definition"});
  for (std::size_t row = 0; row < table.rows.size(); ++row) {
    const RowDefinition& each = table.definitions[row];
    const char* text = language == Language::kJapanese ? each.ja : each.en;
    table.rows[row].push_back(text != nullptr ? ReportCell::of_text(text) : ReportCell());
  }
}

// What the report and each of its figures mean.
std::string definition_text(const ReportTable& table, std::string_view whole, Language language) {
  std::string text = whole.empty() ? "" : std::string(whole) + '\n';
  for (const ReportColumn& column : table.columns) {
    const std::string& own = column.definition(language);
    if (own.empty()) continue;
    text.append("  ").append(column.key).append(" (").append(column.label(language)).append("): ");
    text.append(own).push_back('\n');
  }
  return text;
}

Result<Output> make_custom(const ReportOptions& options, const CustomReportText& asked,
                           const ReportRequest& request, const State& state) {
  Result<CustomReport> report = parse_custom_report(QuerySchema(Kind::kTicket, state), asked);
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

Result<Output> make_standard(const ReportOptions& options, const Report& report,
                             const ReportRequest& request, const State& state) {
  const Language language = options.shown_in();
  Result<ReportTable> table = run_report(report, state, request);
  if (!table) return table.error();
  Output output{std::move(*table), report.title(language), {}};
  output.definition = definition_text(output.table, report.definition(language), language);
  if (options.define) append_definitions(output.table, language);
  return output;
}

Result<std::string> encoded(const ReportOptions& options, const ReportTable& table) {
  if (options.is_json()) return report_json(table);
  if (options.format == "table") return report_text(table, options.shown_in());
  if (options.encoding == "utf-8") return report_csv(table, !options.no_bom);
  Result<exchange::EncodedText> text =
      exchange::encode_text(report_csv(table, false), Encoding::kCp932);
  if (!text) return text.error();
  if (text->replaced != 0) {
    std::fprintf(stderr, "genba: CP932 lacks %zu of the characters; each is shown as 〓\n",
                 text->replaced);
  }
  return std::move(text->bytes);
}

int print(const ReportOptions& options, const Output& output) {
  const Result<std::string> text = encoded(options, output.table);
  if (!text) return fail(text.error());
  if (options.format == "table" && !output.title.empty()) {
    std::printf("%s\n\n", output.title.c_str());
  }
  std::fwrite(text->data(), 1, text->size(), stdout);
  // What programs read stays free of prose.
  if (options.define) {
    std::fprintf(options.format == "table" ? stdout : stderr, "\n%s", output.definition.c_str());
  }
  return kExitOk;
}

Result<void> check_combination(const ReportOptions& options) {
  const auto refused = [](const char* what) {
    return make_error(ErrorCode::kInvalidArgument, what);
  };
  const bool is_saved = options.name == "run" || options.name == "unsave";
  const bool is_custom = options.name == "custom" || options.name == "save";
  if ((is_saved || options.name == "save") != !options.saved.empty()) {
    return refused("save, run and unsave need the name of the saved report, others take none");
  }
  const bool has_period = !options.from.empty() || !options.to.empty() ||
                          !options.compare.empty() || !options.group_by.empty();
  if ((is_custom || is_saved) && has_period) {
    return refused(
        "a custom report has no period of its own: put the times into --filter, such "
        "as \"resolved_at >= 2016-03-01\", and groups into --rows");
  }
  const bool has_shape =
      !options.rows.empty() || !options.columns.empty() || !options.measures.empty();
  if (!is_custom && has_shape) {
    return refused("--rows, --columns and --measure are for the custom report");
  }
  if (is_saved && !options.filter.empty()) return refused("a saved report has its own filter");
  if (options.share && options.name != "save") return refused("--share is for save");
  if (options.encoding == "cp932" && options.format != "csv") {
    return refused("--encoding is for --format csv");
  }
  return {};
}

// A refused argument, rather than a refused file: exit code 2.
int refuse(const Error& error, bool json) {
  const int code = fail(error, json);
  return error.code == ErrorCode::kNotFound ? code : kExitUsage;
}

Result<Output> make_output(const ReportOptions& options, const Report* standard,
                           const ReportRequest& request, const State& state) {
  if (standard != nullptr) return make_standard(options, *standard, request, state);
  const CustomReportText asked{options.rows, options.columns, options.measures, options.filter};
  if (options.name == "custom") return make_custom(options, asked, request, state);
  const Result<SavedReport> saved = find_saved_report(state, request.context.me, options.saved);
  if (!saved) return saved.error();
  Result<Output> output = make_custom(options, saved->text(), request, state);
  if (output) output->title = saved->name;
  return output;
}

int run_report(ReportOptions options) {
  if (options.json) options.format = "json";
  const bool json = options.is_json();
  if (Result<void> valid = check_combination(options); !valid) return refuse(valid.error(), json);
  if (options.name == "save") return run_save(options);
  if (options.name == "saved") return run_list_saved(options);
  if (options.name == "unsave") return run_unsave(options);
  const Report* standard = nullptr;
  if (options.name != "custom" && options.name != "run") {
    Result<const Report*> found = find_report(options.name);
    if (!found) return refuse(found.error(), json);
    standard = *found;
  }
  auto folder = WorkspaceFolder::open(options.data_dir, OpenMode::kExisting);
  if (!folder) return fail(folder.error(), json);
  Result<ReportRequest> request = parse_request(options, (*folder)->state());
  if (!request) return refuse(request.error(), json);
  request->context.me = (*folder)->workspace().replica().identity().user;
  SyncFacts sync = sync_facts_of((*folder)->workspace().replica());
  sync.last_sync_ms = (*folder)->last_sync_ms();
  request->sync = &sync;
  const Result<Output> output = make_output(options, standard, *request, (*folder)->state());
  if (!output) return refuse(output.error(), json);
  return print(options, *output);
}

std::string padded(std::string text, std::size_t width) {
  text.resize(std::max(text.size() + 1, width), ' ');
  return text;
}

std::string footer() {
  std::string text = "Reports:\n";
  for (const Report* report : all_reports()) {
    text += "  " + padded(report->name, 19) + report->title_en + '\n';
  }
  text += "  custom             --rows FIELD[,FIELD] [--columns FIELD] --measure M[,M]\n";
  text += "  save NAME          keeps such a report; --share lets others see it\n";
  text +=
      "  saved              lists what is kept; run NAME prints one, unsave NAME removes it\n\n";
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
  command->add_option("name", options->name, "Name of the report, custom, save, saved, run, unsave")
      ->required();
  command->add_option("saved", options->saved, "Name of the saved report, after save, run, unsave");
  add_data_option(*command, options->data_dir);
  command->add_option("--rows", options->rows, "Fields to group by")->type_name("FIELD[,FIELD]");
  command->add_option("--columns", options->columns, "Field whose values stand across")
      ->type_name("FIELD");
  command->add_option("--measure", options->measures, "Figures of each group")->type_name("M[,M]");
  command->add_option("--filter", options->filter, "Only the tickets that this holds for")
      ->type_name("EXPR");
  command->add_option("--from", options->from, "First day of the period")->type_name("DATE");
  command->add_option("--to", options->to, "Last day of the period")->type_name("DATE");
  command
      ->add_option("--compare", options->compare,
                   "Beside the period before, or the same a year ago")
      ->one_of({"previous", "year"});
  command->add_option("--group-by", options->group_by, "Field that the figures are told apart by")
      ->type_name("FIELD");
  command->add_option("--by", options->by, "Steps of volume_trend: day, week or month")
      ->one_of({"day", "week", "month"});
  command->add_option("--utc-offset", options->offset, "Offset of days and months (+00:00)")
      ->type_name("OFFSET");
  command->add_option("--now", options->now, "The present, for ages and SLA clocks")
      ->type_name("INSTANT");
  command->add_option("--format", options->format, "table, csv or json")
      ->one_of({"table", "csv", "json"});
  command->add_option("--encoding", options->encoding, "Of CSV: utf-8 or cp932")
      ->one_of({"utf-8", "cp932"});
  command->add_option("--language", options->language, "Of headings and explanations: en or ja")
      ->one_of({"en", "ja"});
  command->add_flag("--no-bom", options->no_bom, "UTF-8 CSV without a byte order mark");
  command->add_flag("--define", options->define,
                    "Say what the figures mean (with csv and json on stderr)");
  command->add_flag("--share", options->share, "Save for everybody");
  add_json_option(*command, options->json);
  command->footer(footer());
  command->callback(
      [options, &selection] { selection.run = [options] { return run_report(*options); }; });
}

}  // namespace genba::cli
