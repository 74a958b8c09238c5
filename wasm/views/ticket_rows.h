// A short list of tickets on a screen that shows more than a list.
#pragma once

#include <span>
#include <string_view>

#include "wasm/views/words.h"

namespace genba {

enum class TicketRowsTime : std::uint8_t { kSla, kClosed };

// Pressing a row opens its ticket. As high as its rows; `rows` is not empty.
void draw_ticket_rows(const Model& model, Actions& actions, std::string_view id,
                      std::string_view label, std::span<const Row> rows, TicketRowsTime time);

}  // namespace genba
