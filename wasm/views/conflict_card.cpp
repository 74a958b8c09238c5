#include "wasm/views/conflict_card.h"

#include "core/replica/ticket_label.h"
#include "wasm/ui/ui.h"
#include "wasm/views/address.h"
#include "wasm/views/error_text.h"
#include "wasm/views/ticket_text.h"

namespace genba {
namespace {

struct Side {
  Message title;
  std::string value, by;
  ui::Tone tone;
};

void draw_side(const Model& model, const Side& side) {
  ui::chip(t(model, side.title), {.tone = side.tone});
  ui::gap(ui::kSpace4);
  ui::text(side.value, {.size = ui::TextSize::k15, .max_lines = 12});
  if (!side.by.empty()) ui::caption(side.by);
}

// Who wrote the value that stands, and when: the last effect on the cell.
std::string last_writer(const Model& model, const EntityId& entity, FieldId field) {
  std::string said;
  for (const Effect& effect : model.replica->timeline().of(entity)) {
    if (effect.field != field) continue;
    said = t(model, Message::kConflictBy, actor_name(model, effect.actor),
             format_exact(effect.effective_ms, time_style(model)));
  }
  return said;
}

}  // namespace

std::vector<Row> open_conflicts(const State& state, const EntityId& ticket) {
  const Table& table = state.table(Kind::kConflict);
  const Column& status = table.column(field::kConflictStatus);
  const auto is_open = [&](Row row) {
    return table.is_live(row) &&
           status.integer(row) == static_cast<std::int64_t>(ConflictStatus::kOpen);
  };
  std::vector<Row> rows;
  if (!ticket.is_null()) {
    for (const Row row : state.rows_referring(field::kConflictTicket, ticket)) {
      if (is_open(row)) rows.push_back(row);
    }
    return rows;
  }
  for (Row row = 0; row < table.size(); ++row) {
    if (is_open(row)) rows.push_back(row);
  }
  return rows;
}

void draw_conflict(const Model& model, Actions& actions, Row conflict, bool with_ticket) {
  const State& state = model.state();
  const auto value = [&](FieldId field) { return state.get(Kind::kConflict, conflict, field); };
  const EntityId id = state.id(Kind::kConflict, conflict);
  const EntityId entity = value(field::kConflictEntity).reference();
  const auto field = static_cast<FieldId>(value(field::kConflictField).integer());
  const FieldSpec* spec = find_field(field);
  if (!spec) return;
  const ui::IdScope scope(to_string(id));
  const ui::Card card({.title = spec->label(model.language)});
  const EntityId ticket = value(field::kConflictTicket).reference();
  if (with_ticket && state.kind(ticket) == Kind::kTicket) {
    const std::string label =
        ticket_label(state, ticket) + " " + state.value(ticket, field::kTicketTitle).text();
    if (ui::link(label, href_of(ticket_path(ticket)))) actions.open(ticket_path(ticket));
    ui::gap(ui::kSpace8);
  }
  {
    ui::Grid grid("sides", {.min_cell = 220, .max_columns = 2});
    grid.next();
    draw_side(model,
              {Message::kConflictStands, value_text(model, *spec, state.value(entity, field)),
               last_writer(model, entity, field), ui::Tone::kOk});
    grid.next();
    const std::string by =
        t(model, Message::kConflictBy,
          actor_name(model, value(field::kConflictLosingActor).reference()),
          format_exact(value(field::kConflictLosingAt).integer(), time_style(model)));
    draw_side(model,
              {Message::kConflictOther,
               value_text(model, *spec, value(field::kConflictLosingValue)), by, ui::Tone::kWarn});
  }
  ui::gap(ui::kSpace12);
  const ui::Row row;
  const bool keep = ui::button(t(model, Message::kConflictKeep), {.icon = ui::Icon::kCheck});
  const bool take = ui::button(t(model, Message::kConflictTake), {.icon = ui::Icon::kConflict});
  if (!keep && !take) return;
  const Result<void> done = actions.submit(SettleConflict{id, take}, 0);
  if (done) {
    ui::toast(ts(model, Message::kConflictSettled));
  } else {
    ui::toast(error_text(done.error(), model.language), {.tone = ui::Tone::kDanger});
  }
}

}  // namespace genba
