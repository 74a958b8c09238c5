// Names of entities, as questions compare and print them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/replica/state.h"

namespace genba {

// The fields by which people call an entity of the kind, the printed one first.
const std::vector<FieldId>& name_fields(Kind kind);

// What reports print for a reference: the entity's `code` when its kind has one and it is filled
// in, else its `name`; a ticket's label; the id when this replica knows nothing else of it.
std::string reference_name(const State& state, Handle handle);

// The entities of `target` that `name` means: equal to a code, a name, an English name or a sign-in
// name; or one id in full. Several may share a name. One flag a handle.
std::vector<std::uint8_t> handles_named(const State& state, Kind target, std::string_view name);

// Those whose name in either language or code contains `part`, case, width and kana folded.
std::vector<std::uint8_t> handles_containing(const State& state, Kind target,
                                             std::string_view part);

// Handles by the code point order of what they print: the same rank for the same printed name.
struct NameRanks {
  std::vector<std::uint32_t> rank_of;  // by handle; only those asked for are meaningful
  std::uint32_t count = 0;             // ranks are 0 … count-1
};
// used: one flag a handle.
NameRanks rank_names(const State& state, const std::vector<std::uint8_t>& used);

// The first eight bytes as a number that orders like the text: settles most comparisons at once.
std::uint64_t text_prefix(std::string_view text);

}  // namespace genba
