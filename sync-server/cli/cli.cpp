#include "sync-server/cli/cli.h"

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <exception>

#include "sync-server/cli/commands.h"
#include "sync-server/json_text.h"
#include "sync-server/version.h"

namespace genba::cli {
namespace {

constexpr AddCommand kCommands[] = {
#define GENBA_ENTRY(name) add_##name##_command,
#include "sync-server/cli/list.inc"
#undef GENBA_ENTRY
};

constexpr const char* kFooter =
    "Exit codes: 0 done; 1 failed; 2 wrong usage; 3 input refused; 4 not found; 5 not allowed;\n"
    "6 unavailable; 7 stored data is damaged; 70 defect in genba. Errors go to stderr.";

bool wants_json(int argc, char** argv) {
  return std::any_of(argv, argv + argc,
                     [](const char* word) { return std::strcmp(word, "--json") == 0; });
}

int refuse_usage(const CliCommand::Parsed& parsed, bool json) {
  fail(make_error(ErrorCode::kInvalidArgument, parsed.fault), json);
  if (!json) std::fprintf(stderr, "%s\n", parsed.hint.c_str());
  return kExitUsage;
}

// What was printed may still lie in a buffer; a command is done when it is out.
int finish_output(int code, bool json) {
  const bool was_whole = std::ferror(stdout) == 0;
  errno = 0;
  const bool is_out = std::fflush(stdout) == 0 && was_whole;
  if (is_out || code != kExitOk) return code;  // a command that failed has said why
  const std::string why = errno != 0 ? std::string(": ") + std::strerror(errno) : "";
  return fail(make_error(ErrorCode::kIo, "cannot write standard output" + why), json);
}

}  // namespace

int run(int argc, char** argv) {
  CliCommand program("genba", "Genba: incident management that works without a network");
  program.footer(kFooter);
  program.set_version(std::string("genba ") + kVersion);
  program.require_subcommand();

  Selection selection;
  for (AddCommand add : kCommands) add(program, selection);
  try {
    const bool json = wants_json(argc, argv);
    const CliCommand::Parsed parsed = program.parse(argc, argv);
    if (parsed.verdict == CliCommand::Parsed::Verdict::kWrong) return refuse_usage(parsed, json);
    std::fputs(parsed.text.c_str(), stdout);
    return finish_output(selection.run ? selection.run() : kExitOk, json);
  } catch (const std::exception& error) {
    std::fprintf(stderr, "genba: internal error: %s\n", error.what());
    return kExitInternal;
  }
}

void add_json_option(CliCommand& command, bool& json) {
  command.add_flag("--json", json, "Print JSON, for programs");
}

void add_data_option(CliCommand& command, std::string& data_dir) {
  command.add_option("--data", data_dir, "Folder that holds the data")
      ->required()
      ->type_name("DIR");
}

ExitCode exit_code_for(ErrorCode code) {
  switch (code) {
    case ErrorCode::kMalformed:
    case ErrorCode::kTooLarge:
    case ErrorCode::kUnsupported:
    case ErrorCode::kInvalidArgument:
    case ErrorCode::kInvalidTransition:
    case ErrorCode::kMissingField:
    case ErrorCode::kAlreadyExists: return kExitInput;
    case ErrorCode::kNotFound: return kExitNotFound;
    case ErrorCode::kForbidden:
    case ErrorCode::kUnauthenticated:
    case ErrorCode::kInsecureContext: return kExitRefused;
    case ErrorCode::kUnavailable:
    case ErrorCode::kFenced: return kExitUnavailable;
    case ErrorCode::kCorrupt: return kExitCorrupt;
    case ErrorCode::kInternal: return kExitInternal;
    default: return kExitFailed;
  }
}

int fail(const Error& error, bool json) {
  if (json) {
    const Json body = {
        {"error", {{"code", error_code_name(error.code)}, {"message", error.detail}}}};
    const std::string text = json_text(body);
    std::fprintf(stderr, "%s\n", text.c_str());
  } else {
    std::fprintf(stderr, "genba: %s\n", error.detail.c_str());
  }
  return exit_code_for(error.code);
}

}  // namespace genba::cli
