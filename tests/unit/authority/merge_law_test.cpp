// The merge laws of fields.h, each with the two changes arriving in both orders: whichever device
// comes first, both end with the same value, and whoever lost can be found.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/support.h"

namespace genba {
namespace {

using test::Device;
using test::kNow;

const SessionUser kSato{derive_id("test", "sato"), Role::kGroupLead, "佐藤"};
const SessionUser kSuzuki{derive_id("test", "suzuki"), Role::kGroupLead, "鈴木"};

// What both may see, in order: everything but the notices, which are their recipient's alone.
std::vector<std::pair<EntityId, std::vector<Value>>> shared(const State& state) {
  std::vector<std::pair<EntityId, std::vector<Value>>> content;
  for (const KindSpec& kind : all_kinds()) {
    if (kind.kind == Kind::kNotice) continue;
    std::vector<EntityId> ids = state.entities(kind.kind);
    std::sort(ids.begin(), ids.end());
    for (const EntityId& id : ids) {
      content.emplace_back(id, std::vector<Value>());
      for (const FieldSpec& spec : fields_of(kind.kind)) {
        content.back().second.push_back(state.value(id, spec.id));
      }
    }
  }
  return content;
}

// Two devices that both have one ticket, then part.
struct Pair {
  Pair() : store(derive_id("test", "workspace"), 1), a(store, kSato, 11), b(store, kSuzuki, 22) {
    const SessionUser users[] = {kSato, kSuzuki};
    test::set_up(store, users);
    a.sync();
    b.sync();
    ticket = a.create_ticket("プリンターが動かない");
    a.sync();
    b.sync();
    REQUIRE(b.state().kind(ticket) == Kind::kTicket);
  }

