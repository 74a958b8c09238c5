// The parts of the running program. Each knows only what it is given; application.cpp joins them.
#pragma once

#include "wasm/app/account.h"
#include "wasm/app/content_driver.h"
#include "wasm/app/device_list.h"
#include "wasm/app/device_report.h"
#include "wasm/app/drafts.h"
#include "wasm/app/frame_loop.h"
#include "wasm/app/frame_pacer.h"
#include "wasm/app/join_driver.h"
#include "wasm/app/kiosk_list.h"
#include "wasm/app/kiosk_mode.h"
#include "wasm/app/receipts.h"
#include "wasm/app/record_finder.h"
#include "wasm/app/router.h"
#include "wasm/app/server_search.h"
#include "wasm/app/settings.h"
#include "wasm/app/similar_finder.h"
#include "wasm/app/store_keeper.h"
#include "wasm/app/sync_driver.h"
#include "wasm/app/wiping.h"
#include "wasm/app/workspace_host.h"
#include "wasm/platform/environment.h"
#include "wasm/views/device_scope.h"
#include "wasm/views/preferences.h"

namespace genba::app {

struct Parts {
  FrameLoop loop;
  Settings settings;
  Drafts drafts;
  WorkspaceHost host;
  FramePacer pacer{host};
  StoreKeeper keeper{host, drafts};
  SyncDriver sync{host, [this] { pacer.changed(); }};
  ContentDriver contents{host, sync};
  Account account;
  JoinDriver join{host};
  Router router;
  SimilarFinder similar;
  Receipts receipts{[this] { pacer.changed(); }};
  ServerSearch server_search{[this] { pacer.changed(); }};
  DeviceList devices{[this] { pacer.changed(); }};
  KioskList kiosks{[this] { pacer.changed(); }};
  DeviceReport report;
  Wiping wiping{*this};
  KioskMode kiosk{*this};
  RecordFinder finder;
  bool update_available = false;

  // What this device keeps of the tickets, as chosen in its settings.
  void apply_scope() {
    sync.set_scope(
        scope_at(parse_device_scope(settings.get(preference::kScope)), platform::now_ms()));
  }

  // Changes and contents that the server does not have.
  std::size_t waiting() const {
    return host.is_started() ? host.workspace().replica().waiting() + contents.waiting() : 0;
  }
};

}  // namespace genba::app
