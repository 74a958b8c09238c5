// A ticket's custom fields.
#pragma once

#include <string>
#include <vector>

#include "wasm/views/custom_field_editor.h"
#include "wasm/views/ticket_page.h"

namespace genba {

class TicketCustom {
 public:
  static bool concern(const TicketPage& page);
  void draw(const TicketPage& page);
  void draw_dialogs(const TicketPage& page);

 private:
  void save(const TicketPage& page);

  bool editing_ = false;
  std::vector<std::string> texts_;  // in the order of the book's fields
  std::string problem_;
  ChoiceCache people_;
};

}  // namespace genba
