// What a register shows: the fields that people write, what each says, and the records that a
// search finds. Pure.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/replica/state.h"
#include "wasm/views/ticket_filter.h"

namespace genba {

// In the order of the field table.
std::vector<const FieldSpec*> register_fields(Kind kind);
// Of those, what a list has columns for. The first is the name, in the language of the reader.
std::vector<const FieldSpec*> register_columns(Kind kind);
// A field's value as a list says it: one that is yes by the field's own name, "" for no and for
// none.
std::string register_words(const State& state, const EntityId& id, const FieldSpec& spec,
                           Language language);

// Whether people should no longer choose it: what is used in tickets is never removed.
bool is_retired(const State& state, const EntityId& id);

// Live records that have the words somewhere in what their fields say, by name, what is retired
// after the others.
std::vector<Row> find_in_register(const State& state, Kind kind, std::string_view typed,
                                  Language language);

// The tickets that name the asset, by its code or its name, as what they are about.
TicketFilter tickets_on(const State& state, const EntityId& asset);

}  // namespace genba
