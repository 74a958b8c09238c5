// What happens when two people link, merge, close or approve without seeing each other: both orders
// of arrival, and afterwards both devices hold the same.
#include <doctest/doctest.h>

#include "core/process/approvals.h"
#include "core/process/links.h"
#include "tests/unit/authority/desk.h"

namespace genba {
namespace {

using enum TicketState;
using test::choice;
using test::Desk;
using test::Device;
using test::text;

// Two managers' devices, apart for a while.
struct Apart {
  explicit Apart(Desk& desk)
      : desk(desk), a(desk.device(Role::kManager)), b(desk.device(Role::kAdmin)) {
    a.now = desk.now + 60'000;
    b.now = desk.now + 120'000;
    a.sync(desk.now);
    b.sync(desk.now);
  }
  void meet(bool a_first) {
    const std::int64_t later = desk.now + 600'000;
    a.now = b.now = later;
    (a_first ? a : b).sync(later);
    (a_first ? b : a).sync(later);
    a.sync(later);
    b.sync(later);
    desk.now = later;
    // All but the notices, which are each recipient's own.
    for (const KindSpec& kind : all_kinds()) {
      if (kind.kind == Kind::kNotice) continue;
      CAPTURE(kind.name);
      const std::vector<EntityId> records = a.state().entities(kind.kind);
      REQUIRE(records.size() == b.state().entities(kind.kind).size());
      for (const EntityId& id : records) {
        for (const FieldSpec& field : fields_of(kind.kind)) {
          CHECK(a.state().value(id, field.id) == b.state().value(id, field.id));
        }
      }
    }
    CHECK(a.replica().outbox().empty());
    CHECK(b.replica().outbox().empty());
  }
  std::size_t refused() { return a.replica().attention().size() + b.replica().attention().size(); }

