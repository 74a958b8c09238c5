// What is known about a ticket's trouble: the article that it became, and tickets and articles that
// are like it.
#pragma once

#include "wasm/views/similar_list.h"
#include "wasm/views/ticket_page.h"

namespace genba {

class TicketKnowledge {
 public:
  // Cards with room above each.
  void draw(const TicketPage& page);

 private:
  static void draw_article(const TicketPage& page);

  SimilarList similar_;
};

}  // namespace genba
