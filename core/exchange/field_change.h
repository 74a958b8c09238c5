// What an import writes into a cell.
#pragma once

#include "core/model/cell.h"
#include "core/model/operation.h"

namespace genba {

// The operations that make the field of `entity` hold `value`: one, or for a set what is to be
// added and what is to be removed. `seen`: the newest effect behind `state`.
void append_change(std::vector<Operation>& operations, const StateReader& state,
                   const EntityId& entity, FieldId field, Value value, Seq seen);

// The operations that make a custom field of `ticket` hold `value`.
void append_custom_change(std::vector<Operation>& operations, const StateReader& state,
                          const EntityId& ticket, const EntityId& field, Value value, Seq seen);

void append_creation(std::vector<Operation>& operations, const EntityId& entity, Kind kind,
                     Facet facet);

}  // namespace genba
