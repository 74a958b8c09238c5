// `genba import servicenow|csv|xlsx|jsonl`: history of another system, kept as recorded; tables of
// tickets; an export of everything.
#include <cstdio>
#include <memory>

#include "core/exchange/servicenow_import.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/import_jsonl.h"
#include "sync-server/cli/import_sheet.h"
#include "sync-server/cli/workspace_folder.h"
#include "sync-server/json_text.h"
#include "sync-server/platform/files.h"

namespace genba::cli {
namespace {

constexpr std::size_t kMaxFileBytes = 1u << 30;

struct ImportOptions {
  std::string file;
  std::string data;
  bool json = false;
};

Json report_json(const ImportReport& report) {
  Json warnings = Json::array();
  for (const ImportWarning& warning : report.warnings) {
    warnings.push_back({{"line", warning.line}, {"reason", warning.text}});
  }
  Json refused = Json::array();
  for (const RefusedRow& row : report.refused) {
    refused.push_back({{"line", row.line}, {"column", row.column}, {"reason", row.reason}});
  }
  return {{"tickets", report.tickets},
          {"events", report.events},
          {"new_tickets", report.new_tickets},
          {"new_events", report.new_events},
          {"warnings", warnings},
          {"refused", refused}};
}

void print_report(const ImportReport& report) {
  std::printf("tickets %zu (%zu new), events %zu (%zu new), warnings %zu, refused rows %zu\n",
              report.tickets, report.new_tickets, report.events, report.new_events,
              report.warnings.size(), report.refused.size());
  for (const ImportWarning& warning : report.warnings) {
    std::printf("warning: line %zu: %s\n", warning.line, warning.text.c_str());
  }
  for (const RefusedRow& row : report.refused) {
    std::printf("refused: line %zu, column %zu: %s\n", row.line, row.column, row.reason.c_str());
  }
}

int run_import(const ImportOptions& options) {
  const Result<Bytes> file = platform::read_file(options.file, kMaxFileBytes);
  if (!file) return fail(file.error(), options.json);
  const Result<ServiceNowLog> log = parse_servicenow(*file);
  // Before the folder is touched: a malformed file leaves everything as it was.
  if (!log) {
    return fail(make_error(log.error().code, options.file + ": " + log.error().detail),
                options.json);
  }
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kCreate);
  if (!folder) return fail(folder.error(), options.json);
  const Result<ImportReport> report =
      import_servicenow(*log, (*folder)->workspace(), platform::now_ms(), (*folder)->random());
  if (!report) return fail(report.error(), options.json);
  if (const auto saved = (*folder)->save(); !saved) return fail(saved.error(), options.json);
  if (options.json) {
    std::printf("%s\n", json_text(report_json(*report)).c_str());
  } else {
    print_report(*report);
  }
  return kExitOk;
}

}  // namespace

void add_import_command(CliCommand& program, Selection& selection) {
  CliCommand* import = program.add_subcommand("import", "Bring in another system's records");
  import->require_subcommand();
  const auto options = std::make_shared<ImportOptions>();
  CliCommand* servicenow =
      import->add_subcommand("servicenow", "A ServiceNow incident event log (CSV)");
  servicenow->add_option("file", options->file, "The export")->required()->type_name("FILE.csv");
  add_data_option(*servicenow, options->data);
  add_json_option(*servicenow, options->json);
  servicenow->callback(
      [options, &selection] { selection.run = [options] { return run_import(*options); }; });
  add_sheet_imports(*import, selection);
  add_jsonl_import(*import, selection);
}

}  // namespace genba::cli
