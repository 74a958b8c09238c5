// `genba restore`: a server's data from a backup, to go on from.
#include <cstdio>
#include <filesystem>
#include <memory>

#include "sync-server/auth/accounts.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/data_folder.h"
#include "sync-server/cli/database_option.h"
#include "sync-server/json_text.h"
#include "sync-server/stores/backup.h"
#include "sync-server/stores/sql.h"

namespace genba::cli {
namespace {

struct RestoreOptions {
  std::string file;
  std::string data;
  DatabaseOptions database;
  bool replace = false;
  bool json = false;
};

// Moves the present database out of the way, with its log: it may be wanted after all.
Result<void> put_aside(const std::string& dir, std::int64_t now_ms) {
  namespace fs = std::filesystem;
  const std::string path = database_path(dir);
  const std::string aside = dir + "/replaced-" + std::to_string(now_ms);
  std::error_code code;
  fs::create_directory(aside, code);
  for (const char* part : {"-shm", "-wal", ""}) {
    if (code) break;
    if (fs::exists(path + part, code)) {
      fs::rename(path + part, aside + "/genba.sqlite" + part, code);
    }
  }
  if (!code) return {};
  return make_error(ErrorCode::kIo,
                    "cannot move the present data to " + aside + ": " + code.message());
}

// First in the folder, then to PostgreSQL as a migration.
Result<Head> restore_to_postgres(const RestoreOptions& options, const std::string& address,
                                 std::int64_t now_ms) {
  const std::string path = options.data + "/restored-" + std::to_string(now_ms) + ".sqlite";
  Result<Head> head = stores::restore_backup(options.file, path, now_ms);
  if (head) head = stores::migrate(path, address);
  stores::remove_database(path);
  return head;
}

Result<Head> restore(const RestoreOptions& options) {
  const Result<std::string> address = database_address(options.data, options.database);
  if (!address) return address.error();
  if (Result<void> ready = prepare_data_folder(options.data); !ready) return ready.error();
  const std::int64_t now_ms = auth::system_now_ms();
  if (stores::is_postgres(*address)) return restore_to_postgres(options, *address, now_ms);
  const Result<FolderLock> lock = FolderLock::take(options.data);
  if (!lock) return lock.error();
  if (options.replace && std::filesystem::exists(*address)) {
    // Not before the backup is known to be good.
    if (const auto good = stores::verify_backup(options.file); !good) return good.error();
    if (Result<void> moved = put_aside(options.data, now_ms); !moved) return moved.error();
  }
  return stores::restore_backup(options.file, *address, now_ms);
}

int run_restore(const RestoreOptions& options) {
  const Result<Head> head = restore(options);
  if (!head) return fail(head.error(), options.json);
  if (options.json) {
    std::printf("%s\n", json_text({{"restored", options.file}, {"effects", head->seq}}).c_str());
  } else {
    std::printf("restored %llu effects; devices will pull anew and push again what is missing\n",
                static_cast<unsigned long long>(head->seq));
  }
  return kExitOk;
}

}  // namespace

void add_restore_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<RestoreOptions>();
  CliCommand* command =
      add_verb(program, "restore", "Go on from a backup, in a folder or database without data",
               options, selection, run_restore);
  command->add_option("file", options->file, "What `genba backup` made")->required();
  command->add_flag("--replace", options->replace,
                    "In a folder with data: move it to DIR/replaced-… first");
  add_database_options(*command, options->database);
}

}  // namespace genba::cli
