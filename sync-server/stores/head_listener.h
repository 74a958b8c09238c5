// HeadListener: hears of what other server processes commit to the same PostgreSQL database.
//
// Each commit that puts effects into the log notifies the channel of its workspace
// (Database::announce). The listener holds a connection of its own, on a thread of its own. When it
// has lost that connection it comes back by itself, and then tells the head that it finds: nothing
// that was committed meanwhile goes unheard.
#pragma once

#include <functional>
#include <memory>
#include <string>

#include "core/model/effect.h"
#include "core/model/ids.h"
#include "core/model/result.h"

namespace genba::stores {

// The channel of a workspace's heads: others may be in the same database.
std::string channel_of(const EntityId& workspace);

class HeadListener {
 public:
  // Called on the listener's thread.
  using OnHead = std::function<void(Seq)>;

  HeadListener(std::string address, const EntityId& workspace, OnHead on_head);
  ~HeadListener();
  HeadListener(const HeadListener&) = delete;
  HeadListener& operator=(const HeadListener&) = delete;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace genba::stores
