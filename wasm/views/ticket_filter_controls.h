// The controls above the ticket list: search, chips, and the dialog of further filters and the
// order.
#pragma once

#include <string>

#include "wasm/views/choices.h"
#include "wasm/views/ticket_filter.h"
#include "wasm/views/words.h"

namespace genba {

struct ListColumn {
  const char* sort;  // column of the query; "" cannot be sorted by
  Message title;
  FieldId field;  // its label is the title when there is one
};
constexpr FieldId kNoField{};
constexpr ListColumn kListColumns[] = {
    {"number", Message::kNone, field::kTicketNumber},
    {"title", Message::kNone, field::kTicketTitle},
    {"state", Message::kNone, field::kTicketState},
    {"priority", Message::kNone, field::kTicketPriority},
    {"resolution_due", Message::kListSla, kNoField},
    {"assigned_to", Message::kNone, field::kTicketAssignedTo},
    {"assignment_group", Message::kNone, field::kTicketAssignmentGroup},
    {"updated_at", Message::kListUpdated, kNoField},
    {"", Message::kListPending, kNoField},
};
std::string list_column_title(const Model& model, const ListColumn& column);

class TicketFilterControls {
 public:
  void draw(const Model& model, TicketFilter* wanted);
  void draw_dialog(const Model& model, TicketFilter* wanted);

 private:
  void draw_search(const Model& model, const std::string& filter_label, TicketFilter* wanted);

  bool open_ = false;
  ChoiceCache choices_;
};

}  // namespace genba
