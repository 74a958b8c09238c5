// Who was asked to approve a ticket, and what he said.
#pragma once

#include <string>

#include "wasm/views/choices.h"
#include "wasm/views/ticket_page.h"

namespace genba {

class TicketApprovals {
 public:
  // Whether this ticket has anything to do with approvals.
  static bool concern(const TicketPage& page);
  void draw(const TicketPage& page);
  void draw_dialogs(const TicketPage& page);

 private:
  void draw_own(const TicketPage& page);
  void draw_ask(const TicketPage& page);
  void draw_reject(const TicketPage& page);

  bool asking_ = false, rejecting_ = false, tried_ = false;
  std::string person_, remark_, problem_;
  ChoiceCache choices_;
};

}  // namespace genba