  // a acts a minute before b; who reaches the server first is the case under test.
  void part(const std::function<Result<void>(Device&)>& by_a,
            const std::function<Result<void>(Device&)>& by_b) {
    a.now = kNow + 60'000;
    b.now = kNow + 120'000;
    REQUIRE(by_a(a).ok());
    REQUIRE(by_b(b).ok());
  }
  void meet(bool a_first) {
    a.now = b.now = kNow + 600'000;
    (a_first ? a : b).sync(kNow + 600'000);
    (a_first ? b : a).sync(kNow + 600'000);
    a.sync(kNow + 600'000);
    b.sync(kNow + 600'000);
    CHECK(shared(a.state()) == shared(b.state()));
    CHECK(a.replica().outbox().empty());
    CHECK(b.replica().outbox().empty());
  }
  std::vector<Row> conflicts() { return a.state().rows_referring(field::kConflictTicket, ticket); }
  Value value(FieldId field) { return a.state().value(ticket, field); }

  MemoryStore store;
  Device a, b;
  EntityId ticket;
};

Value text(const char* content) { return Value::of(std::string(content)); }
template <typename Enum>
Value choice(Enum value) {
  return Value::of(static_cast<std::int64_t>(value));
}

void in_both_orders(const std::function<void(Pair&, bool)>& check) {
  for (const bool a_first : {true, false}) {
    CAPTURE(a_first);
    Pair pair;
    check(pair, a_first);
  }
}

}  // namespace

TEST_CASE("of two concurrent values the later one stands and the earlier is kept as a conflict") {
  in_both_orders([](Pair& pair, bool a_first) {
    pair.part([&](Device& d) { return d.edit(pair.ticket, field::kTicketTitle, text("早い")); },
              [&](Device& d) { return d.edit(pair.ticket, field::kTicketTitle, text("遅い")); });
    pair.meet(a_first);
    CHECK(pair.value(field::kTicketTitle).text() == "遅い");
    REQUIRE(pair.conflicts().size() == 1);
    const EntityId conflict = pair.a.state().id(Kind::kConflict, pair.conflicts()[0]);
    CHECK(pair.a.state().value(conflict, field::kConflictLosingValue).text() == "早い");
    CHECK(pair.a.state().value(conflict, field::kConflictLosingActor).reference() == kSato.id);
    CHECK(pair.a.state().integer(conflict, field::kConflictLosingAt) == kNow + 60'000);
  });
}

TEST_CASE("a value stands before none, however much later that was chosen, and that is kept") {
  in_both_orders([](Pair& pair, bool a_first) {
    pair.part(
        [&](Device& d) { return d.edit(pair.ticket, field::kTicketImpact, choice(Level::kHigh)); },
        [&](Device& d) { return d.edit(pair.ticket, field::kTicketImpact, {}); });
    pair.meet(a_first);
    CHECK(pair.value(field::kTicketImpact) == choice(Level::kHigh));
    CHECK(pair.conflicts().size() == 1);
  });
}

TEST_CASE("the same value given twice merges without a conflict") {
  in_both_orders([](Pair& pair, bool a_first) {
    const auto same = [&](Device& d) {
      return d.edit(pair.ticket, field::kTicketImpact, choice(Level::kHigh));
    };
    pair.part(same, same);
    pair.meet(a_first);
    CHECK(pair.conflicts().empty());
    CHECK(pair.value(field::kTicketImpact) == choice(Level::kHigh));
  });
}

TEST_CASE("changes of different fields both stand, and the priority follows from both") {
  in_both_orders([](Pair& pair, bool a_first) {
    pair.part(
        [&](Device& d) { return d.edit(pair.ticket, field::kTicketImpact, choice(Level::kHigh)); },
        [&](Device& d) {
          return d.edit(pair.ticket, field::kTicketUrgency, choice(Level::kHigh));
        });
    pair.meet(a_first);
    CHECK(pair.conflicts().empty());
    CHECK(pair.value(field::kTicketPriority) == choice(Priority::kP1));
  });
}

TEST_CASE("edits of different lines of a long text are merged") {
  in_both_orders([](Pair& pair, bool a_first) {
    REQUIRE(pair.a.edit(pair.ticket, field::kTicketDescription, text("一\n二\n三\n四\n五\n")).ok());
    pair.a.sync();
    pair.b.sync();
    pair.part(
        [&](Device& d) {
          return d.edit(pair.ticket, field::kTicketDescription, text("壱\n二\n三\n四\n五\n"));
        },
        [&](Device& d) {
          return d.edit(pair.ticket, field::kTicketDescription, text("一\n二\n三\n四\n伍\n"));
        });
    pair.meet(a_first);
    CHECK(pair.value(field::kTicketDescription).text() == "壱\n二\n三\n四\n伍\n");
    CHECK(pair.conflicts().empty());
  });
}

TEST_CASE("overlapping edits of a long text keep the loser as a conflict") {
  in_both_orders([](Pair& pair, bool a_first) {
    pair.part(
        [&](Device& d) { return d.edit(pair.ticket, field::kTicketDescription, text("甲")); },
        [&](Device& d) { return d.edit(pair.ticket, field::kTicketDescription, text("乙")); });
    pair.meet(a_first);
    CHECK(pair.value(field::kTicketDescription).text() == "乙");
    CHECK(pair.conflicts().size() == 1);
  });
}

TEST_CASE("tags of both are kept, and a removal takes away only what it saw") {
  in_both_orders([](Pair& pair, bool a_first) {
    REQUIRE(pair.a.submit(ChangeTags{pair.ticket, {"共通"}, {}}).ok());
    pair.a.sync();
    pair.b.sync();
    pair.part(
        [&](Device& d) {
          return d.submit(ChangeTags{pair.ticket, {"現地"}, {}});
        },
        [&](Device& d) {
          return d.submit(ChangeTags{pair.ticket, {"夜間"}, {"共通"}});
        });
    pair.meet(a_first);
    CHECK(pair.value(field::kTicketTags).set() == Value::of(TextSet{"現地", "夜間"}).set());
  });
}

TEST_CASE("of two assignments the first to arrive stands and the other is told") {
  in_both_orders([](Pair& pair, bool a_first) {
    pair.part(
        [&](Device& d) {
          return d.submit(Assign{pair.ticket, std::nullopt, kSato.id});
        },
        [&](Device& d) {
          return d.submit(Assign{pair.ticket, std::nullopt, kSuzuki.id});
        });
    pair.meet(a_first);
    CHECK(pair.value(field::kTicketAssignedTo).reference() == (a_first ? kSato.id : kSuzuki.id));
    const Replica& late = (a_first ? pair.b : pair.a).replica();
    REQUIRE(late.attention().size() == 1);
    CHECK(late.attention()[0].outcome.code == ErrorCode::kAssigneeChanged);
  });
}

TEST_CASE("resolved by both is one resolution, and both notes are kept") {
  in_both_orders([](Pair& pair, bool a_first) {
    const auto resolve = [&](const char* note) {
      ChangeState command;
      command.ticket = pair.ticket;
      command.to = TicketState::kResolved;
      command.resolution = note;
      command.cause_code = "hardware";
      return command;
    };
    pair.part([&](Device& d) { return d.submit(resolve("紙詰まりを除去")); },
              [&](Device& d) { return d.submit(resolve("トナーを交換")); });
    pair.meet(a_first);
    CHECK(pair.value(field::kTicketState) == choice(TicketState::kResolved));
    CHECK(pair.value(field::kTicketResolution).text() == "トナーを交換");
    REQUIRE(pair.conflicts().size() == 1);
    const EntityId conflict = pair.a.state().id(Kind::kConflict, pair.conflicts()[0]);
    CHECK(pair.a.state().value(conflict, field::kConflictLosingValue).text() == "紙詰まりを除去");
  });
}

TEST_CASE("a transition that the order of arrival makes impossible is rejected and kept") {
  in_both_orders([](Pair& pair, bool a_first) {
    ChangeState resolve;
    resolve.ticket = pair.ticket;
    resolve.to = TicketState::kResolved;
    resolve.resolution = "再起動";
    resolve.cause_code = "software";
    ChangeState assign;
    assign.ticket = pair.ticket;
    assign.to = TicketState::kAssigned;
    pair.part([&](Device& d) { return d.submit(resolve); },
              [&](Device& d) { return d.submit(assign); });
    pair.meet(a_first);
    CHECK(pair.value(field::kTicketState) == choice(TicketState::kResolved));
    CHECK(pair.b.replica().attention().size() == (a_first ? 1 : 0));
  });
}

TEST_CASE("comments of both are there") {
  in_both_orders([](Pair& pair, bool a_first) {
    pair.part(
        [&](Device& d) {
          return d.submit(AddComment{d.random().new_id(kNow), pair.ticket, "確認します", {}});
        },
        [&](Device& d) {
          return d.submit(AddComment{d.random().new_id(kNow), pair.ticket, "現地へ", {}});
        });
    pair.meet(a_first);
    CHECK(pair.a.state().rows_referring(field::kCommentTicket, pair.ticket).size() == 2);
  });
}

TEST_CASE("a conflict is settled by taking the value that lost") {
  Pair pair;
  pair.part([&](Device& d) { return d.edit(pair.ticket, field::kTicketTitle, text("早い")); },
            [&](Device& d) { return d.edit(pair.ticket, field::kTicketTitle, text("遅い")); });
  pair.meet(true);
  const EntityId conflict = pair.a.state().id(Kind::kConflict, pair.conflicts()[0]);
  REQUIRE(pair.a.submit(SettleConflict{conflict, true}).ok());
  pair.meet(true);
  CHECK(pair.value(field::kTicketTitle).text() == "早い");
  CHECK(pair.a.state().value(conflict, field::kConflictStatus) == choice(ConflictStatus::kSettled));
}

}  // namespace genba
