#include "sync-server/cli/serve_workspace.h"

#include <utility>
#include <vector>

#include "sync-server/auth/accounts.h"
#include "sync-server/demo/demo_data.h"
#include "sync-server/stores/server_store.h"
#include "sync-server/sync/housekeeping.h"
#include "sync-server/sync/system_random.h"

namespace genba::cli {
namespace {

Result<std::vector<sync::Member>> members_of(auth::AccountStore& store) {
  Result<std::vector<auth::Account>> accounts = store.list();
  if (!accounts) return accounts.error();
  std::vector<sync::Member> members;
  for (const auth::Account& account : *accounts) {
    members.push_back({account.id, account.name, account.role});
  }
  return members;
}

Result<void> fill_with_demo(stores::ServerStore& store, auth::AccountStore& accounts,
                            RandomSource& random) {
  const std::int64_t now_ms = auth::system_now_ms();
  if (Result<void> made = demo::make_accounts(accounts, now_ms); !made) return made;
  if (Result<void> begun = store.begin(stores::Transaction::kWrite); !begun) return begun;
  Result<void> done = sync::ensure_configuration(store, now_ms, random);
  if (done) done = demo::fill(store, accounts, now_ms, random);
  if (done) return store.commit();
  store.rollback();
  return done;
}

}  // namespace

Result<std::unique_ptr<sync::SyncService>> open_workspace(const std::string& address, bool demo,
                                                          http::LiveHub& live) {
  sync::SystemRandom random;
  Result<std::unique_ptr<stores::ServerStore>> writer = stores::open_store(address, random);
  if (!writer) return writer.error();
  Result<std::unique_ptr<stores::ServerStore>> reader = stores::open_store(address, random);
  if (!reader) return reader.error();
  Result<std::unique_ptr<stores::ServerStore>> snapshots = stores::open_store(address, random);
  if (!snapshots) return snapshots.error();
  Result<auth::AccountStore> accounts = auth::AccountStore::open(address);
  if (!accounts) return accounts.error();
  auto shared = std::make_shared<auth::AccountStore>(std::move(accounts).value());
  if (demo) {
    Result<void> filled = fill_with_demo(**writer, *shared, random);
    if (!filled) return filled.error();
  }
  return sync::SyncService::start(
      std::move(writer).value(), std::move(reader).value(), std::move(snapshots).value(),
      [shared] { return members_of(*shared); }, [&live](Seq head) { live.publish(head); },
      auth::system_now_ms());
}

}  // namespace genba::cli
