// What waits is put on top of what comes: once for many batches, and with the same result as for
// each.
#include <doctest/doctest.h>

#include "core/sync/messages.h"
#include "tests/unit/support.h"

namespace genba {
namespace {

using test::Device;
using test::kNow;

const SessionUser kHanako{derive_id("test", "hanako"), Role::kManager, "hanako"};

// A device with gestures that were answered, and what comes of them, effect by effect; one more
// gesture waits still.
struct Returning {
  MemoryStore store{derive_id("test", "workspace"), 1};
  std::vector<Bytes> records;  // of the device, before anything came back
  std::vector<PulledEffects> batches;
  EntityId ticket, waiting;

  Returning() {
    const SessionUser users[] = {kHanako};
    test::set_up(store, users);
    Device device{store, kHanako, 5};
    device.sync();
    ticket = device.create_ticket("複合機");
    REQUIRE(device.edit(ticket, field::kTicketTitle, Value::of("3階の複合機")));
    device.create_ticket("VPN");
    const Lane lane = device.replica().identity().lane;
    exchange(device);  // the push
    waiting = device.create_ticket("まだ送っていない");
    REQUIRE(device.edit(ticket, field::kTicketDescription, Value::of("紙が出ない")));
    records = device.replica().snapshot(1 << 16);
    PulledEffects pulled = pull(device);
    for (Effect& effect : pulled.effects) {
      PulledEffects batch{{}, {effect}, effect.seq, pulled.cursor, 0};
      if (effect.lane == lane) batch.acked = effect.dseq;
      batches.push_back(std::move(batch));
    }
    REQUIRE(batches.size() > 20);
    batches.back().acked = pulled.acked;
  }

  Bytes exchange(Device& device) {
    const auto request = device.session().next_request(kNow);
    REQUIRE(request);
    const Result<Bytes> answer = device.serve(*request, kNow);
    REQUIRE(answer);
    device.session().receive(200, *answer, std::nullopt, kNow, 0);
    return *answer;
  }

  // As the device would be told now, without sending what waits.
  PulledEffects pull(Device& device) {
    PullRequest request;
    request.epoch = device.replica().identity().epoch;
    request.lane = device.replica().identity().lane;
    request.cursor = device.replica().cursor();
    const Result<Bytes> answer = device.serve({SyncRoute::kPull, encode(request)}, kNow);
    REQUIRE(answer);
    Result<PullResponse> pulled = decode_pull_response(*answer);
    REQUIRE(pulled);
    return std::move(pulled->pulled);
  }

  void load(Replica& replica) const {
    for (const Bytes& record : records) REQUIRE(replica.restore_record(record));
  }
};

void check_same(const Replica& a, const Replica& b) {
  CHECK(a.state().digest() == b.state().digest());
  CHECK(a.history() == b.history());
  CHECK(a.predicted() == b.predicted());
  CHECK(a.position() == b.position());
  CHECK(a.outbox().size() == b.outbox().size());
}

}  // namespace

TEST_CASE(
    "batches that follow each other end as batches that came one by one, wherever it is cut") {
  const Returning back;
  for (std::size_t cut = 1; cut <= back.batches.size(); ++cut) {
    CAPTURE(cut);
    Replica at_once, one_by_one;
    back.load(at_once);
    back.load(one_by_one);
    for (std::size_t i = 0; i < cut; ++i) {
      at_once.receive_effects(back.batches[i], true);
      one_by_one.receive_effects(back.batches[i]);
      // Nothing that somebody did here goes away meanwhile.
      REQUIRE(at_once.state().value(back.ticket, field::kTicketTitle).text() == "3階の複合機");
      REQUIRE(at_once.state().value(back.ticket, field::kTicketDescription).text() == "紙が出ない");
      REQUIRE(at_once.state().kind(back.waiting) == Kind::kTicket);
    }
    at_once.settle();
    check_same(at_once, one_by_one);
  }
}

TEST_CASE("the confirmed state under what waits is right before it is put on top anew") {
  const Returning back;
  Replica at_once, one_by_one;
  back.load(at_once);
  back.load(one_by_one);
  for (const PulledEffects& batch : back.batches) {
    at_once.receive_effects(batch, true);
    one_by_one.receive_effects(batch);
    const Replica::Confirmed a(at_once), b(one_by_one);
    for (const FieldSpec& spec : fields_of(Kind::kTicket)) {
      REQUIRE(a.value(back.ticket, spec.id) == b.value(back.ticket, spec.id));
    }
    REQUIRE(a.kind(back.ticket) == b.kind(back.ticket));
  }
}

TEST_CASE("a device that restores much decides what waits once, with the same result") {
  const Returning back;
  Replica whole, one_by_one;
  back.load(one_by_one);
  whole.begin_restore();
  back.load(whole);
  CHECK(whole.predicted().empty());
  whole.end_restore();
  check_same(whole, one_by_one);
}

TEST_CASE("a number that a rejected gesture used stays used, also when what waits is older") {
  Returning back;
  Device device{back.store, kHanako, 6};
  device.sync();
  device.create_ticket("受理され、まだ取り込んでいない");
  const Operation unknown{back.ticket, field_id(Kind::kTicket, 250), Action::kSet, Value::of(1), 0};
  REQUIRE(device.replica().submit_group({unknown}, kNow, std::nullopt));
  const Dseq used = device.replica().outbox().back().group.last_dseq();
  back.exchange(device);
  REQUIRE(device.replica().attention().size() == 1);
  REQUIRE(device.replica().outbox().size() == 1);

  Replica loaded;
  for (const Bytes& record : device.replica().snapshot(1 << 16)) {
    REQUIRE(loaded.restore_record(record));
  }
  check_same(loaded, device.replica());
  REQUIRE(loaded.submit_group({unknown}, kNow, std::nullopt));
  CHECK(loaded.outbox().back().group.first_dseq == used + 1);
}

}  // namespace genba
