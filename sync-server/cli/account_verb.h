// What the commands on a server's accounts and their devices have in common (user, kiosk, device).
// They work on the database directly, also while servers run on it.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "sync-server/auth/account_store.h"
#include "sync-server/cli/cli.h"
#include "sync-server/cli/database_option.h"

namespace genba::cli {

struct AccountOptions {
  std::string data_dir;
  DatabaseOptions database;
  bool json = false;
};

// The address of the database, once passwords can be hashed and the folder is there.
Result<std::string> account_address(const AccountOptions& options);
Result<auth::AccountStore> open_accounts(const AccountOptions& options);

// A subcommand that runs `action` with `options`, a struct that begins with AccountOptions.
template <typename Options>
CliCommand* add_account_verb(CliCommand& parent, Selection& selection,
                             const std::shared_ptr<Options>& options, const char* name,
                             const char* description,
                             const std::function<int(const Options&)>& action) {
  CliCommand* command = parent.add_subcommand(name, description);
  add_data_option(*command, options->data_dir);
  add_database_options(*command, options->database);
  add_json_option(*command, options->json);
  command->callback([options, &selection, action] {
    selection.run = [options, action] { return action(*options); };
  });
  return command;
}

}  // namespace genba::cli
