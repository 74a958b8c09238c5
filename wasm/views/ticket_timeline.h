// The timeline of a ticket's page.
#pragma once

#include <string>
#include <vector>

#include "wasm/views/ticket_history.h"
#include "wasm/views/ticket_page.h"

namespace genba {

// What a gesture did, a line for each change; "" when that is nothing people look for.
std::string history_text(const Model& model, const HistoryEntry& entry);

class TicketTimeline {
 public:
  void draw(const TicketPage& page);

 private:
  void refresh(const TicketPage& page);

  EntityId id_;
  std::uint64_t version_ = ~std::uint64_t{0};
  Seq head_ = 0;
  std::size_t predicted_ = 0;
  std::vector<HistoryEntry> entries_;
  int order_ = 0;  // 0: newest first, 1: oldest first
  bool with_derived_ = false;
  std::size_t shown_ = 0;
};

}  // namespace genba
