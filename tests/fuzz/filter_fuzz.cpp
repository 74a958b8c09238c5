// Filter expressions: any bytes parse or are refused in bounded time, and what parses runs.
#include <cstddef>
#include <cstdint>

#include "core/replica/query.h"

namespace {

genba::State make_state() {
  using namespace genba;
  State state;
  const EntityId group = derive_id("group", "1");
  state.create(Kind::kGroup, group, Facet::kPublic);
  state.set(group, field::kGroupName, Value::of(std::string("Network")));
  for (int i = 0; i < 3; ++i) {
    const EntityId id = derive_id("ticket", std::to_string(i));
    state.create(Kind::kTicket, id, Facet::kPublic);
    if (i == 0) continue;
    state.set(id, field::kTicketTitle, Value::of(std::string("VPN が切れる")));
    state.set(id, field::kTicketState, Value::of(std::int64_t{i}));
    state.set(id, field::kTicketAssignmentGroup, Value::of(group));
    state.set(id, field::kTicketOpenedAt, Value::of(std::int64_t{1'456'790'400'000}));
    state.set(id, field::kTicketTags, Value::of(TextSet{"a", "b"}));
  }
  return state;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace genba;
  static const State state = make_state();
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const Result<Filter> filter = Filter::parse(Kind::kTicket, text);
  if (!filter) return filter.error().detail.empty() ? __builtin_trap(), 0 : 0;
  const QueryContext context{.now_ms = 1'456'790'400'000, .utc_offset_minutes = 540, .me = {}};
  const std::size_t found = run_query(state, {.filter = *filter}, context).total;
  if (found > state.table(Kind::kTicket).live()) __builtin_trap();
  return 0;
}
