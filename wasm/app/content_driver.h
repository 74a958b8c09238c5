// ContentDriver: the contents of attachments on this device (wasm/platform/contents.h) and their
// way to the server. A file is attached once the page has kept it; what was added here goes up when
// the server knows of the attachment, one at a time, with the same patience as the sync, and stays
// here.
//
// The server is named by its epoch: one that was restored from a backup is asked anew.
#pragma once

#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "wasm/app/sync_driver.h"
#include "wasm/app/workspace_host.h"
#include "wasm/platform/contents.h"
#include "wasm/platform/events.h"
#include "wasm/platform/timer.h"
#include "wasm/views/view.h"

namespace genba::app {

class ContentDriver {
 public:
  ContentDriver(WorkspaceHost& host, SyncDriver& sync) : host_(host), sync_(sync) {}

  // What is kept here, read once the workspace was opened.
  void start();
  // Sends what is due; call whenever something changed.
  void pump();
  // The network is back: what failed is tried at once.
  void hurry();

  // Attaches what the page kept for `target` (attachment_target).
  void attach(std::string_view target, const platform::KeptFile& file, Language language);
  ContentPlace place(const EntityId& attachment) const;
  // Saves it as a download, from here or from the server.
  void save(const EntityId& attachment);
  void load_picture(const std::string& key);
  // What went wrong last with attachments of the ticket, in words; empty: nothing.
  std::string problem(const EntityId& ticket, Language language) const;

  // Kept here, and not at the server yet.
  std::size_t waiting() const;

 private:
  struct Entry {
    std::string sent_to;
    bool is_refused = false;
  };

  std::string server() const;
  bool can_send() const;
  bool is_own(const EntityId& attachment) const;
  bool waits(const EntityId& attachment, const Entry& entry, const std::string& server) const;
  void send(const EntityId& attachment);
  void sent(const EntityId& attachment, platform::SendOutcome outcome, int retry_after_s);
  void retry_in(int retry_after_s);
  using Words = std::function<std::string(Language)>;
  void complain(const EntityId& ticket, Words words);
  void complain(const EntityId& ticket, Message message, const std::string& name);

  WorkspaceHost& host_;
  SyncDriver& sync_;
  std::unordered_map<EntityId, Entry, EntityIdHash> entries_;
  bool is_sending_ = false;
  int failures_ = 0;
  platform::Timer retry_;
  EntityId problem_of_;  // a ticket
  Words problem_;
};

}  // namespace genba::app
