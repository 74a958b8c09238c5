// Where a server's database is: DIR/genba.sqlite, or in PostgreSQL.
#pragma once

#include <string>

#include "core/model/result.h"
#include "sync-server/cli/command.h"

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

// The first line of a file, or of standard input for "-".
Result<std::string> read_first_line(const std::string& file);

}  // namespace genba::cli
