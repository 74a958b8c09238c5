// What is compiled from a workspace's configuration follows every change that it reads, and no
// other.
#include <doctest/doctest.h>

#include <set>

#include "core/process/rota.h"
#include "core/process/rule_book.h"
#include "core/process/sla_book.h"
#include "core/process/workflow_book.h"
#include "tests/unit/support.h"

using namespace genba;

namespace {

// Remembers what it was asked for.
class Listener final : public StateReader {
 public:
  explicit Listener(const StateReader& state) : state_(state) {}

  Kind kind(const EntityId& id) const override { return state_.kind(id); }
  Facet facet(const EntityId& id) const override { return state_.facet(id); }
  Cell cell(const EntityId& id, FieldId field) const override {
    asked.insert(field);
    return state_.cell(id, field);
  }
  std::vector<EntityId> entities(Kind kind) const override { return state_.entities(kind); }
  std::vector<EntityId> referring(FieldId field, const EntityId& target) const override {
    asked.insert(field);
    return state_.referring(field, target);
  }
  std::size_t open_tickets_of(const EntityId& user) const override {
    return state_.open_tickets_of(user);
  }
  const Configuration& configuration() const override { return state_.configuration(); }

  mutable std::set<FieldId> asked;

 private:
  const StateReader& state_;
};

// One of everything that a part can be compiled from, on top of what every workspace begins with.
struct Office {
  MemoryStore store{derive_id("test", "workspace"), 1};
  State state;

  Office() {
    test::set_up(store, {});
    for (const KindSpec& kind : all_kinds()) {
      for (const EntityId& id : store.entities(kind.kind)) {
        state.create(kind.kind, id, Facet::kPublic);
        for (const FieldSpec& field : fields_of(kind.kind)) {
          const Value value = store.value(id, field.id);
          if (!value.is_empty()) state.set(id, field.id, value);
        }
      }
    }
    const EntityId user = make(Kind::kUser), group = make(Kind::kGroup);
    set(group, field::kGroupOla, Value::of(std::string("4h")));
    const EntityId membership = make(Kind::kMembership);
    set(membership, field::kMembershipGroup, Value::of(group));
    set(membership, field::kMembershipUser, Value::of(user));
    const EntityId shift = make(Kind::kShift);
    set(shift, field::kShiftUser, Value::of(user));
    set(shift, field::kShiftUntil, Value::of(std::int64_t{1}));
    for (const RuleTrigger trigger : {RuleTrigger::kUpdated, RuleTrigger::kTime}) {
      const EntityId rule = make(Kind::kRule);
      set(rule, field::kRuleEnabled, Value::of(static_cast<std::int64_t>(Boolean::kYes)));
      set(rule, field::kRuleTrigger, Value::of(static_cast<std::int64_t>(trigger)));
      set(rule, field::kRuleActions, Value::of(std::string("set priority_override = P1")));
    }
    const EntityId escalation = make(Kind::kEscalationPolicy);
    set(escalation, field::kEscalationPolicyEnabled,
        Value::of(static_cast<std::int64_t>(Boolean::kYes)));
    for (const Kind kind : {Kind::kTransition, Kind::kStateLabel, Kind::kCustomField}) make(kind);
    state.configuration();
  }

  EntityId make(Kind kind) {
    const EntityId id = derive_id("test", std::to_string(++made));
    state.create(kind, id, Facet::kPublic);
    return id;
  }
  void set(const EntityId& id, FieldId field, const Value& value) { state.set(id, field, value); }

  int made = 0;
};

}  // namespace

TEST_CASE("each part of the configuration is renewed by every field that it is compiled from") {
  const Office office;
  for (const unsigned part : {Configuration::kRota, Configuration::kRules, Configuration::kWorkflow,
                              Configuration::kSla}) {
    const Listener listener(office.state);
    Configuration configuration;
    configuration.renew(listener, part);
    CHECK(listener.asked.size() > 2);
    for (const FieldId field : listener.asked) {
      CAPTURE(part);
      CAPTURE(find_field(field)->name);
      CHECK((Configuration::parts_of(field) & part) != 0);
    }
  }
}

TEST_CASE("a new colleague leaves the rules, the workflow and the calendars as they are") {
  Office office;
  const auto parts = [&office] {
    const Configuration& made = office.state.configuration();
    return std::tuple(&made.rules(), &made.workflow(), &made.sla());
  };
  const auto before = parts();
  const EntityId user = office.make(Kind::kUser);
  office.set(user, field::kUserRole, Value::of(static_cast<std::int64_t>(Role::kManager)));
  CHECK(parts() == before);
  REQUIRE(office.state.configuration().rota().managers().size() == 1);
  CHECK(office.state.configuration().rota().managers().front() == user);
}
