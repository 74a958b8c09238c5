#include "tests/sim/world.h"

namespace genba::sim {
namespace {

constexpr std::int64_t kYearMs = 365ll * 24 * 60 * 60 * 1000;
constexpr std::int64_t kHourMs = 60 * 60 * 1000;

}  // namespace

World::World(std::uint64_t seed, bool is_verbose)
    : random_(seed),
      findings_(is_verbose),
      server_(seed, random_, findings_),
      gestures_(server_, server_.secrets(), random_) {
  // One clock is right, one slightly off, two by years.
  const std::int64_t skews[kPeople] = {0, 90'000, 3 * kYearMs, -2 * kYearMs};
  for (std::size_t i = 0; i < kPeople; ++i) {
    // Some write checkpoints all the time, some hardly ever.
    const std::size_t log_files = random_.chance(50) ? 8 : 200;
    devices_.push_back(std::make_unique<Device>("device " + std::to_string(i), log_files, ledger_,
                                                random_, findings_));
    devices_[i]->set_clock_off_by(random_.chance(50) ? skews[i] : -skews[i]);
  }
}

void World::act(Device& device) {
  if (random_.chance(1)) {
    const EntityId ticket = gestures_.ticket(device);
    if (!ticket.is_null()) device.submit_unknown(ticket, now_ms_);
    return;
  }
  const Command command = gestures_.draw(device, now_ms_);
  const auto done = device.submit(command, now_ms_);
  findings_.note("%s: gesture %zu%s%s", device.name().c_str(), command.index(),
                 done ? "" : " refused: ", done ? "" : done.error().detail.c_str());
  if (random_.chance(70)) device.save(faults_);
}

void World::shake(Device& device) {
  if (random_.chance(faults_.partition)) device.set_online(!device.is_online());
  if (random_.chance(faults_.clock_jumps)) {
    const auto years = static_cast<std::int64_t>(random_.below(9)) - 4;
    device.set_clock_off_by(years * kYearMs + static_cast<std::int64_t>(random_.below(100'000)));
    findings_.note("  the clock of %s jumps", device.name().c_str());
  }
  if (random_.chance(faults_.device_dies)) device.die(faults_, now_ms_);
  if (random_.chance(faults_.scope_changes)) change_scope(device);
  if (random_.chance(faults_.profile_copied)) device.copy_profile();
  if (random_.chance(faults_.profile_returns)) device.return_profile(now_ms_);
  if (random_.chance(faults_.patience_ends)) device.give_up(now_ms_);
}

void World::change_scope(Device& device) {
  Scope scope = device.scope();
  if (random_.chance(60)) {
    // Also one that the device does not hold, or may not see.
    const std::vector<EntityId> tickets = server_.store().entities(Kind::kTicket);
    if (!tickets.empty()) pin(scope, tickets[random_.below(tickets.size())]);
  } else if (random_.chance(20)) {
    scope.pinned.clear();
  } else {
    scope = {static_cast<Breadth>(random_.below(3)), 0, std::move(scope.pinned)};
    if (random_.chance(50)) {
      scope.closed_since_ms = now_ms_ - static_cast<std::int64_t>(random_.below(20)) * 10'000;
    }
  }
  findings_.note("  %s keeps other tickets: breadth %d, %zu pinned", device.name().c_str(),
                 static_cast<int>(scope.breadth), scope.pinned.size());
  device.set_scope(std::move(scope));
}

void World::shake_workspace() {
  if (random_.chance(faults_.administration)) server_.administer(now_ms_);
  if (random_.chance(faults_.server_copied)) server_.copy_away();
  if (random_.chance(faults_.server_restored) && random_.chance(20)) server_.restore();
  if (random_.chance(faults_.long_pause)) {
    now_ms_ += static_cast<std::int64_t>(random_.below(30)) * kHourMs;
  }
  if (random_.chance(5)) server_.act_on_time(now_ms_);
}

void World::step() {
  now_ms_ += 50 + static_cast<std::int64_t>(random_.below(400));
  const std::size_t index = random_.below(devices_.size());
  shake_workspace();
  if (random_.chance(60)) act(*devices_[index]);
  shake(*devices_[index]);
  send(index);
  deliver();
}

void World::send(std::size_t index) {
  Device& device = *devices_[index];
  const auto request = device.next_request(faults_, now_ms_);
  if (!request) return;
  network_.send({index, device.connection(), false, request->route, request->body, 0}, now_ms_,
                faults_, random_);
}

void World::deliver() {
  for (const Message& message : network_.arrived(now_ms_)) {
    Device& device = *devices_[message.device];
    if (!device.is_online()) continue;
    if (!message.is_answer) {
      const auto answer = server_.answer(message, now_ms_, faults_);
      if (!answer) continue;
      Message back = message;
      back.is_answer = true;
      back.body = *answer;
      network_.send(std::move(back), now_ms_, faults_, random_);
      continue;
    }
    // An answer that came too late means nothing.
    if (message.connection != device.connection()) continue;
    if (message.route == SyncRoute::kPush) {
      server_.acknowledged(device.workspace().replica(), message.body);
    }
    device.receive(message.route, message.body, now_ms_);
    if (random_.chance(80)) device.save(faults_);
  }
}

bool World::is_at_rest() {
  if (!network_.is_silent()) return false;
  for (const auto& device : devices_) {
    const Replica& replica = device->workspace().replica();
    if (!replica.outbox().empty() || replica.head() != server_.store().head().seq) return false;
    if (device->session().status() != SyncStatus::kSynced || !device->is_saved()) return false;
  }
  return true;
}

void World::settle() {
  findings_.note("everything heals");
  faults_ = Faults::none();
  for (auto& device : devices_) device->set_online(true);
  for (int round = 0; round < 2000 && !findings_.any(); ++round) {
    now_ms_ += 1500;
    for (std::size_t i = 0; i < devices_.size(); ++i) {
      // What was lost before all healed is given up, and everybody asks once more.
      if (round == 10) devices_[i]->give_up(now_ms_);
      if (round > 20 && round % 20 == 0) devices_[i]->session().poll();
      send(i);
    }
    deliver();
    if (round > 60 && round % 20 > 10 && is_at_rest()) return;
  }
  for (const auto& device : devices_) {
    if (device->session().status() == SyncStatus::kRefused) {
      findings_.broken(10, device->name() + " is stuck: " + device->session().last_error().detail);
    }
  }
  findings_.broken(10, "it does not come to rest");
}

const Findings& World::run(int steps) {
  for (int i = 0; i < steps && !findings_.any(); ++i) step();
  if (!findings_.any()) settle();
  if (!findings_.any()) {
    Invariants(server_, devices_, ledger_, random_, findings_).check(now_ms_);
  }
  return findings_;
}

}  // namespace genba::sim
