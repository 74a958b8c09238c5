// A ticket's checklist; of a security incident by the steps of IPA's flow, with the clocks of the
// authorities.
#pragma once

#include <string>

#include "wasm/views/ticket_page.h"

namespace genba {

class TicketChecklist {
 public:
  static bool concern(const TicketPage& page);
  void draw(const TicketPage& page);
  void draw_dialogs(const TicketPage& page);

 private:
  void draw_item(const TicketPage& page, const EntityId& item);
  void draw_step(const TicketPage& page, SecurityStep step);
  void draw_add(const TicketPage& page);

  bool all_steps_ = false, noting_ = false;
  EntityId item_;  // whose note is being written
  std::string note_, text_, problem_;
};

}  // namespace genba
