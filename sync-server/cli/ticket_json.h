// Entities as JSON for `--json`: codes for choices, names for references, RFC 3339 for instants.
#pragma once

#include "core/replica/replica.h"
#include "sync-server/json_text.h"

namespace genba::cli {

// {"id","label","pending", <every field that has a value>}
Json ticket_json(const Replica& replica, const EntityId& id);
// One cell as it is printed, e.g. "in_progress"; null when empty.
Json value_json(const State& state, const FieldSpec& spec, const Value& value);
// The ticket's history with its comments, oldest first, predicted effects at the end.
Json timeline_json(const Replica& replica, const EntityId& ticket);

}  // namespace genba::cli
