// Writing a comment: a public reply or an internal note. What is typed is kept as a draft.
#pragma once

#include <string>

#include "wasm/views/ticket_page.h"

namespace genba {

class TicketComposer {
 public:
  void draw(const TicketPage& page);
  // Somebody has begun a text and is in it.
  bool is_being_written() const { return is_focused_ && !body_.empty(); }

 private:
  void open(const TicketPage& page);
  void send(const TicketPage& page, Facet facet);

  EntityId id_;
  std::string body_, kept_, problem_;
  bool is_focused_ = false;
  int kind_ = 0;  // 0: public reply, 1: internal note
};

}  // namespace genba
