// The program `genba`: one executable, one file a subcommand.
//
// A subcommand is a function that describes itself and hands over what to run. The build
// lists the files NAME_command.cpp, so a new one is one new file:
//
//   void add_report_command(CliCommand& program, Selection& selection) {
//     auto options = std::make_shared<ReportOptions>();
//     CliCommand* command = program.add_subcommand("report", "Print a report");
//     command->add_option("name", options->name)->required();
//     add_json_option(*command, options->json);
//     command->callback([options, &selection] {
//       selection.run = [options] { return run_report(*options); };
//     });
//   }
//
// Rules that every subcommand keeps: results on stdout, errors and logs on stderr, `--help`,
// `--json` for output that programs read, and the exit codes below.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/model/result.h"
#include "sync-server/cli/command.h"

namespace genba::cli {

// Documented in sync-server/README.md; numbers never change.
enum ExitCode : int {
  kExitOk = 0,
  kExitFailed = 1,       // the work could not be done; stderr says why
  kExitUsage = 2,        // unknown option, missing or malformed argument
  kExitInput = 3,        // an input file or its content was refused; nothing was changed
  kExitNotFound = 4,     // the named ticket, user, report or folder does not exist
  kExitRefused = 5,      // not signed in, or not allowed
  kExitUnavailable = 6,  // server unreachable, port taken, or folder held by another process
  kExitCorrupt = 7,      // stored data failed a checksum or the audit chain
  kExitInternal = 70,    // a defect in genba itself
};

// What the command line chose; empty when only help was printed.
struct Selection {
  std::function<int()> run;
};

using AddCommand = void (*)(CliCommand& program, Selection& selection);

// Parses, runs the chosen subcommand and returns the process's exit code. Never throws.
int run(int argc, char** argv);

// `--json`, with the same wording everywhere.
void add_json_option(CliCommand& command, bool& json);

// `--data DIR`, required; the folder is not checked here.
void add_data_option(CliCommand& command, std::string& data_dir);

// The exit code that stands for `code`.
ExitCode exit_code_for(ErrorCode code);

// Prints `genba: <detail>` on stderr, or {"error":{"code","message"}} there when `json` is set, and
// returns the exit code to leave with.
int fail(const Error& error, bool json = false);

// A subcommand with --data and --json that hands `run` over when it was chosen. Options has the
// members data and json; run takes it and returns the exit code.
template <typename Options, typename Run>
CliCommand* add_verb(CliCommand& parent, const char* name, const char* help,
                     const std::shared_ptr<Options>& options, Selection& selection, Run run) {
  CliCommand* command = parent.add_subcommand(name, help);
  add_data_option(*command, options->data);
  add_json_option(*command, options->json);
  command->callback(
      [options, &selection, run] { selection.run = [options, run] { return run(*options); }; });
  return command;
}

}  // namespace genba::cli
