// The record of an erasure: whose data were erased, when, by whom, and which effects of one cell
// lost value and salt; never what they said. One entity (Kind::kErasure) a cell, written by the
// authority alone. The audit chain covers it, so a value that is gone without such a record was
// tampered with.
//
// Source: GDPR articles 17 (right to erasure) and 5(2) (accountability). Pure.
#pragma once

#include <span>
#include <vector>

#include "core/model/cell.h"

namespace genba {

// The same one when a cell is erased again: each of its kErasureEffects names what went that time.
EntityId erasure_id(const CellKey& cell);

// The value of kErasureEffects. `effects` ascend. kMalformed.
Value encode_erased(std::span<const Seq> effects);
Result<std::vector<Seq>> decode_erased(const Value& value);

}  // namespace genba
