// Where a server's database is: DIR/genba.sqlite, or in PostgreSQL.
#pragma once

#include <functional>
#include <string>

#include "core/model/result.h"
#include "sync-server/cli/command.h"
#include "sync-server/stores/server_store.h"

namespace genba::cli {

struct DatabaseOptions {
  std::string address;  // --database
  std::string file;     // --database-file
};

// `name` and `name`-file.
void add_database_options(CliCommand& command, DatabaseOptions& options,
                          const std::string& name = "--database");

// For stores::open_database(): what --database says, or the first line of --database-file, or the
// environment's GENBA_DATABASE; when none says anything, DIR/genba.sqlite. kInvalidArgument when it
// is no address of PostgreSQL, kIo when the file cannot be read.
Result<std::string> database_address(const std::string& dir, const DatabaseOptions& options);

// Opens the server's database at an address, verifies its log, and lets `use` read it, all at one
// moment. kNotFound when nothing is there, and the store's errors.
using UseStore = std::function<Result<void>(const stores::ServerStore&)>;
Result<void> with_verified_store(const std::string& address, const UseStore& use);

// The first line of a file, or of standard input for "-".
Result<std::string> read_first_line(const std::string& file);

}  // namespace genba::cli
