#include "core/exchange/servicenow_import.h"
#include "sync-server/bench/benches.h"
#include "sync-server/bench/figure.h"
#include "sync-server/cli/workspace_folder.h"
#include "sync-server/platform/files.h"

namespace genba::bench {
namespace {

constexpr std::size_t kMaxFile_bytes = 1u << 30;

Result<ImportReport> import_once(const std::string& csv, const std::string& dir) {
  const Result<Bytes> file = platform::read_file(csv, kMaxFile_bytes);
  if (!file) return file.error();
  const Result<ServiceNowLog> log = parse_servicenow(*file);
  if (!log) return log.error();
  auto folder = cli::WorkspaceFolder::open(dir, cli::OpenMode::kCreate);
  if (!folder) return folder.error();
  Result<ImportReport> report =
      import_servicenow(*log, (*folder)->workspace(), platform::now_ms(), (*folder)->random());
  if (!report) return report.error();
  if (const auto saved = (*folder)->save(); !saved) return saved.error();
  return report;
}

}  // namespace

Result<void> bench_import(const BenchOptions& options) {
  Figure figure{.name = "import.servicenow", .unit = "ms"};
  const double cpu_start_ms = own_cpu_ms();
  for (std::size_t run = 0; run < options.runs; ++run) {
    Result<ScratchFolder> scratch = ScratchFolder::make(options.scratch);
    if (!scratch) return scratch.error();
    const Stopwatch watch;
    const Result<ImportReport> report = import_once(options.csv, scratch->path());
    if (!report) return report.error();
    figure.samples.push_back(watch.elapsed_ms());
    figure.details = {{"tickets", report->tickets}, {"events", report->events}};
  }
  figure.cpu_ms = own_cpu_ms() - cpu_start_ms;
  print(figure, options.json);
  return {};
}

}  // namespace genba::bench
