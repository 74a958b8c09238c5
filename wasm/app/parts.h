// The parts of the running program. Each knows only what it is given; application.cpp joins them.
#pragma once

#include "wasm/app/account.h"
#include "wasm/app/content_driver.h"
#include "wasm/app/drafts.h"
#include "wasm/app/frame_loop.h"
#include "wasm/app/frame_pacer.h"
#include "wasm/app/record_finder.h"
#include "wasm/app/router.h"
#include "wasm/app/settings.h"
#include "wasm/app/similar_finder.h"
#include "wasm/app/sync_driver.h"
#include "wasm/app/workspace_host.h"

namespace genba::app {

struct Parts {
  FrameLoop loop;
  Settings settings;
  Drafts drafts;
  WorkspaceHost host;
  FramePacer pacer{host};
  SyncDriver sync{host, [this] { pacer.changed(); }};
  ContentDriver contents{host, sync};
  Account account;
  Router router;
  SimilarFinder similar;
  RecordFinder finder;
  bool update_available = false;
};

}  // namespace genba::app
