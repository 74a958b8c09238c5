// What a ticket's requester is asked: whether it is solved, and, when it is closed, how it was
// handled.
#pragma once

#include <string>

#include "wasm/views/ticket_page.h"

namespace genba {

class TicketAnswer {
 public:
  // Whether this person is asked whether it is solved: his are then not the steps of the desk.
  static bool concern(const TicketPage& page);

  void draw(const TicketPage& page);  // nothing when there is nothing to ask
  void draw_dialogs(const TicketPage& page);

 private:
  void draw_question(const TicketPage& page);
  static void draw_rating(const TicketPage& page);
  void refuse(const TicketPage& page);

  bool is_refusing_ = false;
  std::string reason_, problem_;
};

}  // namespace genba
