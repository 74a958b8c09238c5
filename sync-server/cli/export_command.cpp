// `genba export csv|xlsx|jsonl`: tickets as a table, and everything without loss.
#include <cstdio>
#include <memory>

#include "core/exchange/jsonl_workspace.h"
#include "core/exchange/ticket_export.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/output_file.h"
#include "sync-server/cli/utc_offset.h"
#include "sync-server/cli/workspace_folder.h"
#include "sync-server/exchange/system_charsets.h"
#include "sync-server/exchange/xlsx_writer.h"

namespace genba::cli {
namespace {

struct ExportOptions {
  std::string data;
  std::string output;
  std::string columns;
  std::string filter;
  std::string sort = "number";
  std::string language;
  std::string encoding = "utf-8-bom";
  std::string offset = "+00:00";
  bool json = false;
};

using Options = std::shared_ptr<ExportOptions>;

Result<TicketExport> parse_wanted(const ExportOptions& options, const State& state) {
  const QuerySchema schema(Kind::kTicket, state);
  TicketExport wanted;
  Result<std::vector<ColumnRef>> columns = parse_export_columns(schema, options.columns);
  if (!columns) return columns.error();
  wanted.columns = std::move(*columns);
  Result<Filter> filter = Filter::parse(schema, options.filter);
  if (!filter) return filter.error();
  wanted.filter = std::move(*filter);
  Result<std::vector<SortKey>> sort = parse_sort_keys(schema, options.sort);
  if (!sort) return sort.error();
  wanted.sort = std::move(*sort);
  const Result<std::int32_t> offset = parse_utc_offset(options.offset);
  if (!offset) return offset.error();
  wanted.context.utc_offset_minutes = *offset;
  wanted.context.now_ms = platform::now_ms();
  if (options.language == "ja") wanted.language = Language::kJapanese;
  if (options.language == "en") wanted.language = Language::kEnglish;
  return wanted;
}

Result<ReportTable> make_table(const ExportOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kExisting);
  if (!folder) return folder.error();
  Result<TicketExport> wanted = parse_wanted(options, (*folder)->state());
  if (!wanted) return wanted.error();
  wanted->context.me = (*folder)->workspace().replica().identity().user;
  return export_tickets((*folder)->state(), *wanted);
}

Result<void> export_csv(const ExportOptions& options) {
  const Result<Encoding> encoding = parse_encoding(options.encoding);
  if (!encoding) return encoding.error();
  const Result<ReportTable> table = make_table(options);
  if (!table) return table.error();
  const Result<exchange::EncodedText> encoded = exchange::encode_text(table_csv(*table), *encoding);
  if (!encoded) return encoded.error();
  OutputFile output;
  if (const auto opened = output.open(options.output); !opened) return opened;
  if (const auto written = output.write(encoded->bytes); !written) return written;
  if (encoded->replaced > 0) {
    std::fprintf(stderr, "genba: %zu characters that %s does not have were written as 〓\n",
                 encoded->replaced, options.encoding.c_str());
  }
  return output.finish();
}

Result<void> export_xlsx(const ExportOptions& options) {
  const Result<std::int32_t> offset = parse_utc_offset(options.offset);
  if (!offset) return offset.error();
  const Result<ReportTable> table = make_table(options);
  if (!table) return table.error();
  const std::string name = options.language == "ja" ? "チケット" : "Tickets";
  return exchange::write_xlsx(*table, name, *offset, options.output);
}

Result<void> export_lines(const ExportOptions& options) {
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kAsStored);
  if (!folder) return folder.error();
  OutputFile output;
  if (const auto opened = output.open(options.output); !opened) return opened;
  const auto done = export_jsonl((*folder)->workspace(), [&](std::string_view line) {
    const Result<void> written = output.write(line);
    return written ? output.write("\n") : written;
  });
  return done ? output.finish() : done;
}

CliCommand* add(CliCommand& parent, const char* name, const char* help, const Options& options,
                Selection& selection, Result<void> (*run)(const ExportOptions&)) {
  CliCommand* command = parent.add_subcommand(name, help);
  add_data_option(*command, options->data);
  add_json_option(*command, options->json);
  command->callback([options, &selection, run] {
    selection.run = [options, run] {
      const Result<void> done = run(*options);
      return done ? static_cast<int>(kExitOk) : fail(done.error(), options->json);
    };
  });
  return command;
}

CliOption* add_output_option(CliCommand& command, const Options& options, const char* help) {
  return command.add_option("-o,--output", options->output, help)->type_name("FILE");
}

void add_table_options(CliCommand& command, const Options& options) {
  command.add_option("--columns", options->columns, "Fields, or all (the usual ones)")
      ->type_name("FIELD[,FIELD]");
  command.add_option("--filter", options->filter, "Only the tickets that this holds for")
      ->type_name("EXPR");
  command.add_option("--sort", options->sort, "FIELD or -FIELD for descending")
      ->capture_default_str();
  command.add_option("--language", options->language, "Labels of en or ja instead of codes")
      ->one_of({"en", "ja"});
  command.add_option("--utc-offset", options->offset, "Offset of the times (+00:00)")
      ->type_name("OFFSET");
}

}  // namespace

void add_export_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<ExportOptions>();
  CliCommand* command = program.add_subcommand("export", "Write data for other programs");
  command->require_subcommand();
  CliCommand* csv =
      add(*command, "csv", "A table of tickets (CSV)", options, selection, export_csv);
  add_table_options(*csv, options);
  add_output_option(*csv, options, "Where to write (standard output)");
  csv->add_option("--encoding", options->encoding, "utf-8-bom (which Excel reads), utf-8 or cp932")
      ->one_of({"utf-8-bom", "utf-8", "cp932"});
  CliCommand* xlsx =
      add(*command, "xlsx", "A table of tickets (a spreadsheet)", options, selection, export_xlsx);
  add_table_options(*xlsx, options);
  add_output_option(*xlsx, options, "Where to write")->required();
  CliCommand* jsonl = add(*command, "jsonl", "Everything, without loss (JSON lines)", options,
                          selection, export_lines);
  add_output_option(*jsonl, options, "Where to write (standard output)");
}

}  // namespace genba::cli
