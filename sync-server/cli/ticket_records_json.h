// What stands beside a ticket, as `show` prints it.
#pragma once

#include <string>

#include "core/process/custom_fields.h"
#include "core/replica/state.h"
#include "sync-server/json_text.h"

namespace genba::cli {

// [{"relation","ticket","title","state"}]
Json links_json(const State& state, const EntityId& ticket);
// [{"approver","decision","remark","decided_at"}]
Json approvals_json(const State& state, const EntityId& ticket);
// [{"number","text","step","required","done","note"}]
Json checklist_json(const State& state, const EntityId& ticket);
// [{"minutes","text","worked_at","author"}]
Json work_json(const State& state, const EntityId& ticket);
// [{"number","name","origin","holder","sha256","size","description","captured_at","captured_by",
// "custody": [{"action","holder","note","at","author"}]}]
Json evidence_json(const State& state, const EntityId& ticket);
// [{"id","name","media_type","size","sha256","internal","author","added_at"}], without removed ones
Json attachments_json(const State& state, const EntityId& ticket);
// null for an empty one.
Json custom_value_json(const State& state, const CustomField& field, const Value& value);
// {key: value} of the custom fields that have one.
Json custom_json(const State& state, const EntityId& ticket);
// {"trigger","aware_at","preliminary_from","preliminary_due","final_due"}; null: nothing to report.
Json disclosure_json(const State& state, const EntityId& ticket);

// [{"depth","ticket","type","title","state"}], and the same as an indented text.
Json trace_json(const State& state, const EntityId& ticket);
std::string trace_text(const State& state, const EntityId& ticket);

}  // namespace genba::cli
