#include "wasm/app/joining.h"

#include "core/text/catalogue.h"
#include "wasm/app/model_builder.h"
#include "wasm/platform/page.h"

namespace genba::app {
namespace {

void begin(Parts& parts, bool asked) {
  WorkspaceHost& host = parts.host;
  if (host.place() != WorkspaceHost::Place::kHere) return;
  const bool is_new = !host.is_started();
  if (is_new && !host.start_joined()) return;
  if (is_new || asked || !parts.sync.is_running()) {
    parts.sync.start();
  } else if (parts.sync.status() == SyncStatus::kSignInNeeded) {
    parts.sync.signed_in();
  }
  if ((is_new || asked) && parts.router.path() == "/welcome") parts.router.open("/");
  platform::request_frame();
}

// A user's id, platform::kAlone, or empty: nobody's yet.
std::string owner_here(const Parts& parts) {
  const WorkspaceHost& host = parts.host;
  if (host.place() == WorkspaceHost::Place::kHere && host.is_started()) {
    if (host.workspace().is_alone()) return std::string(platform::kAlone);
    const EntityId& user = host.workspace().replica().identity().user;
    if (!user.is_null()) return to_string(user);
  }
  return parts.keeper.owner();
}

// A password that was typed is remembered as what proves its owner without a network.
void remember(Parts& parts, std::function<void()> then) {
  const Account::Secret secret = parts.account.take_secret();
  if (secret.password.empty()) return then();
  parts.keeper.remember(to_string(parts.account.user()), secret.name, secret.password,
                        std::move(then));
}

// Of a store of his that is closed.
const platform::DeviceStore* own_store(const Parts& parts) {
  const std::string person = to_string(parts.account.user());
  for (const platform::DeviceStore& store : parts.keeper.device().stores) {
    if (store.owner == person && !store.is_open) return &store;
  }
  return nullptr;
}

bool owns_changes(const Parts& parts) {
  const platform::DeviceStore* store = own_store(parts);
  return store != nullptr && store->waiting > 0;
}

}  // namespace

void finish_joining(Parts& parts) {
  const std::string person = to_string(parts.account.user());
  // Whose the store is going to be is said first: cut off here, it is still the lonely one, and is
  // described as that when it is opened again.
  const auto finish = [&parts, person] {
    parts.keeper.describe(person, parts.account.user_name(), 0, [&parts] {
      if (!parts.join.finish()) return describe_store(parts);
      begin(parts, true);
      remember(parts, [] {});
    });
  };
  // One person, one store: his other one has nothing that the server does not have.
  if (own_store(parts) == nullptr) return finish();
  parts.keeper.remove(person, finish);
}

void join_signed_in(Parts& parts, bool asked) {
  const WorkspaceHost::Place place = parts.host.place();
  if (asked && place == WorkspaceHost::Place::kFollowing) {
    return parts.host.take([&parts] { join_signed_in(parts, true); });
  }
  if (place != WorkspaceHost::Place::kHere && place != WorkspaceHost::Place::kLocked) return;
  const std::string person = to_string(parts.account.user());
  const std::string owner = owner_here(parts);
  if (owner == person || (owner.empty() && parts.keeper.device().is_any_open)) {
    return remember(parts, [&parts, asked] { begin(parts, asked); });
  }
  if (owner == platform::kAlone && !asked) return;
  if (owner == platform::kAlone && place == WorkspaceHost::Place::kHere && !owns_changes(parts)) {
    parts.join.begin(parts.account.user());
    return parts.router.open("/join");
  }
  remember(parts, [&parts, person] { parts.keeper.open_store(person, parts.account.user_name()); });
}

void work_alone(Parts& parts) {
  const std::string owner = parts.keeper.owner();
  const bool is_here =
      parts.keeper.device().is_any_open && (owner.empty() || owner == platform::kAlone);
  if (!is_here || (owner.empty() && parts.keeper.has_alone())) {
    return parts.keeper.open_store(platform::kAlone, {});
  }
  const std::string_view name = text(Message::kYou, parts.settings.language());
  const auto done = parts.host.start_alone(std::string(name));
  assert(done.ok());
  (void)done;
  if (parts.router.path() == "/welcome") parts.router.open("/");
}

void describe_store(Parts& parts) {
  if (parts.host.place() != WorkspaceHost::Place::kHere || !parts.host.is_started()) return;
  const Workspace& workspace = parts.host.workspace();
  if (workspace.is_alone()) return parts.keeper.describe(platform::kAlone, {}, 0);
  const EntityId& user = workspace.replica().identity().user;
  if (user.is_null()) return;
  parts.keeper.describe(to_string(user), user_name_of(parts),
                        workspace.replica().waiting() + parts.contents.waiting());
}

}  // namespace genba::app
