// What a device finds at the authority beyond what it keeps: what its user may see, and no more.
#include "core/sync/ticket_search.h"

#include <doctest/doctest.h>

#include "tests/unit/sync/people.h"

using namespace genba;
using genba::sight_test::kAgent;
using genba::sight_test::kManager;
using genba::sight_test::kOfficer;
using genba::sight_test::kRen;
using genba::sight_test::kYuki;
using genba::sight_test::yes;
using genba::test::Device;

namespace {

struct Desk {
  MemoryStore store{derive_id("test", "workspace"), 1};
  Device manager{store, kManager, 1};
  Device yuki{store, kYuki, 3};

  Desk() {
    const SessionUser users[] = {kManager, kAgent, kYuki, kRen, kOfficer};
    test::set_up(store, users);
    manager.sync();
    yuki.sync();
  }

  EntityId ticket_of(Device& device, const char* title) {
    const EntityId id = device.create_ticket(title);
    device.sync();
    return id;
  }

  void edit(const EntityId& ticket, FieldId field, Value value) {
    manager.sync();
    REQUIRE(manager.edit(ticket, field, std::move(value)));
    manager.sync();
  }

  SearchResponse found(const SessionUser& user, std::string_view words,
                       std::size_t at_once = 100) const {
    TicketSearch search(user, words);
    while (!search.is_over()) search.go_on(store, at_once);
    return search.found();
  }

  std::vector<EntityId> ids(const SessionUser& user, std::string_view words) const {
    std::vector<EntityId> ids;
    for (const FoundTicket& ticket : found(user, words).tickets) ids.push_back(ticket.id);
    return ids;
  }
};

using Ids = std::vector<EntityId>;

}  // namespace

TEST_CASE("tickets are found by their words however these are written, the newest first") {
  Desk desk;
  const EntityId first = desk.ticket_of(desk.yuki, "3階のプリンターが動かない");
  const EntityId second = desk.ticket_of(desk.yuki, "プリンターの紙詰まり");
  desk.edit(second, field::kTicketDescription, Value::of("3階 ＶＰＮ も切れる"));
  CHECK(desk.ids(kYuki, "ﾌﾟﾘﾝﾀｰ") == Ids{second, first});
  CHECK(desk.ids(kYuki, "3階 ぷりんたー") == Ids{second, first});
  CHECK(desk.ids(kYuki, "vpn") == Ids{second});
  CHECK(desk.ids(kYuki, "複合機").empty());
  CHECK(desk.ids(kYuki, " ").empty());
}

TEST_CASE("what was found says enough for a list, and a number finds its ticket") {
  Desk desk;
  const EntityId id = desk.ticket_of(desk.yuki, "VPN");
  desk.edit(id, field::kTicketTitle, Value::of("VPNが切れる"));
  const SearchResponse all = desk.found(kManager, "VPN");
  REQUIRE(all.tickets.size() == 1);
  const FoundTicket& ticket = all.tickets.front();
  CHECK(ticket.title == "VPNが切れる");
  CHECK(ticket.label == "INC-000001");
  CHECK(ticket.type == static_cast<std::int64_t>(TicketType::kIncident));
  CHECK(ticket.state == static_cast<std::int64_t>(TicketState::kNew));
  CHECK(ticket.updated_ms == test::kNow);
  CHECK_FALSE(all.more);
  CHECK(desk.ids(kManager, "inc-000001") == Ids{id});
  CHECK(desk.ids(kManager, "inc-000002").empty());
  // A whole label means that one, also where others speak of it.
  const EntityId other = desk.ticket_of(desk.yuki, "VPNの遅れ");
  desk.edit(id, field::kTicketDescription, Value::of("INC-000002 も参照"));
  CHECK(desk.ids(kManager, "INC-00000") == Ids{other, id});
  CHECK(desk.ids(kManager, "INC-000002") == Ids{other});
}

TEST_CASE("nobody finds what he may not see, nor by words that he may not read") {
  Desk desk;
  const EntityId hers = desk.ticket_of(desk.yuki, "会議室の鍵");
  const EntityId secret = desk.ticket_of(desk.manager, "情報漏えいの疑い");
  desk.edit(hers, field::kTicketConfigurationItem, Value::of("金庫"));
  desk.edit(secret, field::kTicketRestricted, yes());
  CHECK(desk.ids(kRen, "会議室").empty());
  CHECK(desk.ids(kYuki, "会議室") == Ids{hers});
  CHECK(desk.ids(kYuki, "金庫").empty());
  CHECK(desk.ids(kAgent, "金庫") == Ids{hers});
  CHECK(desk.ids(kAgent, "漏えい").empty());
  CHECK(desk.ids(kOfficer, "漏えい") == Ids{secret});
}

TEST_CASE("a search in small steps finds what one in a single step does, and no more than a list") {
  Desk desk;
  for (std::size_t i = 0; i < kMaxFoundTickets; ++i) desk.yuki.create_ticket("停電");
  desk.yuki.sync();
  const SearchResponse whole = desk.found(kYuki, "停電");
  CHECK(whole.tickets.size() == kMaxFoundTickets);
  CHECK_FALSE(whole.more);
  for (const std::size_t at_once : {1, 7, 50}) {
    CHECK(desk.found(kYuki, "停電", at_once).tickets == whole.tickets);
  }
  desk.ticket_of(desk.yuki, "停電のため休業");
  const SearchResponse cut = desk.found(kYuki, "停電", 7);
  CHECK(cut.tickets.size() == kMaxFoundTickets);
  CHECK(cut.tickets.front().title == "停電のため休業");
  CHECK(cut.more);
}
