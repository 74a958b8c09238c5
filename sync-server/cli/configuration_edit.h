// Configuration entities (calendars, SLA and escalation policies, groups) from the command line:
// FIELD=VALUE, as the field table names them.
#pragma once

#include <string>
#include <vector>

#include "sync-server/cli/workspace_folder.h"
#include "sync-server/json_text.h"

namespace genba::cli {

// Changes the entity of that name, or makes one; saved when everything could be done. References by
// name, sets with commas; several lines with line breaks or semicolons, or from a file as
// FIELD=@FILE. kInvalidArgument when the configuration would not make sense.
Result<EntityId> set_configuration(WorkspaceFolder& folder, Kind kind, const std::string& name,
                                   const std::vector<std::string>& changes);
// The same, with values at hand.
Result<EntityId> change_configuration(WorkspaceFolder& folder, Kind kind, const std::string& name,
                                      std::vector<FieldChange> changes);

// Every field that has a value, one a line, and what is wrong with it, if anything is.
std::string configuration_text(const State& state, const EntityId& entity);
Json configuration_json(const State& state, const EntityId& entity);

}  // namespace genba::cli
