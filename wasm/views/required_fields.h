// The form for what a step of the workflow asks to be filled in.
#pragma once

#include <string>
#include <vector>

#include "core/process/workflow.h"
#include "wasm/views/choices.h"
#include "wasm/views/ticket_page.h"

namespace genba {

class RequiredFields {
 public:
  // Takes what the ticket has already.
  void open(const TicketPage& page, const Requirements& requirements);
  // `tried`: whether to say what is missing.
  void draw(const TicketPage& page, bool tried);
  bool is_complete() const;
  // What was filled in: fields of the ticket, and its custom fields.
  std::vector<FieldChange> changes(const TicketPage& page) const;
  std::vector<SetCustomValue> custom_changes(const TicketPage& page) const;

 private:
  struct Entry {
    FieldId field{};
    EntityId custom;   // null: a field of the ticket
    std::string text;  // a choice's code, an id, local input of an instant
  };
  void draw_field(const TicketPage& page, Entry& entry, bool tried);
  void draw_custom(const TicketPage& page, Entry& entry, bool tried);

  std::vector<Entry> entries_;
  ChoiceCache choices_;
};

}  // namespace genba
