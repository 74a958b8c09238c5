#include "sync-server/cli/account_verb.h"

#include "sync-server/auth/password.h"
#include "sync-server/cli/data_folder.h"

namespace genba::cli {

Result<std::string> account_address(const AccountOptions& options) {
  if (Result<void> ready = auth::init_crypto(); !ready) return ready.error();
  if (Result<void> ready = prepare_data_folder(options.data_dir); !ready) return ready.error();
  return database_address(options.data_dir, options.database);
}

Result<auth::AccountStore> open_accounts(const AccountOptions& options) {
  const Result<std::string> address = account_address(options);
  if (!address) return address.error();
  return auth::AccountStore::open(*address);
}

}  // namespace genba::cli
