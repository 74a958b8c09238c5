// The fields of a ticket beside its timeline: whoever may change one does so in place; a change is
// applied at once and can be undone.
#pragma once

#include <string>

#include "wasm/views/choices.h"
#include "wasm/views/ticket_page.h"

namespace genba {

class TicketFields {
 public:
  void draw_classification(const TicketPage& page);
  bool draw_people(const TicketPage& page);  // true: somebody else is to be assigned
  void draw_times(const TicketPage& page);
  void draw_tags(const TicketPage& page);
  // The dialog for title and description; open_text_dialog() opens it.
  void open_text_dialog(const TicketPage& page);
  void draw_text_dialog(const TicketPage& page);

 private:
  void choice(const TicketPage& page, FieldId field);
  void reference(const TicketPage& page, FieldId field, const std::vector<ui::Choice>& choices);
  void item(const TicketPage& page);
  void draw_override(const TicketPage& page);
  void save_override(const TicketPage& page, const std::string& code, const std::string& reason);
  void save_text(const TicketPage& page);

  ChoiceCache choices_;
  bool editing_text_ = false;
  Seq seen_ = 0;
  std::string title_, description_, problem_, tag_;
  // An override that still wants its reason.
  EntityId overridden_;
  std::string override_, override_reason_;
};

}  // namespace genba
