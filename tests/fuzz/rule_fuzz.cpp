// The texts of a rule: any bytes parse or are refused in bounded time with a reason, and what
// parses runs on a ticket.
#include <cstddef>
#include <cstdint>
#include <string>

#include "core/authority/actions.h"
#include "core/process/rule_book.h"
#include "core/sync/memory_store.h"

namespace {

genba::EntityId ticket() { return genba::derive_id("fuzz", "ticket"); }

const genba::MemoryStore& store() {
  static const genba::MemoryStore made = [] {
    using namespace genba;
    MemoryStore store(derive_id("fuzz", "workspace"), 1);
    const auto put = [&](const EntityId& id, FieldId field, bool create, Value value) {
      AuditRecord record;
      record.effect.seq = store.head().seq + 1;
      record.effect.entity = id;
      record.effect.field = field;
      record.effect.create = create;
      record.effect.value = std::move(value);
      store.append(record);
    };
    put(ticket(), creation_of(Kind::kTicket), true, {});
    put(ticket(), field::kTicketState, false, Value::of(1));
    put(ticket(), field::kTicketTitle, false, Value::of(std::string("VPN")));
    const EntityId user = derive_id("fuzz", "user");
    put(user, creation_of(Kind::kUser), true, {});
    put(user, field::kUserName, false, Value::of(std::string("taro")));
    put(user, field::kUserRole, false, Value::of(5));
    return store;
  }();
  return made;
}

void run(const std::vector<genba::RuleAction>& actions) {
  using namespace genba;
  OperationGroup nobody;
  nobody.first_dseq = 1;
  DecisionContext context;
  context.effective_ms = context.received_ms = 1'790'000'000'000;
  Draft draft(store(), nobody, context);
  TicketChange change(draft, ticket(), {});
  run_actions(change, actions, {"fuzz", NoticeReason::kRule, "fuzz"});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace genba;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (const auto actions = parse_rule_actions(text)) {
    run(*actions);
  } else if (actions.error().detail.empty()) {
    __builtin_trap();
  }
  if (const auto time = parse_rule_time(text); time && find_field(time->anchor) == nullptr) {
    __builtin_trap();
  }
  if (const auto steps = parse_escalation_levels(text)) {
    for (const EscalationStep& step : *steps) run({step.action});
  }
  return 0;
}
