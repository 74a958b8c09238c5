#include "wasm/views/ticket_rows.h"

#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

enum ColumnIndex { kNumber, kTitle, kPriority, kTime };

std::vector<ui::TableColumn> columns_for(const Model& model, TicketRowsTime time) {
  const auto label = [&](FieldId id) { return std::string(find_field(id)->label(model.language)); };
  const bool is_closed = time == TicketRowsTime::kClosed;
  std::vector<ui::TableColumn> columns = {
      {.title = label(field::kTicketNumber), .width = 118, .slot = ui::CardSlot::kOverline},
      {.title = label(field::kTicketTitle), .weight = 1, .slot = ui::CardSlot::kTitle},
      {.title = label(field::kTicketPriority), .width = 118, .slot = ui::CardSlot::kTrailing},
      {.title = is_closed ? label(field::kTicketClosedAt) : ts(model, Message::kListSla),
       .width = 140,
       .slot = ui::CardSlot::kMeta}};
  for (ui::TableColumn& column : columns) column.sortable = false;
  return columns;
}

void fill_row(const Model& model, Row ticket, TicketRowsTime time, ui::TableRow& row) {
  const State& state = model.state();
  const std::int64_t priority = ticket_integer(state, ticket, field::kTicketPriority);
  row.text(kNumber, ticket_label(model, ticket), ui::Tone::kMuted);
  row.text(kTitle, ticket_title(state, ticket));
  if (priority != kNoInteger) {
    row.chip(kPriority, choice_label(ChoiceList::kPriority, priority, model.language),
             priority_tone(priority));
  }
  if (time == TicketRowsTime::kSla) {
    const SlaGlance glance = sla_glance(model, ticket);
    row.text(kTime, glance.text, glance.tone);
  } else {
    const std::int64_t closed = ticket_integer(state, ticket, field::kTicketClosedAt);
    row.text(kTime, format_relative(closed, time_style(model)), ui::Tone::kMuted);
  }
  row.href(href_of(ticket_path(state.id(Kind::kTicket, ticket))));
}

}  // namespace

void draw_ticket_rows(const Model& model, Actions& actions, std::string_view id,
                      std::string_view label, std::span<const Row> rows, TicketRowsTime time) {
  const int count = static_cast<int>(rows.size());
  const auto result = ui::table(id, label, columns_for(model, time),
                                {.rows = count, .fit_rows = count}, [&](int i, ui::TableRow& row) {
                                  fill_row(model, rows[static_cast<std::size_t>(i)], time, row);
                                });
  if (result.activated < 0) return;
  const Row pressed = rows[static_cast<std::size_t>(result.activated)];
  actions.open(ticket_path(model.state().id(Kind::kTicket, pressed)));
}

}  // namespace genba
