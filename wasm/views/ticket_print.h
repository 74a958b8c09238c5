// A ticket on paper: what it is, its fields, and everything that happened, oldest first.
#pragma once

#include <vector>

#include "wasm/views/ticket_page.h"

namespace genba {

std::vector<PrintPart> ticket_document(const TicketPage& page);

}  // namespace genba
