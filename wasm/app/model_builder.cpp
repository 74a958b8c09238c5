#include "wasm/app/model_builder.h"

#include "wasm/app/device.h"
#include "wasm/platform/environment.h"
#include "wasm/views/error_text.h"

namespace genba::app {
namespace {

BadgeState badge_of(SyncStatus status) {
  switch (status) {
    case SyncStatus::kWorking: return BadgeState::kSyncing;
    case SyncStatus::kSynced: return BadgeState::kSynced;
    case SyncStatus::kSignInNeeded: return BadgeState::kSignInNeeded;
    case SyncStatus::kOffline:
    case SyncStatus::kRefused: break;
  }
  return BadgeState::kOffline;
}

// Of a tab that follows: the one that holds the workspace synchronises it.
BadgeState badge_beside(const Model& model) {
  if (!model.is_online) return BadgeState::kOffline;
  return model.waiting > 0 ? BadgeState::kSyncing : BadgeState::kSynced;
}

void describe_safety(const Parts& parts, Model& model) {
  if (parts.host.is_failing()) {
    model.badge = BadgeState::kNotSaved;
    model.badge_detail = error_text(parts.host.save_error(), model.language);
  } else if (!parts.host.is_saved()) {
    model.badge = BadgeState::kSaving;
  } else if (model.is_alone) {
    model.badge = BadgeState::kSaved;
  } else if (parts.host.place() == WorkspaceHost::Place::kFollowing) {
    model.badge = badge_beside(model);
  } else {
    model.badge = badge_of(parts.sync.status());
    if (model.badge == BadgeState::kSynced && parts.contents.waiting() > 0) {
      model.badge = BadgeState::kSyncing;
    }
    if (parts.sync.status() == SyncStatus::kRefused) {
      model.badge_detail = error_text(parts.sync.last_error(), model.language);
    }
  }
}

DeviceModel describe_device(const Parts& parts) {
  DeviceModel device;
  const StoreKeeper& keeper = parts.keeper;
  for (const platform::DeviceStore& store : keeper.device().stores) {
    if (store.owner == platform::kAlone) {
      device.has_alone = !store.is_open;
    } else if (!store.is_open && !store.owner.empty()) {
      device.others.push_back({store.name, store.waiting});
    }
  }
  if (const platform::DeviceStore* open = keeper.open()) {
    device.is_sealed = open->is_sealed;
    device.lock_minutes = open->lock_minutes;
    device.owner_name = open->name;
  }
  device.is_busy = keeper.is_busy();
  device.problem = keeper.problem();
  return device;
}

}  // namespace

std::string user_name_of(const Parts& parts) {
  const Replica& replica = parts.host.workspace().replica();
  const Cell name = replica.state().cell(replica.identity().user, field::kUserName);
  return name.value.is_empty() ? parts.sync.user_name() : std::string(name.value.text());
}

Model build_model(const Parts& parts) {
  Model model;
  model.language = parts.settings.language();
  model.now_ms = platform::now_ms();
  model.utc_offset_minutes = utc_offset_minutes(model.now_ms);
  model.is_online = platform::is_online();
  model.server_available = parts.account.has_server();
  model.insecure_context = !platform::is_secure_context();
  model.update_available = parts.update_available;
  model.signing_in = parts.account.is_busy();
  model.sign_in_error = parts.account.problem(model.language);
  model.device = describe_device(parts);
  model.is_kiosk = parts.kiosk.is_on();
  model.idle_ms = platform::monotonic_ms() - parts.loop.last_input_ms();
  model.receipt = parts.receipts.answer();
  model.server_search = parts.server_search.answer();
  model.devices = parts.devices.answer();
  model.kiosks = parts.kiosks.answer();
  if (!parts.host.is_open() || !parts.host.is_started()) return model;
  const Workspace& workspace = parts.host.workspace();
  model.replica = &workspace.replica();
  model.is_alone = workspace.is_alone();
  model.waiting = parts.waiting();
  model.last_sync_ms = parts.sync.last_answer_ms();
  model.is_checking = parts.sync.is_checking();
  model.last_check = parts.sync.last_check();
  model.user_name = user_name_of(parts);
  model.join = parts.join.preview();
  model.is_joining = parts.join.is_under_way();
  model.join_problem = parts.join.problem();
  model.present = parts.sync.presence().others();
  describe_safety(parts, model);
  return model;
}

}  // namespace genba::app
