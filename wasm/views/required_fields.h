// The form for what a step of the workflow asks to be filled in.
#pragma once

#include <string>
#include <vector>

#include "wasm/views/choices.h"
#include "wasm/views/ticket_page.h"

namespace genba {

class RequiredFields {
 public:
  // Takes what the ticket has already.
  void open(const TicketPage& page, std::vector<FieldId> fields);
  // `tried`: whether to say what is missing.
  void draw(const TicketPage& page, bool tried);
  bool is_complete() const;
  std::vector<FieldChange> changes(const TicketPage& page) const;

 private:
  struct Entry {
    FieldId field{};
    std::string text;  // a choice's code, an id, local input of an instant
  };
  std::vector<Entry> entries_;
  ChoiceCache choices_;
};

}  // namespace genba
