// Demo data: two months of a service desk's life, told through the same commands and the same
// authority as real work, each gesture at its own time and by its own person.
#pragma once

#include <vector>

#include "sync-server/auth/account_store.h"
#include "sync-server/stores/server_store.h"

namespace genba::demo {

// The password of every demo account. Whoever serves demo data to others gives them the door key.
inline constexpr const char* kDemoPassword = "genba-demo";

// Accounts for the people of the demo who sign in (demo, sato, suzuki, tanaka, emma, takahashi,
// ito); those that exist stay as they are.
Result<void> make_accounts(auth::AccountStore& accounts, std::int64_t now_ms);

// Fills a workspace that has no ticket; does nothing to any other. Call inside a write transaction,
// after ensure_configuration(). The same `now_ms` gives the same stories.
Result<void> fill(stores::ServerStore& store, auth::AccountStore& accounts, std::int64_t now_ms,
                  RandomSource& random);

}  // namespace genba::demo
