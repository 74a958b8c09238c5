#include "tests/sim/world.h"

#include <algorithm>

namespace genba::sim {
namespace {

constexpr std::size_t kDevices = 3;
constexpr Journal::Limits kOftenCheckpoints{8, 4096};
constexpr std::int64_t kYearMs = 365ll * 24 * 60 * 60 * 1000;

Value choice(std::int64_t number) { return Value::of(number); }

}  // namespace

void Disk::apply(const FileBatch& batch, std::size_t writes) {
  for (std::size_t i = 0; i < batch.puts.size() && writes > 0; ++i, --writes) {
    files_[batch.puts[i].first] = batch.puts[i].second;
  }
  for (std::size_t i = 0; i < batch.deletes.size() && writes > 0; ++i, --writes) {
    files_.erase(batch.deletes[i]);
  }
}

World::World(std::uint64_t seed, const Faults& faults)
    : random_(seed), faults_(faults), store_(derive_id("sim", std::to_string(seed)), 1) {
  std::vector<SessionUser> users;
  for (std::size_t i = 0; i < kDevices; ++i) {
    const std::string name = "user" + std::to_string(i);
    users.push_back({derive_id("sim", name), i == 0 ? Role::kManager : Role::kAgent, name});
  }
  test::set_up(store_, users);
  devices_.resize(kDevices);
  for (std::size_t i = 0; i < kDevices; ++i) {
    devices_[i].user = users[i];
    // One clock is right, one slightly off, one off by years.
    const std::int64_t skews[] = {0, 90'000, 3 * kYearMs};
    devices_[i].skew_ms = random_.chance(50) ? skews[i] : -skews[i];
    start(devices_[i]);
  }
}

void World::fail(const std::string& what) {
  if (failure_.empty()) failure_ = what;
}

void World::start(Device& device) {
  device.workspace = std::make_unique<Workspace>(kOftenCheckpoints);
  if (const auto loaded = device.workspace->load(device.disk.files()); !loaded) {
    fail("a device did not come up again: " + loaded.error().detail);
    device.workspace = std::make_unique<Workspace>();
  }
  if (!device.workspace->is_started()) {
    const auto started = device.workspace->start_joined(random_, now_ms_ + device.skew_ms);
    if (!started) fail("a device did not start: " + started.error().detail);
    save(device);
  }
  device.session =
      std::make_unique<ClientSession>(device.workspace->replica(), device.workspace->device());
  device.session->set_online(device.online);
  ++device.connection;
}

void World::save(Device& device) {
  const FileBatch batch = device.workspace->take_batch();
  device.disk.apply(batch, Disk::writes_of(batch));
  const Table& tickets = device.workspace->state().table(Kind::kTicket);
  for (Row row = 0; row < tickets.size(); ++row) {
    if (tickets.is_live(row)) {
      device.saved_tickets.insert(device.workspace->state().id(Kind::kTicket, row));
    }
  }
}

// Dies while it writes: some of the files reach the disk.
void World::crash(Device& device) {
  const FileBatch batch = device.workspace->take_batch();
  device.disk.apply(batch, random_.below(Disk::writes_of(batch) + 1));
  start(device);
  const State& state = device.workspace->state();
  for (const EntityId& ticket : device.saved_tickets) {
    if (state.kind(ticket) != Kind::kTicket) fail("what was saved is gone after a crash");
  }
}

EntityId World::random_ticket(const Device& device) {
  const State& state = device.workspace->state();
  const Table& tickets = state.table(Kind::kTicket);
  for (int attempt = 0; attempt < 8 && tickets.size() > 0; ++attempt) {
    const Row row = static_cast<Row>(random_.below(tickets.size()));
    if (tickets.is_live(row)) return state.id(Kind::kTicket, row);
  }
  return {};
}

Command World::random_command(Device& device) {
  const EntityId ticket = random_ticket(device);
  const std::string word = "語" + std::to_string(random_.below(1000));
  if (ticket.is_null() || random_.chance(15)) {
    CreateTicket create;
    create.id = random_.new_id(now_ms_);
    create.offline_label = device.workspace->replica().next_label();
    create.fields = {
        {field::kTicketTitle, Value::of(word)},
        {field::kTicketImpact, choice(1 + static_cast<std::int64_t>(random_.below(3)))}};
    return create;
  }
  switch (random_.below(7)) {
    case 0: return EditFields{ticket, {{field::kTicketTitle, Value::of(word)}}};
    case 1: {
      const FieldId field = random_.chance(50) ? field::kTicketImpact : field::kTicketUrgency;
      return EditFields{ticket, {{field, choice(1 + static_cast<std::int64_t>(random_.below(3)))}}};
    }
    case 2: {
      std::string text = device.workspace->state().value(ticket, field::kTicketDescription).text();
      text = random_.chance(50) ? word + "\n" + text : text + word + "\n";
      return EditFields{ticket, {{field::kTicketDescription, Value::of(text)}}};
    }
    case 3: {
      const Facet facet = random_.chance(50) ? Facet::kPublic : Facet::kInternal;
      return AddComment{random_.new_id(now_ms_), ticket, word, facet};
    }
    case 4: return Assign{ticket, std::nullopt, devices_[random_.below(kDevices)].user.id};
    case 5:
      return random_.chance(60) ? ChangeTags{ticket, {"t" + std::to_string(random_.below(5))}, {}}
                                : ChangeTags{ticket, {}, {"t" + std::to_string(random_.below(5))}};
    default: {
      ChangeState change;
      change.ticket = ticket;
      change.to = static_cast<TicketState>(1 + random_.below(8));
      change.pending_reason = static_cast<PendingReason>(1 + random_.below(5));
      change.resolution = word;
      change.cause_code = "cause";
      return change;
    }
  }
}

void World::act(Device& device) {
  const Command command = random_command(device);
  // A refused gesture (a transition that is not allowed) changes nothing.
  const auto done = device.workspace->submit(command, now_ms_ + device.skew_ms, random_);
  if (!done) return;
  if (const auto* create = std::get_if<CreateTicket>(&command)) created_.insert(create->id);
  if (random_.chance(70)) save(device);
}

void World::send(std::size_t index) {
  Device& device = devices_[index];
  // Nothing leaves before it is durable here: a number that was used stays used.
  if (device.workspace->has_unsaved()) save(device);
  const auto request = device.session->next_request(now_ms_ + device.skew_ms);
  if (!request) return;
  push_message({index, device.connection, true, request->route, request->body, 0});
}

void World::push_message(Message message) {
  for (int copy = 0; copy < (random_.chance(faults_.double_percent) ? 2 : 1); ++copy) {
    if (random_.chance(faults_.lose_percent)) continue;
    message.due_ms = now_ms_ + static_cast<std::int64_t>(random_.below(3000));
    messages_.push_back(message);
  }
}

void World::serve(const Message& message) {
  const Device& device = devices_[message.device];
  Result<Bytes> answer = make_error(ErrorCode::kInternal, "");
  switch (message.route) {
    case SyncRoute::kHello:
      answer = handle_hello(message.body, device.user, store_, now_ms_);
      break;
    case SyncRoute::kPush:
      answer = handle_push(message.body, device.user, store_, now_ms_, random_);
      break;
    case SyncRoute::kPull: answer = handle_pull(message.body, device.user, store_); break;
    case SyncRoute::kCheck: answer = handle_check(message.body, device.user, store_); break;
    case SyncRoute::kRepair: answer = handle_repair(message.body, device.user, store_); break;
  }
  if (random_.chance(faults_.server_crash_percent)) {
    store_.rollback();  // died before the commit: nobody was told anything
    return;
  }
  store_.commit();
  if (!answer) return fail("the server refused a message: " + answer.error().detail);
  push_message({message.device, message.connection, false, message.route, *answer, 0});
}

void World::deliver() {
  std::vector<Message> due;
  std::erase_if(messages_, [&](const Message& message) {
    if (message.due_ms > now_ms_) return false;
    due.push_back(message);
    return true;
  });
  for (const Message& message : due) {
    Device& device = devices_[message.device];
    if (!device.online) continue;
    if (message.to_server) {
      serve(message);
      continue;
    }
    if (message.connection != device.connection) continue;
    if (message.route == SyncRoute::kPush) {
      if (const auto push = decode_push_response(message.body)) {
        for (const GroupOutcome& outcome : push->outcomes) {
          Dseq& acked = acknowledged_[device.workspace->replica().identity().lane];
          acked = std::max(acked, outcome.last_dseq);
        }
      }
    }
    ++device.connection;
    device.session->receive(200, message.body, std::nullopt, now_ms_ + device.skew_ms, 0.5);
    if (random_.chance(80)) save(device);
  }
}

void World::step() {
  now_ms_ += 50 + static_cast<std::int64_t>(random_.below(400));
  const std::size_t index = random_.below(kDevices);
  Device& device = devices_[index];
  if (random_.chance(faults_.partition_percent)) {
    device.online = !device.online;
    device.session->set_online(device.online);
  }
  if (random_.chance(40)) act(device);
  if (random_.chance(faults_.crash_percent)) crash(device);
  if (random_.chance(10)) {
    // Waited long enough: the answer is given up, and a late one means nothing.
    ++device.connection;
    device.session->fail(now_ms_ + device.skew_ms, 0.5);
  }
  send(index);
  deliver();
}

void World::settle() {
  faults_ = {0, 0, 0, 0, 0};
  for (Device& device : devices_) {
    device.online = true;
    device.session->set_online(true);
  }
  for (int round = 0; round < 4000 && failure_.empty(); ++round) {
    now_ms_ += 1500;
    bool at_rest = messages_.empty() && round > 60;
    for (std::size_t i = 0; i < kDevices; ++i) {
      if (round % 40 == 20) {
        ++devices_[i].connection;
        devices_[i].session->fail(now_ms_ + devices_[i].skew_ms, 0);
      }
      if (round % 40 == 30) devices_[i].session->poll();
      send(i);
      const Replica& replica = devices_[i].workspace->replica();
      at_rest = at_rest && replica.outbox().empty() && replica.head() == store_.head().seq;
    }
    deliver();
    if (at_rest) return;
  }
  fail("it did not come to rest");
}

void World::check_lanes() {
  for (const auto& [lane, dseq] : acknowledged_) {
    if (store_.acked(lane) < dseq) fail("an acknowledged operation is gone");
  }
  // Exactly once, and in the order of each lane.
  std::map<Lane, Dseq> last;
  Hash256 link{};
  for (const AuditRecord& record : store_.log()) {
    Dseq& before = last[record.effect.lane];
    const bool derived = (record.effect.flags & kEffectDerived) != 0;
    const bool is_state = record.effect.field == field::kTicketState;
    if (!derived && !is_state && record.effect.dseq <= before)
      fail("an operation took effect twice");
    if (!derived && !is_state) before = record.effect.dseq;
    if (const auto good = verify_link(link, record); !good) fail(good.error().detail);
    link = record.link;
  }
}

// What a device of this user holds that comes new to it and loses nothing on the way.
Hash256 World::fresh_digest(const SessionUser& user) {
  Workspace workspace;
  if (!workspace.start_joined(random_, now_ms_)) fail("a new device did not start");
  ClientSession session(workspace.replica(), workspace.device());
  session.set_online(true);
  for (int round = 0; round < 100; ++round) {
    const auto request = session.next_request(now_ms_);
    if (!request) return workspace.state().digest();
    const auto answer = request->route == SyncRoute::kHello
                            ? handle_hello(request->body, user, store_, now_ms_)
                            : handle_pull(request->body, user, store_);
    if (!answer) break;
    session.receive(200, *answer, std::nullopt, now_ms_, 0.5);
  }
  fail("a new device does not come up to date");
  return {};
}

void World::check() {
  for (const Device& device : devices_) {
    const State& state = device.workspace->state();
    // Not the same for everybody: a notice is its recipient's.
    if (state.digest() != fresh_digest(device.user)) {
      fail("a replica is not what its user's new device gets");
    }
    for (const EntityId& ticket : device.saved_tickets) {
      if (state.kind(ticket) != Kind::kTicket) fail("a saved ticket is gone");
    }
    // What the disk holds is what is in memory.
    Workspace again;
    if (const auto loaded = again.load(device.disk.files()); !loaded) {
      fail("what was stored does not load: " + loaded.error().detail);
    } else if (again.state().digest() != state.digest() && !device.workspace->has_unsaved()) {
      fail("what was stored is not what was shown");
    }
  }
  check_lanes();
}

std::string World::run(int steps) {
  for (int i = 0; i < steps && failure_.empty(); ++i) step();
  if (failure_.empty()) settle();
  if (failure_.empty()) check();
  return failure_;
}

}  // namespace genba::sim
