// The steps that a ticket can take now, as buttons show them: in which order, with which words and
// icon.
#pragma once

#include "core/text/catalogue.h"
#include "wasm/ui/icons.h"
#include "wasm/views/ticket_page.h"

namespace genba {

struct StepFace {
  Message label;
  ui::Icon icon;
};

StepFace face_of(TicketState from, TicketState to);

struct TicketSteps {
  // The usual next one first, then the others in the order of the workflow; those back and aside
  // come last.
  std::vector<TicketState> states;
  std::size_t common = 0;  // that many deserve a button of their own
};
TicketSteps steps_of(const TicketPage& page);

}  // namespace genba
