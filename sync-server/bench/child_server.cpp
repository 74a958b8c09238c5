#include "sync-server/bench/child_server.h"

#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

#include "sync-server/auth/accounts.h"
#include "sync-server/auth/password.h"
#include "sync-server/cli/data_folder.h"
#include "sync-server/json_text.h"

namespace genba::bench {
namespace {

Result<void> make_account(const std::string& data_dir) {
  if (Result<void> ready = auth::init_crypto(); !ready) return ready;
  if (Result<void> ready = cli::prepare_data_folder(data_dir); !ready) return ready;
  Result<auth::AccountStore> store = auth::AccountStore::open(cli::database_path(data_dir));
  if (!store) return store.error();
  Result<auth::Account> made =
      auth::create_account(*store, ChildServer::kUser, Role::kManager, ChildServer::kPassword,
                           false, auth::system_now_ms());
  if (!made) return made.error();
  return {};
}

// The address in the line that `genba serve --json` prints first; empty when there is none.
std::string read_url(int from) {
  std::string line;
  std::array<char, 256> part{};
  while (line.find('\n') == std::string::npos) {
    const ssize_t size = ::read(from, part.data(), part.size());
    if (size <= 0) return {};
    line.append(part.data(), static_cast<std::size_t>(size));
  }
  const Json json = Json::parse(line, nullptr, false);
  return json.is_object() ? json.value("listening", std::string()) : std::string();
}

}  // namespace

Result<std::unique_ptr<ChildServer>> ChildServer::start(const std::string& data_dir) {
  // What is measured is pushed into the folder, never into a database that is served elsewhere.
  ::unsetenv("GENBA_DATABASE");
  if (Result<void> made = make_account(data_dir); !made) return made.error();
  const Error failed = make_error(ErrorCode::kUnavailable, "genba serve did not start");
  std::array<int, 2> pipe{};
  if (::pipe(pipe.data()) != 0) return failed;
  posix_spawn_file_actions_t actions;
  ::posix_spawn_file_actions_init(&actions);
  ::posix_spawn_file_actions_adddup2(&actions, pipe[1], STDOUT_FILENO);
  ::posix_spawn_file_actions_addclose(&actions, pipe[0]);
  // One person alone makes all of the load.
  std::array<std::string, 13> words = {
      "genba",       "serve", "--json",      "--data", data_dir,         "--listen", "127.0.0.1:0",
      "--log-level", "error", "--user-rate", "0",      "--address-rate", "0"};
  std::array<char*, words.size() + 1> arguments{};
  for (std::size_t i = 0; i < words.size(); ++i) arguments[i] = words[i].data();
  pid_t process = 0;
  const int spawned =
      ::posix_spawn(&process, "/proc/self/exe", &actions, nullptr, arguments.data(), environ);
  ::posix_spawn_file_actions_destroy(&actions);
  ::close(pipe[1]);
  std::string url = spawned == 0 ? read_url(pipe[0]) : std::string();
  ::close(pipe[0]);
  if (spawned != 0) return failed;
  std::unique_ptr<ChildServer> server(new ChildServer(process, std::move(url)));
  if (server->url_.empty()) return failed;
  return server;
}

ChildServer::~ChildServer() {
  ::kill(process_, SIGTERM);
  ::waitpid(process_, nullptr, 0);
}

double ChildServer::cpu_ms() const {
  clockid_t clock{};
  timespec used{};
  if (::clock_getcpuclockid(process_, &clock) != 0) return 0;
  ::clock_gettime(clock, &used);
  return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

}  // namespace genba::bench
