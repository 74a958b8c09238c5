#include "sync-server/http/presence.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

#include "core/model/ids.h"

namespace genba::http {
namespace {

class Listener final : public PresenceListener {
 public:
  void tell(std::string message) override { heard.push_back(std::move(message)); }
  std::string last() const { return heard.empty() ? "" : heard.back(); }
  std::vector<std::string> heard;
};

EntityId id_of(std::uint64_t number) {
  return {0x01A2'1E05'0000'7000, 0x8000'0000'0000'0000 | number};
}

std::string said(const EntityId& ticket, const std::string& viewing, const std::string& writing) {
  return "{\"at\":\"" + to_string(ticket) + "\",\"viewing\":[" + viewing + "],\"writing\":[" +
         writing + "]}";
}
std::string quoted(const EntityId& id) { return "\"" + to_string(id) + "\""; }

const EntityId kTicket = id_of(1), kOther = id_of(2), kAnn = id_of(3), kBob = id_of(4);

}  // namespace

TEST_CASE("who is silent for 45 seconds is gone, and the others are told") {
  PresenceBoard board;
  Listener ann, bob;
  board.put(ann, {kAnn, kTicket, false, true}, 0);
  board.put(bob, {kBob, kTicket, false, true}, 30'000);
  CHECK(ann.last() == said(kTicket, quoted(kBob), ""));
  board.expire(PresenceBoard::kLifetime_ms - 1);
  CHECK(bob.last() == said(kTicket, quoted(kAnn), ""));
  board.expire(PresenceBoard::kLifetime_ms);
  CHECK(bob.last() == said(kTicket, "", ""));
  CHECK(ann.heard.size() == 2);
}

TEST_CASE("two screens of one person are one person, who writes when either does") {
  PresenceBoard board;
  Listener ann, one, two;
  board.put(ann, {kAnn, kTicket, false, true}, 0);
  board.put(one, {kBob, kTicket, false, true}, 0);
  board.put(two, {kBob, kTicket, true, true}, 0);
  CHECK(ann.last() == said(kTicket, "", quoted(kBob)));
  CHECK(two.last() == said(kTicket, quoted(kAnn), ""));
  board.leave(two);
  CHECK(ann.last() == said(kTicket, quoted(kBob), ""));
}

TEST_CASE("nothing is said when nothing changed, and a move takes somebody from where he was") {
  PresenceBoard board;
  Listener ann, bob;
  board.put(ann, {kAnn, kTicket, false, true}, 0);
  board.put(bob, {kBob, kTicket, false, true}, 0);
  const std::size_t before = ann.heard.size();
  board.put(bob, {kBob, kTicket, false, true}, 10'000);
  CHECK(ann.heard.size() == before);
  board.put(bob, {kBob, kOther, false, true}, 11'000);
  CHECK(ann.last() == said(kTicket, "", ""));
  CHECK(bob.last() == said(kOther, "", ""));
}

TEST_CASE("at most 16 others are named") {
  PresenceBoard board;
  Listener ann;
  std::vector<Listener> crowd(40);
  board.put(ann, {kAnn, kTicket, false, true}, 0);
  for (std::size_t i = 0; i < crowd.size(); ++i) {
    board.put(crowd[i], {id_of(50 + i), kTicket, false, true}, 0);
  }
  std::size_t named = 0;
  for (std::size_t at = 0; (at = ann.last().find("01a21e05-", at)) != std::string::npos; ++at) {
    ++named;
  }
  CHECK(named == 1 + PresenceBoard::kMostNamed);
}

TEST_CASE("what is no presence is not read as one") {
  EntityId ticket;
  bool is_writing = false;
  CHECK(read_presence("writing " + to_string(kTicket), &ticket, &is_writing));
  CHECK(ticket == kTicket);
  CHECK(is_writing);
  CHECK(read_presence("away", &ticket, &is_writing));
  CHECK(ticket.is_null());
  const std::string null_id = to_string(EntityId());
  for (const std::string& text :
       {std::string(), std::string("at"), std::string("at x"), "AT " + to_string(kTicket),
        "at " + null_id, "at " + to_string(kTicket) + " "}) {
    CAPTURE(text);
    CHECK_FALSE(read_presence(text, &ticket, &is_writing));
  }
}

}  // namespace genba::http
