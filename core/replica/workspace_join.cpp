#include "core/replica/workspace_join.h"

#include <map>
#include <unordered_map>
#include <unordered_set>

#include "core/replica/history.h"
#include "core/replica/query_names.h"
#include "core/replica/ticket_label.h"
#include "core/text/fold.h"

namespace genba {
namespace {

using Ids = std::unordered_set<EntityId, EntityIdHash>;

// What would rule everybody's tickets as soon as it is there: only when somebody chooses so.
bool is_rule(Kind kind) {
  switch (kind) {
    case Kind::kCalendar:
    case Kind::kSlaPolicy:
    case Kind::kRule:
    case Kind::kEscalationPolicy:
    case Kind::kTransition:
    case Kind::kStateLabel: return true;
    default: return false;
  }
}

bool is_mapped(Kind kind) {
  switch (kind) {
    case Kind::kUser:
    case Kind::kGroup:
    case Kind::kCategory:
    case Kind::kService:
    case Kind::kSite:
    case Kind::kCustomField:
    case Kind::kTemplate:
    case Kind::kPlaybook:
    case Kind::kAsset: return true;
    default: return is_rule(kind);
  }
}

using Names = std::unordered_map<std::string, EntityId>;

Names names_of(const State& state, Kind kind) {
  Names names;
  const Table& table = state.table(kind);
  for (const FieldId field : name_fields(kind)) {
    const Column& column = table.column(field);
    for (Row row = 0; row < table.size(); ++row) {
      std::string name = fold_for_search(column.text(row));
      if (table.is_live(row) && !name.empty()) names.emplace(name, state.id(kind, row));
    }
  }
  return names;
}

EntityId namesake(const State& state, const EntityId& id, Kind kind, const Names& names) {
  for (const FieldId field : name_fields(kind)) {
    const auto found = names.find(fold_for_search(state.value(id, field).text()));
    if (found != names.end()) return found->second;
  }
  return {};
}

class JoinedHistory {
 public:
  JoinedHistory(const Replica& alone, const State& server, const JoinPlan& plan,
                const EntityId& user)
      : alone_(alone), server_(server), plan_(plan), user_(user) {
    for (const JoinItem& item : plan.items) {
      if (item.way == JoinWay::kUse) targets_.emplace(item.id, item.target);
      if (item.way != JoinWay::kCreate) left_.insert(item.id);
    }
  }

  std::vector<OperationGroup> make() {
    std::vector<OperationGroup> groups = history_of(alone_, alone_.identity().user, user_);
    while (leave_dependents(groups)) {
    }
    std::vector<OperationGroup> joined;
    for (OperationGroup& group : groups) {
      take(group);
      if (!group.operations.empty()) joined.push_back(std::move(group));
    }
    return joined;
  }

 private:
  bool is_at_server(const EntityId& id) const { return server_.kind(id) != Kind::kNone; }
  bool is_left(const EntityId& id) const { return left_.count(id) > 0; }
  bool is_gone(const EntityId& id) const { return is_left(id) && targets_.count(id) == 0; }

  // A member of a group that the server has is the server's business.
  bool hangs_on_left(const Operation& operation) const {
    const FieldSpec* spec = find_field(operation.field);
    if (!spec || !operation.value.is_reference()) return false;
    const EntityId target = operation.value.reference();
    const bool goes_with_group = spec->kind == Kind::kMembership || spec->kind == Kind::kShift;
    if (goes_with_group && spec->target == Kind::kGroup) {
      return is_left(target) || is_at_server(target);
    }
    return (spec->merge == MergeRule::kImmutable || goes_with_group) && is_gone(target);
  }

  bool leave_dependents(const std::vector<OperationGroup>& groups) {
    const std::size_t before = left_.size();
    for (const OperationGroup& group : groups) {
      for (const Operation& operation : group.operations) {
        if (hangs_on_left(operation)) left_.insert(operation.entity);
      }
    }
    return left_.size() > before;
  }

  EntityId mapped(const EntityId& id) const {
    const auto found = targets_.find(id);
    return found == targets_.end() ? id : found->second;
  }

  void take(OperationGroup& group) {
    std::vector<Operation> kept;
    for (Operation& operation : group.operations) {
      if (is_left(operation.entity) || is_at_server(operation.entity)) continue;
      if (operation.value.is_reference()) {
        const EntityId target = operation.value.reference();
        if (is_gone(target)) continue;
        operation.value = Value::of(mapped(target));
      }
      const bool is_new_ticket = operation.field == creation_of(Kind::kTicket);
      const EntityId entity = operation.entity;
      kept.push_back(std::move(operation));
      if (is_new_ticket && plan_.is_import) add_source(entity, kept);
    }
    group.operations = std::move(kept);
    if (!plan_.is_import) return;
    const EntityId actor = group.imported ? mapped(group.imported->actor) : user_;
    group.imported = ImportedOrigin{actor == alone_.identity().user ? user_
                                    : is_gone(actor)                ? EntityId()
                                                                    : actor};
  }

  void add_source(const EntityId& ticket, std::vector<Operation>& operations) const {
    const State& state = alone_.state();
    if (state.integer(ticket, field::kTicketNumber) <= 0) return;
    if (!state.value(ticket, field::kTicketSource).is_empty()) return;
    operations.push_back({ticket, field::kTicketSource, Action::kSet,
                          Value::of("genba:" + ticket_label(state, ticket)), 0});
  }

  const Replica& alone_;
  const State& server_;
  const JoinPlan& plan_;
  EntityId user_;
  std::unordered_map<EntityId, EntityId, EntityIdHash> targets_;
  Ids left_;
};

}  // namespace

JoinPlan plan_join(const Replica& alone, const State& server, Role role) {
  JoinPlan plan;
  plan.is_import = permission_of(role) >= Permission::kManager;
  const State& state = alone.state();
  for (const KindSpec& spec : all_kinds()) {
    if (!is_mapped(spec.kind)) continue;
    const Names names = names_of(server, spec.kind);
    const Table& table = state.table(spec.kind);
    for (Row row = 0; row < table.size(); ++row) {
      const EntityId id = state.id(spec.kind, row);
      const bool is_known = server.kind(id) != Kind::kNone || id == alone.identity().user;
      if (!table.is_live(row) || is_known) continue;
      JoinItem item{id, spec.kind, JoinWay::kLeave, {}, false, plan.is_import};
      item.target = namesake(state, id, spec.kind, names);
      item.has_namesake = !item.target.is_null();
      if (item.has_namesake) {
        item.way = JoinWay::kUse;
      } else if (item.may_create && !is_rule(spec.kind)) {
        item.way = JoinWay::kCreate;
      }
      plan.items.push_back(item);
    }
  }
  return plan;
}

std::vector<OperationGroup> history_to_join(const Replica& alone, const State& server,
                                            const JoinPlan& plan, const EntityId& user) {
  return JoinedHistory(alone, server, plan, user).make();
}

std::vector<JoinCount> count_created(const std::vector<OperationGroup>& history) {
  std::map<Kind, std::size_t> counts;
  for (const OperationGroup& group : history) {
    for (const Operation& operation : group.operations) {
      if (operation.action == Action::kCreate) ++counts[kind_of(operation.field)];
    }
  }
  std::vector<JoinCount> list;
  for (const auto& [kind, count] : counts) list.push_back({kind, count});
  return list;
}

}  // namespace genba
