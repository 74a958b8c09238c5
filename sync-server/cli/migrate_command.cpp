// `genba migrate`: a server's data from its folder to PostgreSQL.
#include <cstdio>
#include <memory>

#include "sync-server/cli/commands.h"
#include "sync-server/cli/data_folder.h"
#include "sync-server/cli/database_option.h"
#include "sync-server/json_text.h"
#include "sync-server/stores/backup.h"
#include "sync-server/stores/sql.h"

namespace genba::cli {
namespace {

struct MigrateOptions {
  std::string data;
  DatabaseOptions to;
  bool json = false;
};

Result<Head> migrate(const MigrateOptions& options) {
  const Result<std::string> address = database_address(options.data, options.to);
  if (!address) return address.error();
  if (!stores::is_postgres(*address)) {
    return make_error(ErrorCode::kInvalidArgument, "where to: --to ADDRESS or --to-file FILE");
  }
  // A server that went on writing would write what is not taken along.
  const Result<FolderLock> lock = FolderLock::take(options.data);
  if (!lock) return lock.error();
  return stores::migrate(database_path(options.data), *address);
}

int run_migrate(const MigrateOptions& options) {
  const Result<Head> head = migrate(options);
  if (!head) return fail(head.error(), options.json);
  if (options.json) {
    std::printf("%s\n", json_text({{"effects", head->seq}}).c_str());
  } else {
    std::printf(
        "moved and verified %llu effects; from now on: genba serve --database …\n"
        "the folder's own database is as it was, and must not be served again\n",
        static_cast<unsigned long long>(head->seq));
  }
  return kExitOk;
}

}  // namespace

void add_migrate_command(CliCommand& program, Selection& selection) {
  const auto options = std::make_shared<MigrateOptions>();
  CliCommand* command = add_verb(program, "migrate", "Move a server's data to PostgreSQL", options,
                                 selection, run_migrate);
  add_database_options(*command, options->to, "--to");
}

}  // namespace genba::cli