  Desk& desk;
  Device& a;
  Device& b;
};

void in_both_orders(const std::function<void(Desk&, bool)>& check) {
  for (const bool a_first : {true, false}) {
    CAPTURE(a_first);
    Desk desk;
    check(desk, a_first);
  }
}

AddLink link(Desk& desk, const EntityId& origin, LinkType type, const EntityId& target) {
  return {desk.new_id(), origin, type, target};
}

ChangeState to(const EntityId& ticket, TicketState state) {
  ChangeState command;
  command.ticket = ticket;
  command.to = state;
  return command;
}

}  // namespace

TEST_CASE("the same link made twice is one relation, and removing it removes both") {
  in_both_orders([](Desk& desk, bool a_first) {
    const EntityId x = desk.create(TicketType::kIncident), y = desk.create(TicketType::kIncident);
    Apart apart(desk);
    REQUIRE(apart.a.submit(link(desk, x, LinkType::kChildOf, y)));
    REQUIRE(apart.b.submit(link(desk, x, LinkType::kChildOf, y)));
    apart.meet(a_first);
    CHECK(linked(desk.state(), x, LinkType::kChildOf) == std::vector{y});
    CHECK(apart.refused() == 0);
    REQUIRE(desk.act(Role::kManager, RemoveLink{x, LinkType::kChildOf, y}));
    CHECK(linked(desk.state(), x, LinkType::kChildOf).empty());
  });
}

TEST_CASE("of a link removed and made anew by two people the made one stays: add wins") {
  in_both_orders([](Desk& desk, bool a_first) {
    const EntityId x = desk.create(TicketType::kIncident), y = desk.create(TicketType::kIncident);
    REQUIRE(desk.link(Role::kManager, x, LinkType::kRelatesTo, y));
    Apart apart(desk);
    REQUIRE(apart.a.submit(RemoveLink{x, LinkType::kRelatesTo, y}));
    REQUIRE(apart.b.submit(RemoveLink{x, LinkType::kRelatesTo, y}));
    REQUIRE(apart.b.submit(link(desk, x, LinkType::kRelatesTo, y)));
    apart.meet(a_first);
    CHECK(linked(desk.state(), x, LinkType::kRelatesTo) == std::vector{y});
    CHECK(apart.refused() == 0);
  });
}

TEST_CASE("two links that only together make a cycle: the later one is refused and told") {
  in_both_orders([](Desk& desk, bool a_first) {
    const EntityId x = desk.create(TicketType::kIncident), y = desk.create(TicketType::kIncident);
    Apart apart(desk);
    REQUIRE(apart.a.submit(link(desk, x, LinkType::kChildOf, y)));
    REQUIRE(apart.b.submit(link(desk, y, LinkType::kChildOf, x)));
    apart.meet(a_first);
    CHECK(linked(desk.state(), x, LinkType::kChildOf).size() == (a_first ? 1 : 0));
    CHECK(linked(desk.state(), y, LinkType::kChildOf).size() == (a_first ? 0 : 1));
    CHECK((a_first ? apart.b : apart.a).replica().attention().size() == 1);
  });
}

TEST_CASE("merged into each other at once: one merge stands, the other is told") {
  in_both_orders([](Desk& desk, bool a_first) {
    const EntityId x = desk.create(TicketType::kIncident), y = desk.create(TicketType::kIncident);
    Apart apart(desk);
    REQUIRE(apart.a.submit(MergeTicket{x, y}));
    REQUIRE(apart.b.submit(MergeTicket{y, x}));
    apart.meet(a_first);
    CHECK(desk.state_of(a_first ? x : y) == kClosed);
    CHECK(desk.state_of(a_first ? y : x) == kNew);
    CHECK((a_first ? apart.b : apart.a).replica().attention().size() == 1);
  });
}

TEST_CASE("merged into two tickets at once: the later one stands, the other is a conflict") {
  in_both_orders([](Desk& desk, bool a_first) {
    const EntityId x = desk.create(TicketType::kIncident), y = desk.create(TicketType::kIncident);
    const EntityId z = desk.create(TicketType::kIncident);
    Apart apart(desk);
    REQUIRE(apart.a.submit(MergeTicket{x, y}));
    REQUIRE(apart.b.submit(MergeTicket{x, z}));
    apart.meet(a_first);
    CHECK(desk.value(x, field::kTicketMergedInto).reference() == z);
    CHECK(linked(desk.state(), x, LinkType::kDuplicateOf) == std::vector{z});
    CHECK(apart.a.state().rows_referring(field::kConflictTicket, x).size() == 1);
    REQUIRE(desk.act(Role::kManager, UnmergeTicket{x}));
    CHECK(desk.state_of(x) == kNew);
  });
}

TEST_CASE("merged by one, worked on by another: no word is lost and no state is skipped") {
  in_both_orders([](Desk& desk, bool a_first) {
    const EntityId x = desk.create(TicketType::kIncident), y = desk.create(TicketType::kIncident);
    Apart apart(desk);
    REQUIRE(apart.a.submit(MergeTicket{x, y}));
    REQUIRE(apart.b.submit(AddComment{desk.new_id(), x, "確認しました", Facet::kPublic}));
    REQUIRE(apart.b.submit(to(x, kInProgress)));
    apart.meet(a_first);
    CHECK(desk.state_of(x) == kClosed);
    CHECK(desk.comments(x) == std::vector<std::string>{"確認しました"});
    REQUIRE(desk.act(Role::kManager, UnmergeTicket{x}));
    CHECK(desk.state_of(x) == (a_first ? kNew : kInProgress));
    CHECK(apart.b.replica().attention().size() == (a_first ? 1 : 0));
  });
}

TEST_CASE("closed by both is one close") {
  in_both_orders([](Desk& desk, bool a_first) {
    const EntityId x = desk.create(TicketType::kTask);
    Apart apart(desk);
    REQUIRE(apart.a.submit(to(x, kClosed)));
    REQUIRE(apart.b.submit(to(x, kClosed)));
    apart.meet(a_first);
    CHECK(desk.state_of(x) == kClosed);
    CHECK(apart.refused() == 0);
    CHECK(desk.value(x, field::kTicketReopenCount).integer() == 0);
  });
}

TEST_CASE("two approvers decide at once: both decisions stand, and the change is approved") {
  in_both_orders([](Desk& desk, bool a_first) {
    const EntityId x = desk.create(TicketType::kChange);
    for (const TicketState state : {kValidated, kAssigned}) {
      REQUIRE(desk.move(Role::kChangeManager, x, state));
    }
    REQUIRE(desk.move(Role::kAgent, x, kPlanned,
                      {{field::kTicketPlan, text("更新")},
                       {field::kTicketFallbackPlan, text("戻す")},
                       {field::kTicketRisk, choice(Level::kLow)}}));
    REQUIRE(desk.act(Role::kAgent,
                     RequestApproval{x, {Desk::user(Role::kManager), Desk::user(Role::kAdmin)}}));
    Apart apart(desk);
    REQUIRE(apart.a.submit(DecideApproval{x, true, ""}));
    REQUIRE(apart.b.submit(DecideApproval{x, true, ""}));
    apart.meet(a_first);
    CHECK(desk.state_of(x) == kApproved);
    CHECK(tally_approvals(desk.state(), x).approved == 2);
    CHECK(apart.refused() == 0);
  });
}

TEST_CASE("asked twice while the approver decides: his decision is not lost") {
  in_both_orders([](Desk& desk, bool a_first) {
    const EntityId x = desk.create(TicketType::kRequest);
    REQUIRE(desk.move(Role::kAgent, x, kAwaitingApproval));
    Apart apart(desk);
    // b is asked by an agent and decides before a, who has seen neither, asks him, too.
    REQUIRE(apart.a.submit(RequestApproval{x, {Desk::user(Role::kAdmin)}}));
    REQUIRE(desk.act(Role::kAgent, RequestApproval{x, {Desk::user(Role::kAdmin)}}));
    REQUIRE(desk.act(Role::kAdmin, DecideApproval{x, true, ""}));
    apart.meet(a_first);
    CHECK(tally_approvals(desk.state(), x).approved == 1);
    CHECK(tally_approvals(desk.state(), x).requested == 0);
    CHECK(apart.refused() == 0);
  });
}

TEST_CASE("of two acknowledgements the earlier one stands") {
  in_both_orders([](Desk& desk, bool a_first) {
    const EntityId x = desk.create(TicketType::kIncident);
    Apart apart(desk);
    const std::int64_t first = apart.a.now;
    REQUIRE(apart.a.submit(Acknowledge{x}));
    REQUIRE(apart.b.submit(Acknowledge{x}));
    apart.meet(a_first);
    CHECK(desk.value(x, field::kTicketAcknowledgedAt).integer() == first);
    CHECK(apart.a.state().rows_referring(field::kConflictTicket, x).empty());
  });
}

TEST_CASE("a parent is resolved while a child is linked to it: neither is lost") {
  in_both_orders([](Desk& desk, bool a_first) {
    const EntityId x = desk.create(TicketType::kIncident), y = desk.create(TicketType::kIncident);
    Apart apart(desk);
    ChangeState resolve = to(x, kResolved);
    resolve.resolution = "交換した";
    resolve.cause_code = "hardware";
    REQUIRE(apart.a.submit(resolve));
    REQUIRE(apart.b.submit(link(desk, y, LinkType::kChildOf, x)));
    apart.meet(a_first);
    CHECK(desk.state_of(x) == kResolved);
    CHECK(linked(desk.state(), y, LinkType::kChildOf) == std::vector{x});
    // Whoever is linked later is warned of; whoever was there is resolved with it.
    CHECK(desk.state_of(y) == (a_first ? kNew : kResolved));
  });
}

}  // namespace genba
