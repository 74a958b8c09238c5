// The photos and files of a ticket. Their contents stay outside: the page keeps what is added, and
// the application sends and fetches it.
#pragma once

#include "wasm/views/ticket_page.h"

namespace genba {

class TicketAttachments {
 public:
  void draw(const TicketPage& page);

 private:
  void draw_one(const TicketPage& page, const EntityId& attachment);
  void draw_buttons(const TicketPage& page);

  int audience_ = 0;  // of what is added next; 0: the requester too, 1: the desk alone
};

}  // namespace genba
