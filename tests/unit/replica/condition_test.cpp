// A condition asked of one ticket means what the same filter means in a list.
#include "core/replica/condition.h"

#include <doctest/doctest.h>

#include "core/replica/query.h"
#include "tests/unit/support.h"

using namespace genba;

TEST_CASE("a condition holds for exactly the tickets that the same filter selects") {
  const SessionUser taro{derive_id("test", "taro"), Role::kManager, "taro"};
  MemoryStore store(derive_id("test", "workspace"), 1);
  test::set_up(store, {{taro}});
  test::Device device(store, taro, 1);
  device.sync();
  const EntityId first = device.create_ticket("VPNがつながらない");
  const EntityId second = device.create_ticket("プリンター");
  REQUIRE(device.submit(Assign{first, service_desk_group_id(), taro.id}));
  REQUIRE(device.edit(second, field::kTicketCategory, Value::of(default_category_id("hardware"))));
  device.sync();
  QueryContext context;
  context.now_ms = test::kNow + 60'000;
  context.me = taro.id;
  const char* texts[] = {"",
                         "open",
                         "state = assigned",
                         "title ~ \"ｖｐｎ\"",
                         "assignment_group = \"サービスデスク\"",
                         "assignment_group = \"Service desk\" and assigned_to = me",
                         "category = hardware or priority = P1",
                         "not (category = ?)",
                         "age_minutes >= 1",
                         "opened_at >= 2026-01-01 and reopen_count = 0"};
  for (const char* text : texts) {
    CAPTURE(text);
    const auto condition = Condition::parse(text);
    const auto filter = Filter::parse(Kind::kTicket, text);
    REQUIRE(condition);
    REQUIRE(filter);
    const RowMask mask = select(device.state(), Kind::kTicket, *filter, context);
    for (const EntityId& ticket : {first, second}) {
      const bool listed = mask[device.state().find(ticket)] != 0;
      CHECK(condition->holds(device.state(), ticket, context) == listed);
      CHECK(condition->holds(store, ticket, context) == listed);
    }
  }
  CHECK_FALSE(Condition::parse("no_such_field = 1"));
}
