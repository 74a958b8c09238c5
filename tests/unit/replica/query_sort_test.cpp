#include <doctest/doctest.h>

#include <algorithm>

#include "core/replica/query.h"
#include "core/replica/search.h"
#include "tests/unit/reports/tickets.h"

namespace genba::test {
namespace {

std::string sorted(const State& state, const char* keys, std::size_t limit = 0,
                   std::size_t offset = 0) {
  const Result<std::vector<SortKey>> sort = parse_sort_keys(Kind::kTicket, keys);
  if (!sort) return sort.error().detail;
  Query query;
  query.sort = *sort;
  query.limit = limit;
  query.offset = offset;
  std::string found;
  for (const Row row : run_query(state, query, {}).rows) {
    found += (found.empty() ? "" : " ") +
             std::to_string(state.get(Kind::kTicket, row, field::kTicketNumber).integer());
  }
  return found;
}

struct Fixture : Tickets {
  Fixture() {
    const auto ticket = [this](const char* title, Priority priority, const char* group_name) {
      return add({{field::kTicketTitle, text(title)},
                  {field::kTicketPriority, choice(priority)},
                  {field::kTicketAssignmentGroup, group(group_name)}});
    };
    ticket("プリンタ", Priority::kP3, "B");
    ticket("vpn", Priority::kP1, "A");
    ticket("障害", Priority::kP3, "障害対応");
    ticket("いす", Priority::kP2, "あ");
    add();
    ticket("VPN", Priority::kP1, "B");
  }
};

TEST_CASE("tickets sort by each key in turn, ties by number, empty cells last either way") {
  Fixture fixture;
  const State& state = fixture.state;
  CHECK(sorted(state, "") == "1 2 3 4 5 6");
  CHECK(sorted(state, "priority") == "2 6 4 1 3 5");
  CHECK(sorted(state, "-priority") == "1 3 4 2 6 5");
  CHECK(sorted(state, "priority,-number") == "6 2 4 3 1 5");
  CHECK(sorted(state, "-number") == "6 5 4 3 2 1");
  CHECK(sorted(state, "assignment_group,priority") == "2 6 1 4 3 5");
  CHECK(sorted(state, "-assignment_group") == "3 4 1 6 2 5");
}

TEST_CASE("text sorts by code point: Latin capitals, small letters, hiragana, katakana, kanji") {
  Fixture fixture;
  CHECK(sorted(fixture.state, "title") == "6 2 4 1 3 5");
  CHECK(sorted(fixture.state, "-title") == "3 1 4 2 6 5");
}

TEST_CASE("a page of the result is a part of the whole, and the total says how much there is") {
  Fixture fixture;
  CHECK(sorted(fixture.state, "priority", 2) == "2 6");
  CHECK(sorted(fixture.state, "priority", 2, 1) == "6 4");
  CHECK(sorted(fixture.state, "priority", 10, 5) == "5");
  CHECK(sorted(fixture.state, "priority", 10, 9) == "");
  Query query;
  query.limit = 2;
  CHECK(run_query(fixture.state, query, {}).total == 6);
}

TEST_CASE("the first rows of a long list are the same as without a limit, for every kind of key") {
  Tickets tickets;
  std::uint32_t seed = 7;
  const auto next = [&seed](std::uint32_t below) {
    seed = seed * 1664525u + 1013904223u;
    return (seed >> 8) % below;
  };
  for (int i = 0; i < 500; ++i) {
    tickets.add({{field::kTicketTitle, text(("T" + std::to_string(next(90))).c_str())},
                 {field::kTicketPriority, number(1 + next(4))},
                 {field::kTicketAssignedTo, tickets.user("user " + std::to_string(next(20)))},
                 {field::kTicketReopenCount, next(3) == 0 ? Value() : number(int(next(9)) - 4)},
                 {field::kTicketOpenedAt, number(kMarch - next(1000) * kDay)}});
  }
  for (const char* keys : {"title,-opened_at", "-priority,reopen_count", "assigned_to,-title",
                           "-reopen_count,opened_at", "opened_month,-assigned_to"}) {
    CAPTURE(keys);
    const std::string all = sorted(tickets.state, keys), first = sorted(tickets.state, keys, 20);
    CHECK(all.substr(0, first.size()) == first);
  }
}

TEST_CASE("tickets without a number yet come after the numbered ones, in the order of their ids") {
  Tickets tickets;
  std::vector<EntityId> ids;
  for (int i = 0; i < 6; ++i) {
    ids.push_back(tickets.add());
    if (i != 3) tickets.state.set(ids.back(), field::kTicketNumber, {});
  }
  const EntityId numbered = ids[3];
  ids.erase(ids.begin() + 3);
  std::sort(ids.begin(), ids.end());
  ids.insert(ids.begin(), numbered);
  std::vector<EntityId> found;
  for (const Row row : run_query(tickets.state, {}, {}).rows) {
    found.push_back(tickets.state.id(Kind::kTicket, row));
  }
  CHECK(found == ids);
}

TEST_CASE("an unknown sort column is refused by name") {
  CHECK(sorted(Tickets().state, "priority,colour") ==
        "sort: there is no column \"colour\" to sort by");
  CHECK(sorted(Tickets().state, "sla_events").find("sla_events") != std::string::npos);
}

TEST_CASE("a search narrows a query, and follows what is changed, added and removed") {
  Fixture fixture;
  RecordSearch search(Kind::kTicket);
  const auto hits = [&](const char* words) {
    const RowMask mask = search.find(fixture.state, words);
    Query query;
    query.within = &mask;
    return run_query(fixture.state, query, {}).total;
  };
  CHECK(search.update(fixture.state));
  CHECK(hits("ＶＰＮ") == 2);
  CHECK(hits("ﾌﾟﾘﾝﾀ") == 1);
  const EntityId added = fixture.add({{field::kTicketDescription, text("The VPN is slow")}});
  CHECK(search.update(fixture.state));
  CHECK(hits("vpn") == 3);
  fixture.state.set(added, field::kTicketDescription, text("The printer is slow"));
  CHECK(search.update(fixture.state));
  CHECK(hits("vpn") == 2);
  fixture.state.remove(added);
  CHECK(search.update(fixture.state));
  CHECK(hits("slow") == 0);
}

TEST_CASE("a search index built in small steps ends up knowing everything") {
  Fixture fixture;
  RecordSearch search(Kind::kTicket);
  int steps = 1;
  while (!search.update(fixture.state, 2)) ++steps;
  CHECK(steps == 3);
  const RowMask mask = search.find(fixture.state, "障害");
  CHECK(rows_of(mask).size() == 1);
}

}  // namespace
}  // namespace genba::test
