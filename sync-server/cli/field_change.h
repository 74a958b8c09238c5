// FIELD=VALUE of the command line as a change of a field.
#pragma once

#include <string>

#include "core/process/commands.h"
#include "core/replica/state.h"

namespace genba::cli {

// "priority=P1", "category=network" (a reference by its name or code), "keywords=VPN, LAN"; an
// empty value empties the field. kInvalidArgument names what is wrong, kNotFound the name that
// nothing has.
Result<FieldChange> parse_field_change(const State& state, Kind kind, const std::string& text);

}  // namespace genba::cli
