// Application: joins the parts: what the page and the server report goes to the part that it
// concerns, and each frame draws the screen of the address. Lives as long as the page.
#pragma once

#include <string>

#include "wasm/app/app_actions.h"
#include "wasm/app/gates.h"
#include "wasm/app/parts.h"
#include "wasm/views/shell.h"

namespace genba::app {

class Application {
 public:
  // False when the browser gives no WebGL 2.
  bool start();

 private:
  FrameHandlers frame_handlers();
  WorkspaceHost::Handlers host_handlers();
  Account::Handlers account_handlers();
  // What waits here, now and then; from it the server answers whether this device is to be wiped.
  void report_to_server();
  std::string path_to_draw(const Model& model) const;
  void opened(const platform::StoredFiles& aside);
  void begin();
  void load_device(const platform::StoredFiles& aside);
  void on_visibility(bool visible);
  void keep_drafts();
  void draw();

  Parts parts_;
  AppActions actions_{parts_};
  Gates gates_{parts_};
  WorkspaceShell shell_;
  bool has_asked_to_persist_ = false;
};

}  // namespace genba::app
