// What a ticket is related to: its links, its trace from incident to release, merging.
#pragma once

#include <string>

#include "wasm/views/cause_codes.h"
#include "wasm/views/ticket_page.h"

namespace genba {

class TicketLinks {
 public:
  // Above everything else: that it is merged, that incidents wait for it.
  void draw_notices(const TicketPage& page);
  void draw(const TicketPage& page);  // the card
  void draw_dialogs(const TicketPage& page);

 private:
  void draw_relations(const TicketPage& page);
  void draw_add(const TicketPage& page);
  void draw_merge(const TicketPage& page);
  void draw_waiting(const TicketPage& page);
  bool find_other(const TicketPage& page, EntityId* other);

  bool adding_ = false, merging_ = false, resolving_ = false, tried_ = false;
  std::string relation_, other_, problem_, resolution_, cause_;
};

}  // namespace genba
