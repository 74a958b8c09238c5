#include "sync-server/cli/database_option.h"

#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <iostream>

#include "sync-server/cli/data_folder.h"
#include "sync-server/stores/sql.h"
#include "sync-server/sync/system_random.h"

namespace genba::cli {

void add_database_options(CliCommand& command, DatabaseOptions& options, const std::string& name) {
  CliOption* address =
      command.add_option(name, options.address,
                         "PostgreSQL instead of DIR/genba.sqlite: postgres://USER@HOST/DATABASE. "
                         "Default: the environment's GENBA_DATABASE");
  address->type_name("ADDRESS");
  command
      .add_option(name + "-file", options.file,
                  "Read the address from the first line of FILE (- is standard input), so that no "
                  "list of processes shows its password")
      ->type_name("FILE")
      ->excludes(address);
}

Result<void> with_verified_store(const std::string& address, const UseStore& use) {
  if (!stores::is_postgres(address) && ::access(address.c_str(), F_OK) != 0) {
    return make_error(ErrorCode::kNotFound, "there is no server's database at " + address);
  }
  sync::SystemRandom random;
  auto store = stores::open_store(address, random);
  if (!store) return store.error();
  if (const auto begun = (*store)->begin(stores::Transaction::kRead); !begun) return begun;
  if (const auto good = (*store)->verify(); !good) return good;
  if (const auto used = use(**store); !used) return used;
  return (*store)->commit();
}

Result<std::string> read_first_line(const std::string& file) {
  std::ifstream named;
  if (file != "-") named.open(file, std::ios::binary);
  std::istream& input = file == "-" ? std::cin : named;
  std::string line;
  if (!std::getline(input, line)) {
    return make_error(ErrorCode::kIo, "cannot read a line from " + file);
  }
  if (!line.empty() && line.back() == '\r') line.pop_back();
  return line;
}

Result<std::string> database_address(const std::string& dir, const DatabaseOptions& options) {
  std::string address = options.address;
  if (!options.file.empty()) {
    Result<std::string> line = read_first_line(options.file);
    if (!line) return line;
    address = *line;
  } else if (const char* named = std::getenv("GENBA_DATABASE"); address.empty() && named) {
    address = named;
  }
  if (address.empty()) return database_path(dir);
  if (stores::is_postgres(address)) return address;
  return make_error(ErrorCode::kInvalidArgument,
                    "a database's address begins with postgres:// or postgresql://");
}

}  // namespace genba::cli
