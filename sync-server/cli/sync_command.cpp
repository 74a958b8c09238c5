// `genba sync`: exchanges a folder's workspace with a server, with the same state machine as a
// browser. A folder that worked alone joins: what it recorded goes up with its times kept.
#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <memory>
#include <thread>

#include "core/replica/ticket_label.h"
#include "core/sync/client_session.h"
#include "sync-server/cli/attachment_sync.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/http_client.h"
#include "sync-server/cli/workspace_folder.h"
#include "sync-server/json_text.h"
#include "sync-server/platform/files.h"
#include "sync-server/sync/system_random.h"

namespace genba::cli {
namespace {

constexpr std::size_t kMaxPasswordFileBytes = 4096;
// As long as a server may put off one request.
constexpr std::int64_t kPatienceMs = 60'000;
constexpr int kTooManyRequests = 429;
constexpr int kBusy = 503;
constexpr int kFull = 507;

struct SyncOptions {
  std::string data;
  bool json = false;
  std::string server;
  std::string user;
  std::string password_file;
  std::string ca_file;
  bool check = false;
  bool attachments = false;
};

Result<void> sign_in(HttpClient& client, const SyncOptions& options) {
  Result<Bytes> password = platform::read_file(options.password_file, kMaxPasswordFileBytes);
  if (!password) return password.error();
  while (!password->empty() && (password->back() == '\n' || password->back() == '\r')) {
    password->pop_back();
  }
  const Json body = {{"name", options.user}, {"password", *password}};
  const Result<HttpAnswer> answer =
      client.post("/api/session", "application/json", json_text(body));
  if (!answer) return answer.error();
  if (answer->status == 200 || answer->status == 201) return {};
  if (answer->status == 401) {
    return make_error(ErrorCode::kUnauthenticated,
                      "the server does not know this name and password");
  }
  const bool is_for_now = answer->status == 429 || answer->status >= 500;
  return make_error(is_for_now ? ErrorCode::kUnavailable : ErrorCode::kForbidden,
                    "sign-in was answered with " + std::to_string(answer->status) + ": " +
                        answer->body.substr(0, 300));
}

struct Tally {
  std::size_t pushed = 0;  // groups answered
  std::size_t pulled = 0;  // exchanges that brought effects
  std::optional<CheckResult> check;
};

double random_share() {
  sync::SystemRandom random;
  std::array<std::uint8_t, 4> bytes{};
  random.fill(bytes);
  std::uint32_t bits = 0;
  for (const std::uint8_t byte : bytes) bits = bits << 8 | byte;
  return static_cast<double>(bits) / 4294967296.0;
}

// Waits as the server asked; false when it asks for more than there is patience.
bool wait_until_due(const ClientSession& session, std::int64_t& patience_ms) {
  const std::int64_t due_ms = session.next_due_ms().value_or(0);
  const std::int64_t all_ms = due_ms - platform::now_ms();
  if (all_ms > patience_ms) return false;
  patience_ms -= std::max<std::int64_t>(all_ms, 0);
  while (platform::now_ms() < due_ms) {
    std::this_thread::sleep_for(std::chrono::milliseconds(due_ms - platform::now_ms()));
  }
  return true;
}

Error refusal(int status) {
  switch (status) {
    case 401: return make_error(ErrorCode::kUnauthenticated, "the server answered 401");
    case kTooManyRequests:
    case kBusy:
      return make_error(ErrorCode::kUnavailable, "the server cannot take it now (" +
                                                     std::to_string(status) +
                                                     "): try again later; what waits here is kept");
    case kFull:
      return make_error(ErrorCode::kUnavailable,
                        "the server's disk is full (507): its operator must make room; what "
                        "waits here is kept");
    default:
      return make_error(ErrorCode::kUnavailable, "the server answered " + std::to_string(status));
  }
}

Result<Tally> exchange(WorkspaceFolder& folder, HttpClient& client, bool with_check) {
  Replica& replica = folder.workspace().replica();
  ClientSession session(replica, folder.workspace().device());
  Tally tally;
  std::int64_t patience_ms = kPatienceMs;
  session.poll();
  if (with_check) session.check();
  while (const auto request = session.next_request(platform::now_ms())) {
    // A number that was sent stays used, so it must be on the disk first.
    if (request->route == SyncRoute::kPush) {
      if (const auto saved = folder.save(); !saved) return saved.error();
    }
    const std::size_t waiting = replica.waiting();
    const Seq head = replica.head();
    const Result<HttpAnswer> answer =
        client.post(path_of(request->route), "application/octet-stream", request->body);
    if (!answer) return answer.error();
    session.receive(answer->status, answer->body, answer->retry_after_ms, platform::now_ms(),
                    random_share());
    if (session.status() == SyncStatus::kRefused) return session.last_error();
    const bool is_for_now = answer->status == kTooManyRequests || answer->status == kBusy;
    if (is_for_now && wait_until_due(session, patience_ms)) continue;
    if (answer->status != 200) return refusal(answer->status);
    patience_ms = kPatienceMs;
    tally.pushed += waiting - replica.waiting();
    if (replica.head() > head) tally.pulled += replica.head() - head;
    if (const auto saved = folder.save(); !saved) return saved.error();
    if (const auto noted = folder.note_sync(platform::now_ms()); !noted) return noted.error();
  }
  tally.check = session.last_check();
  return tally;
}

Json rejected_json(const Replica& replica) {
  Json rejected = Json::array();
  for (const Attention& entry : replica.attention()) {
    const EntityId id = entry.group.operations.front().entity;
    rejected.push_back({{"ticket", ticket_label(replica.state(), id)},
                        {"code", error_code_name(entry.outcome.code)},
                        {"reason", entry.outcome.detail}});
  }
  return rejected;
}

int run_sync(const SyncOptions& options) {
  HttpClient client(options.server, options.ca_file);
  // Before the folder is touched: who is not let in leaves none behind.
  if (const auto done = sign_in(client, options); !done) return fail(done.error(), options.json);
  auto folder = WorkspaceFolder::open(options.data, OpenMode::kJoin);
  if (!folder) return fail(folder.error(), options.json);
  const Result<Tally> tally = exchange(**folder, client, options.check);
  if (!tally) return fail(tally.error(), options.json);
  const Result<ContentTally> contents =
      exchange_contents(options.data, **folder, client, options.attachments);
  if (!contents) return fail(contents.error(), options.json);
  const Replica& replica = (*folder)->workspace().replica();
  const Json rejected = rejected_json(replica);
  if (options.json) {
    Json result = {{"pushed", tally->pushed},
                   {"pulled", tally->pulled},
                   {"waiting", replica.waiting()},
                   {"head", replica.head()},
                   {"rejected", rejected},
                   {"attachments",
                    {{"sent", contents->sent},
                     {"fetched", contents->fetched},
                     {"missing", contents->missing},
                     {"problems", contents->problems}}}};
    if (tally->check) {
      result["check"] = {{"compared", tally->check->compared},
                         {"repaired", tally->check->repaired},
                         {"began_anew", tally->check->began_anew}};
    }
    std::printf("%s\n", json_text(result).c_str());
    return kExitOk;
  }
  std::printf("pushed %zu changes, received %zu effects, %zu waiting\n", tally->pushed,
              tally->pulled, replica.waiting());
  if (tally->check) {
    std::printf("compared %llu effects with the server, repaired %zu parts of 256\n",
                static_cast<unsigned long long>(tally->check->compared), tally->check->repaired);
  }
  if (contents->sent + contents->fetched + contents->missing > 0) {
    std::printf("attachments: sent %zu, fetched %zu, %zu not at the server yet\n", contents->sent,
                contents->fetched, contents->missing);
  }
  for (const std::string& problem : contents->problems) {
    std::fprintf(stderr, "genba: %s\n", problem.c_str());
  }
  for (const Json& entry : rejected) {
    std::printf("rejected %s: %s\n", entry["ticket"].get<std::string>().c_str(),
                entry["reason"].get<std::string>().c_str());
  }
  return kExitOk;
}

}  // namespace

void add_sync_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<SyncOptions>();
  CliCommand* command = program.add_subcommand("sync", "Exchange changes with a server");
  add_data_option(*command, options->data);
  add_json_option(*command, options->json);
  command->add_option("--server", options->server, "e.g. https://genba.example:8443")
      ->required()
      ->type_name("URL");
  command->add_option("--user", options->user, "Name to sign in with")->required();
  command->add_option("--password-file", options->password_file, "File with the password")
      ->required()
      ->type_name("FILE");
  command->add_option("--ca", options->ca_file, "CA to trust, PEM (see genba tls init)")
      ->type_name("FILE");
  command->add_flag("--check", options->check,
                    "Compare everything with the server, and mend what differs");
  command->add_flag("--attachments", options->attachments,
                    "Fetch the contents of attachments, too");
  command->callback(
      [options, &selection] { selection.run = [options] { return run_sync(*options); }; });
}

}  // namespace genba::cli
