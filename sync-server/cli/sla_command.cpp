// genba sla: explain, show, policy list, policy set. This file: explain, the SLA clocks of a
// history given as files, with every segment and its reason.
//
// Reads the forms that core/exchange/sla_json.h describes; needs no data folder and changes
// nothing.
#include <cstdio>
#include <fstream>
#include <memory>
#include <string>

#include "core/exchange/sla_json.h"
#include "core/model/bytes.h"
#include "core/process/sla_text.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/sla_workspace.h"
#include "sync-server/platform/system_time_zones.h"

namespace genba::cli {
namespace {

constexpr std::size_t kMaxFileBytes = 16 * 1024 * 1024;

struct SlaOptions {
  std::string calendar_file;
  std::string policy_file;
  std::string events_file;
  std::string now;
  std::string format = "text";
  std::string language = "en";
  bool json = false;
};

// Pipes too, unlike platform::read_file(); "-" is standard input.
Result<Bytes> read_input(const std::string& file) {
  std::ifstream input(file == "-" ? "/dev/stdin" : file, std::ios::binary);
  if (!input) return make_error(ErrorCode::kNotFound, "cannot read " + file);
  Bytes bytes;
  char part[65536];
  while (input.read(part, sizeof part), input.gcount() > 0) {
    bytes.append(part, static_cast<std::size_t>(input.gcount()));
    if (bytes.size() > kMaxFileBytes) {
      return make_error(ErrorCode::kTooLarge, file + ": more than 16 MiB");
    }
  }
  if (input.bad()) return make_error(ErrorCode::kIo, "cannot read " + file);
  return bytes;
}

Result<SlaCase> read_case(const SlaOptions& options) {
  Result<Bytes> calendar = read_input(options.calendar_file);
  if (!calendar) return calendar.error();
  Result<Bytes> policy = read_input(options.policy_file);
  if (!policy) return policy.error();
  Result<Bytes> events = read_input(options.events_file);
  if (!events) return events.error();
  return parse_sla_case(*calendar, *policy, *events, platform::SystemTimeZones());
}

int explain(const SlaOptions& options) {
  const bool json = options.json || options.format == "json";
  Result<std::int64_t> now_ms = parse_instant(options.now);
  if (!now_ms)
    return fail(make_error(now_ms.error().code, "--now: " + now_ms.error().detail), json);
  Result<SlaCase> question = read_case(options);
  if (!question) return fail(question.error(), json);
  Result<SlaResult> result =
      compute_sla(question->events, question->policies, *now_ms, SlaDetail::kSegments);
  if (!result) return fail(result.error(), json);
  const std::string text =
      json ? print_sla_json(*result, question->custom_reasons) + "\n"
           : sla_text(*result, question->business->zone(), question->custom_reasons,
                      options.language == "ja" ? Language::kJapanese : Language::kEnglish);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return kExitOk;
}

}  // namespace

void add_sla_command(CliCommand& program, Selection& selection) {
  CliCommand* sla = program.add_subcommand("sla", "SLA policies, and clocks explained");
  sla->require_subcommand();
  add_sla_workspace_commands(*sla, selection);
  auto options = std::make_shared<SlaOptions>();
  CliCommand* command = sla->add_subcommand(
      "explain", "Print both clocks of a history: state, figures, due, and each segment's reason");
  command->add_option("--calendar", options->calendar_file, "Business calendar, JSON")
      ->required()
      ->type_name("FILE");
  command->add_option("--policy", options->policy_file, "Policy, JSON")
      ->required()
      ->type_name("FILE");
  command->add_option("--events", options->events_file, "The ticket's events, JSON, oldest first")
      ->required()
      ->type_name("FILE");
  command->add_option("--now", options->now, "The present, e.g. 2026-11-20T09:15:00+09:00")
      ->required()
      ->type_name("INSTANT");
  command->add_option("--format", options->format, "text or json")
      ->one_of({"text", "json"})
      ->capture_default_str();
  command->add_option("--language", options->language, "Language of the text, en or ja")
      ->one_of({"en", "ja"})
      ->capture_default_str();
  add_json_option(*command, options->json);
  command->callback(
      [options, &selection] { selection.run = [options] { return explain(*options); }; });
}

}  // namespace genba::cli
