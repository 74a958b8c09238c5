// A row of a table that was exported from this workspace and comes back edited.
#pragma once

#include "core/exchange/row_reader.h"
#include "core/exchange/sheet_import.h"

namespace genba {

// The change that makes `ticket` what the row says; no operations when it is so already. Faults:
// what the row changes and nobody may, or what changed here since the table was exported.
PlannedGroup plan_edit(const State& state, const EntityId& ticket, const RowContent& content,
                       const RowReader& reader, std::size_t row, const ImportContext& context,
                       std::vector<SheetFault>& faults);

}  // namespace genba
