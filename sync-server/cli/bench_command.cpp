// `genba bench`: how fast this machine does what users wait for, against a real server of its own
// in a scratch folder. One line a figure, medians of several runs.
#include <algorithm>
#include <memory>

#include "sync-server/bench/benches.h"
#include "sync-server/cli/commands.h"

namespace genba::cli {
namespace {

struct BenchCommand {
  bench::BenchOptions options;
  std::vector<std::string> parts;
};

int run_bench(BenchCommand& command) {
  bench::BenchOptions& options = command.options;
  const auto wants = [&command](const char* part) {
    return command.parts.empty() ||
           std::find(command.parts.begin(), command.parts.end(), part) != command.parts.end();
  };
  // Without a part named, the import is measured only when there is a file.
  if (!options.csv.empty() || !command.parts.empty()) {
    if (wants("import")) {
      if (options.csv.empty()) {
        return fail(make_error(ErrorCode::kInvalidArgument, "the import needs --csv FILE"),
                    options.json);
      }
      if (auto done = bench::bench_import(options); !done) return fail(done.error(), options.json);
    }
  }
  if (wants("sync")) {
    if (auto done = bench::bench_sync(options); !done) return fail(done.error(), options.json);
  }
  return kExitOk;
}

}  // namespace

void add_bench_command(CliCommand& program, Selection& selection) {
  const auto command = std::make_shared<BenchCommand>();
  bench::BenchOptions& options = command->options;
  CliCommand* bench = program.add_subcommand(
      "bench", "Measure import, synchronisation and the size of operations on this machine");
  bench->add_option("part", command->parts, "import, sync; without one: all")
      ->one_of({"import", "sync"});
  bench->add_option("--csv", options.csv, "ServiceNow event log for the import")
      ->type_name("FILE.csv");
  bench->add_option("--operations", options.operations, "Pushed a run")
      ->between(1, 1'000'000)
      ->capture_default_str();
  bench->add_option("--connections", options.connections, "Devices that push at the same time")
      ->between(1, 64)
      ->capture_default_str();
  bench->add_option("--runs", options.runs, "Runs of which the median is printed")
      ->between(1, 101)
      ->capture_default_str();
  bench
      ->add_option("--scratch", options.scratch,
                   "Where to make the folders that are written and removed; must be on a disk for "
                   "the figures to mean anything")
      ->type_name("DIR");
  add_json_option(*bench, options.json);
  bench->callback(
      [command, &selection] { selection.run = [command] { return run_bench(*command); }; });
}

}  // namespace genba::cli
