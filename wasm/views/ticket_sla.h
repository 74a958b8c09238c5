// The SLA of a ticket: both clocks as bars with their segments, and how each was counted.
#pragma once

#include <optional>

#include "core/process/ticket_clocks.h"
#include "wasm/views/ticket_page.h"

namespace genba {

class SlaPanel {
 public:
  void draw(const TicketPage& page);

 private:
  void refresh(const TicketPage& page);

  EntityId id_;
  std::uint64_t version_ = ~std::uint64_t{0};
  std::int64_t minute_ = 0;
  std::optional<SlaResult> clocks_;
  bool explaining_ = false;
};

}  // namespace genba
