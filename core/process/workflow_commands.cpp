#include "core/process/commands.h"
#include "core/process/operation_list.h"
#include "core/process/workflow_book.h"

namespace genba {

Result<Operations> plan(const ConfigureTransitions& command, const StateReader& state,
                        const CommandContext& context) {
  OperationList list(context.seen);
  for (const ConfigureTransitions::Row& row : command.rows) {
    const EntityId id = transition_id(row.type, row.from, row.to);
    if (state.kind(id) == Kind::kNone) {
      list.create(id, Kind::kTransition, Facet::kPublic);
      list.set(id, field::kTransitionType, row.type);
      list.set(id, field::kTransitionFrom, row.from);
      list.set(id, field::kTransitionTo, row.to);
    }
    if (row.least) list.set(id, field::kTransitionLeast, *row.least);
    list.change_set(id, field::kTransitionRequired,
                    state.value(id, field::kTransitionRequired).set(),
                    Value::of(row.required).set());
    list.set(id, field::kTransitionEnabled, row.is_enabled ? Boolean::kYes : Boolean::kNo);
  }
  return list.take();
}

}  // namespace genba
