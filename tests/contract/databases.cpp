#include "tests/contract/databases.h"

#include <doctest/doctest.h>
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>

#include "sync-server/stores/sql.h"

namespace genba::test {
namespace {

class PostgresServer {
 public:
  static PostgresServer& get() {
    static PostgresServer server;
    return server;
  }
  const std::string& address() const { return address_; }
  void order(const char* word) {
    std::fprintf(orders_, "%s\n", word);
    std::fflush(orders_);
    REQUIRE(read_line() == "done");
  }

 private:
  PostgresServer() {
    std::array<int, 2> in{}, out{};
    REQUIRE(::pipe2(in.data(), O_CLOEXEC) == 0);
    REQUIRE(::pipe2(out.data(), O_CLOEXEC) == 0);
    posix_spawn_file_actions_t actions;
    ::posix_spawn_file_actions_init(&actions);
    ::posix_spawn_file_actions_adddup2(&actions, in[0], STDIN_FILENO);
    ::posix_spawn_file_actions_adddup2(&actions, out[1], STDOUT_FILENO);
    std::string script = GENBA_CONTRACT_DIR "/lib/postgres.sh";
    std::array<char*, 2> arguments{script.data(), nullptr};
    REQUIRE(::posix_spawn(&process_, script.c_str(), &actions, nullptr, arguments.data(),
                          environ) == 0);
    ::posix_spawn_file_actions_destroy(&actions);
    ::close(in[0]);
    ::close(out[1]);
    orders_ = ::fdopen(in[1], "w");
    answers_ = ::fdopen(out[0], "r");
    address_ = read_line();
    REQUIRE(stores::is_postgres(address_));
  }
  ~PostgresServer() {
    std::fclose(orders_);
    std::fclose(answers_);
    ::waitpid(process_, nullptr, 0);
  }
  std::string read_line() {
    std::array<char, 512> line{};
    if (std::fgets(line.data(), line.size(), answers_) == nullptr) return {};
    std::string text(line.data());
    return text.substr(0, text.find('\n'));
  }

  pid_t process_ = 0;
  std::FILE* orders_ = nullptr;
  std::FILE* answers_ = nullptr;
  std::string address_;
};

}  // namespace

SqliteDatabase::SqliteDatabase() {
  char name[] = "/tmp/genba-store-XXXXXX";
  folder_ = mkdtemp(name);
}
SqliteDatabase::~SqliteDatabase() { std::filesystem::remove_all(folder_); }

PostgresDatabase::PostgresDatabase() {
  static int made = 0;
  const std::string schema = "t" + std::to_string(++made);
  const std::string& server = PostgresServer::get().address();
  Result<stores::Database> database = stores::open_connection(server);
  REQUIRE(database);
  // zeroblob(): SQLite's own, for the damage that tests do.
  REQUIRE(database->execute("CREATE SCHEMA " + schema + "; CREATE FUNCTION " + schema +
                            ".zeroblob(size int) RETURNS bytea LANGUAGE sql AS"
                            " $$ SELECT decode(repeat('00', size), 'hex') $$"));
  address_ = server + "&options=-csearch_path%3D" + schema;
}

void restart_postgres() { PostgresServer::get().order("restart"); }

}  // namespace genba::test
