// What the rules of a workspace cost an event, in microseconds: rules.event_without, with them
// rules.event_with, and the difference rules.all_of_one_event.
//
//   rules_bench [RULES] [EVENTS]     (200, 2000)
#include "core/authority/consequences.h"
#include "core/process/configuration.h"
#include "core/process/rule_book.h"
#include "tests/bench/figure.h"
#include "tests/unit/support.h"

namespace genba::bench {
namespace {

class Bench {
 public:
  Bench(std::size_t rules, std::size_t events)
      : rules_(rules), events_(events), store_(derive_id("bench", "workspace"), 1), random_(1) {
    test::set_up(store_, {});
  }

  void add_rules() {
    added_ = rules_;
    static const char* const kConditions[] = {
        "category = network and priority <= P2",
        "title ~ \"サーバー%d\" or description ~ \"障害%d\"",
        "assignment_group = \"Group %d\" and state in (new, assigned)",
        "open and urgency = high and impact = low and tags = vip%d",
        "requester = \"user%d\" and channel = phone",
    };
    for (std::size_t i = 0; i < rules_; ++i) {
      char condition[256];
      const int number = static_cast<int>(i);
      std::snprintf(condition, sizeof condition, kConditions[i % 5], number, number);
      const EntityId id = derive_id("bench", std::to_string(i));
      submit({{id, creation_of(Kind::kRule), Action::kCreate, Value::of(0), 0},
              set(id, field::kRulePosition, Value::of(static_cast<std::int64_t>(i))),
              set(id, field::kRuleEnabled, Value::of(1)),
              set(id, field::kRuleTrigger, Value::of(static_cast<std::int64_t>(1 + i % 3))),
              set(id, field::kRuleCondition, Value::of(std::string(condition))),
              set(id, field::kRuleActions, Value::of(std::string("tag add seen")))});
    }
  }

  // What deciding each event took.
  std::vector<double> measure() {
    // Compiled once a change of the configuration, so not part of an event.
    if (store_.configuration().rules().on_event().size() != added_) std::abort();
    std::vector<double> samples;
    for (std::size_t i = 0; i < events_; ++i) {
      const OperationGroup group = event(i);
      DecisionContext context{derive_id("test", "admin"), Role::kAdmin, test::kNow, test::kNow};
      const Clock::time_point start = Clock::now();
      const Decision decision = decide(group, store_, context);
      samples.push_back(std::chrono::duration<double, std::micro>(Clock::now() - start).count());
      if (decision.outcome != Outcome::kApplied) std::abort();
      if (i == 0) first_ = submit(group.operations);
    }
    std::sort(samples.begin(), samples.end());
    return samples;
  }

 private:
  static Operation set(const EntityId& id, FieldId field, Value value) {
    return {id, field, Action::kSet, std::move(value), 0};
  }

  OperationGroup event(std::size_t i) {
    OperationGroup group;
    group.lane = 1;
    group.first_dseq = store_.acked(1) + 1;
    group.wall_ms = test::kNow;
    if (!first_.is_null() && i % 2 == 1) {
      group.operations = {set(first_, field::kTicketUrgency, Value::of(1))};
      return group;
    }
    const EntityId id = random_.new_id(test::kNow);
    group.operations = {
        {id, creation_of(Kind::kTicket), Action::kCreate, Value::of(0), 0},
        set(id, field::kTicketTitle, Value::of(std::string("基幹システムにつながらない"))),
        set(id, field::kTicketDescription,
            Value::of(std::string("朝から全員の端末で画面が開きません。再起動しても同じです。"))),
        set(id, field::kTicketCategory, Value::of(default_category_id("hardware"))),
        set(id, field::kTicketUrgency, Value::of(2))};
    return group;
  }

  EntityId submit(std::vector<Operation> operations) {
    OperationGroup group;
    group.lane = 1;
    group.first_dseq = store_.acked(1) + 1;
    group.wall_ms = test::kNow;
    group.operations = std::move(operations);
    const PushContext context{derive_id("test", "admin"), Role::kAdmin, test::kNow, test::kNow,
                              test::kNow};
    const auto done = accept(group, store_, context, random_);
    if (!done || done->outcome != Outcome::kApplied) std::abort();
    store_.commit();
    return group.operations[0].entity;
  }

  std::size_t rules_;
  std::size_t events_;
  std::size_t added_ = 0;
  MemoryStore store_;
  test::SeededRandom random_;
  EntityId first_;
};

}  // namespace
}  // namespace genba::bench

int main(int argc, char** argv) {
  const std::size_t rules = argc > 1 ? std::strtoul(argv[1], nullptr, 10) : 200;
  const std::size_t events = argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 2000;
  using namespace genba::bench;
  Bench without(0, events);
  const std::vector<double> plain = without.measure();
  Bench with(rules, events);
  with.add_rules();
  const std::vector<double> ruled = with.measure();
  // Sorted both, so that like is compared with like.
  std::vector<double> cost;
  for (std::size_t i = 0; i < events; ++i) cost.push_back(ruled[i] - plain[i]);
  print_figure("rules.event_without", events, plain, 0, 0, "us");
  print_figure("rules.event_with", events, ruled, 0, rules, "us");
  print_figure("rules.all_of_one_event", events, cost, 0, rules, "us");
  return 0;
}
