// How tickets and their values are said on screens: labels, names, tones, the time that is left.
// Everything reads the replica's state; nothing is kept.
#pragma once

#include <optional>
#include <string>

#include "wasm/ui/icons.h"
#include "wasm/views/words.h"

namespace genba {

std::string choice_label(ChoiceList list, std::int64_t number, Language language);
ui::Tone priority_tone(std::int64_t priority);
ui::Tone state_tone(std::int64_t state);
// What the workspace calls the state that the ticket is in.
std::string state_label(const Model& model, const EntityId& ticket);

// The name of a user, group, category …; "" when there is none.
std::string name_of(const Model& model, const EntityId& id);
std::string name_of(const Model& model, Handle handle);
// Who did it; the system when nobody did.
std::string actor_name(const Model& model, const EntityId& actor);

// A field's value in words; the catalogue's "not set" when empty.
std::string value_text(const Model& model, const FieldSpec& spec, const Value& value);

// The clock of a ticket that matters now, in a few words.
struct SlaGlance {
  std::string text;
  ui::Tone tone = ui::Tone::kMuted;
  std::int64_t due_ms = kNoInteger;
  bool is_over = false;
};
SlaGlance sla_glance(const Model& model, Row row);
// Past the due time now, whether or not the authority has looked since.
bool is_violating(const State& state, Row row, std::int64_t now_ms);
// The next due time of an open ticket's running clocks; kNoInteger when none runs.
std::int64_t next_due_ms(const State& state, Row row);

bool is_open_ticket(const State& state, Row row);
std::int64_t ticket_integer(const State& state, Row row, FieldId field);
std::string ticket_title(const State& state, Row row);
std::string ticket_label(const Model& model, Row row);

}  // namespace genba
