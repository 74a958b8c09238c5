// `genba backup`, while servers run: all of a server's database in one file.
#include <sys/stat.h>

#include <cstdio>
#include <memory>

#include "sync-server/auth/accounts.h"
#include "sync-server/cli/commands.h"
#include "sync-server/cli/database_option.h"
#include "sync-server/json_text.h"
#include "sync-server/stores/backup.h"

namespace genba::cli {
namespace {

struct BackupOptions {
  std::string file;
  std::string data;
  DatabaseOptions database;
  bool json = false;
};

int run_backup(const BackupOptions& options) {
  const Result<std::string> address = database_address(options.data, options.database);
  if (!address) return fail(address.error(), options.json);
  // Password hashes and people's words: the owner's alone, like the data folder.
  ::umask(0077);
  const Result<Head> head = stores::make_backup(*address, options.file, auth::system_now_ms());
  if (!head) return fail(head.error(), options.json);
  if (options.json) {
    std::printf("%s\n", json_text({{"backup", options.file}, {"effects", head->seq}}).c_str());
  } else {
    std::printf("%s: %llu effects\n", options.file.c_str(),
                static_cast<unsigned long long>(head->seq));
  }
  return kExitOk;
}

}  // namespace

void add_backup_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<BackupOptions>();
  CliCommand* command =
      add_verb(program, "backup", "Write all of a server's data to one file, also while it runs",
               options, selection, run_backup);
  command->add_option("file", options->file, "The file to make; it must not be there yet")
      ->required();
  add_database_options(*command, options->database);
}

}  // namespace genba::cli
