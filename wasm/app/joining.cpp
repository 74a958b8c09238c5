#include "wasm/app/joining.h"

#include "wasm/platform/page.h"

namespace genba::app {
namespace {

void begin(Parts& parts) {
  parts.sync.start();
  if (parts.router.path() == "/welcome") parts.router.open("/");
  platform::request_frame();
}

void replace_person(Parts& parts) {
  if (!parts.host.workspace().replica().outbox().empty() || parts.contents.waiting() > 0) {
    return parts.account.refuse(Account::Refusal::kOtherPerson);
  }
  parts.sync.stop();
  parts.host.when_saved([&parts] {
    if (!parts.host.start_over()) return;
    parts.contents.clear();
    begin(parts);
  });
}

}  // namespace

void join_signed_in(Parts& parts, bool asked) {
  WorkspaceHost& host = parts.host;
  if (host.place() != WorkspaceHost::Place::kHere) return;
  if (!host.is_started() || host.workspace().is_alone()) {
    if (host.is_started() && !asked) return;
    if (host.start_joined()) begin(parts);
    return;
  }
  const EntityId& owner = host.workspace().replica().identity().user;
  const EntityId& person = parts.account.user();
  if (!owner.is_null() && !person.is_null() && owner != person) return replace_person(parts);
  if (asked) return begin(parts);
  if (parts.sync.status() == SyncStatus::kSignInNeeded) parts.sync.signed_in();
}

}  // namespace genba::app
