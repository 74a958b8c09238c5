#include "tests/sim/invariants.h"

#include <algorithm>

#include "core/sync/cursor.h"

namespace genba::sim {
namespace {

constexpr Kind kPartsOfTickets[] = {Kind::kComment,  Kind::kWorklog,       Kind::kLink,
                                    Kind::kApproval, Kind::kChecklistItem, Kind::kCustomValue};

std::string newest_log(const Disk::Files& files) {
  std::uint64_t newest = 0;
  for (const auto& [name, bytes] : files) {
    if (name.rfind("log-", 0) == 0)
      newest = std::max<std::uint64_t>(newest, std::stoull(name.substr(4)));
  }
  return "log-" + std::to_string(newest);
}

}  // namespace

void Invariants::check(std::int64_t now_ms) {
  check_lanes();
  check_chain();
  check_transitions();
  check_numbers();
  check_ledger();
  check_merges();
  check_conflicts();
  for (std::size_t i = 0; i < devices_.size() && !findings_.any(); ++i) {
    devices_[i]->check_gestures("at rest");
    check_role(i);
    check_sight(i);
    check_replica(i, now_ms);
  }
  check_cursors(now_ms);
  // As costly as all the rest, so one device a seed.
  if (!findings_.any()) check_storage(*devices_[random_.below(devices_.size())], now_ms);
}

// A device of this person that comes new to the workspace and loses nothing on the way.
std::unique_ptr<Workspace> Invariants::newcomer(std::size_t person, std::int64_t now_ms) {
  auto workspace = std::make_unique<Workspace>();
  (void)workspace->start_joined(random_, now_ms);
  ClientSession session(workspace->replica(), workspace->device());
  session.set_online(true);
  session.set_scope(devices_[person]->scope());
  for (int round = 0; round < 1000; ++round) {
    const auto request = session.next_request(now_ms);
    if (!request) return workspace;
    const auto answer = server_.answer_reader(*request, server_.session_of(person), now_ms);
    if (!answer) break;
    session.receive(200, *answer, std::nullopt, now_ms, 0.5);
  }
  findings_.broken(9, "a new device does not come up to date");
  return workspace;
}

// The same as a new device of its user has, in state and history; and what it stored is what it
// shows (5, 9, 13, 15).
void Invariants::check_replica(std::size_t index, std::int64_t now_ms) {
  Device& device = *devices_[index];
  const auto fresh = newcomer(index, now_ms);
  const Hash256 digest = device.workspace().state().digest();
  if (digest != fresh->state().digest()) {
    findings_.broken(5, device.name() + " is not what a new device of its user is");
  }
  const auto seqs = [](const Replica& replica) {
    std::vector<Seq> seqs;
    for (const Effect& effect : replica.history()) seqs.push_back(effect.seq);
    return seqs;
  };
  if (seqs(device.workspace().replica()) != seqs(fresh->replica())) {
    findings_.broken(9, device.name() + " has another history than a new device of its user");
  }
  Workspace again;
  if (const auto loaded = again.load(device.disk().files()); !loaded) {
    findings_.broken(13, "what was stored does not load: " + loaded.error().detail);
  } else if (again.state().digest() != digest) {
    findings_.broken(1, device.name() + " stored something else than it shows");
  }
  check_digest(*fresh);
}

void Invariants::check_role(std::size_t index) {
  if (devices_[index]->workspace().replica().identity().role != server_.session_of(index).role) {
    findings_.broken(5, devices_[index]->name() + " does not know its user's role");
  }
}

// Everything that its user may see, as the authority has it, and nothing else (8, 9).
void Invariants::check_sight(std::size_t index) {
  const SessionUser user = server_.session_of(index);
  const MemoryStore& store = server_.store();
  const State& state = devices_[index]->workspace().state();
  const bool internal = reads_internal(user.role);
  const Scope& scope = devices_[index]->scope();
  const auto check_one = [&](const EntityId& entity, Kind kind, bool sees) {
    const bool has = state.kind(entity) == kind;
    if (has && !sees) {
      findings_.broken(8, user.name + " keeps a " + find_kind(kind)->name + " that he may not see");
    }
    if (sees && !has) {
      findings_.broken(9, user.name + " misses a " + find_kind(kind)->name + " that he may see");
    }
    if (has && sees) check_cells(state, entity, kind, internal);
  };
  std::map<EntityId, bool> reads;
  for (const EntityId& ticket : store.entities(Kind::kTicket)) {
    reads[ticket] = reads_ticket(user, ticket, store) && is_kept(scope, user, ticket, store);
    check_one(ticket, Kind::kTicket, reads[ticket]);
  }
  for (const Kind kind : kPartsOfTickets) {
    for (const EntityId& entity : store.entities(kind)) {
      std::vector<EntityId> tickets = owners_of(entity, kind, store);
      if (kind == Kind::kLink) {
        tickets = {store.value(entity, field::kLinkOrigin).reference(),
                   store.value(entity, field::kLinkTarget).reference()};
      }
      const bool all = std::all_of(tickets.begin(), tickets.end(),
                                   [&](const EntityId& ticket) { return reads[ticket]; });
      check_one(entity, kind, all && (internal || store.facet(entity) == Facet::kPublic));
    }
  }
}

void Invariants::check_cells(const State& state, const EntityId& entity, Kind kind, bool internal) {
  for (const FieldSpec& spec : fields_of(kind)) {
    const bool sees = internal || spec.facet == Facet::kPublic;
    const Value value = state.value(entity, spec.id);
    if (!sees && !value.is_empty()) {
      findings_.broken(8, std::string("an internal ") + spec.name + " is held by who may not");
    }
    if (sees && value != server_.store().value(entity, spec.id)) {
      findings_.broken(9, std::string(spec.name) + " is not what the authority has");
    }
  }
}

// Another state has another digest.
void Invariants::check_digest(Workspace& workspace) {
  const State& state = workspace.state();
  const Table& users = state.table(Kind::kUser);
  if (users.live() == 0) return;
  Effect effect;
  effect.entity = state.id(Kind::kUser, static_cast<Row>(random_.below(users.size())));
  effect.field = field::kUserName;
  effect.value = Value::of(state.value(effect.entity, effect.field).text() + "+");
  const Hash256 before = state.digest();
  PulledEffects pulled;
  pulled.effects = {effect};
  workspace.replica().receive_effects(std::move(pulled));
  if (state.digest() == before) findings_.broken(15, "two states have one digest");
}

// Nobody goes on with a cursor of somebody else, or sends in somebody else's lane.
void Invariants::check_cursors(std::int64_t now_ms) {
  const Replica& replica = devices_[0]->workspace().replica();
  PullRequest pull;
  pull.epoch = replica.identity().epoch;
  pull.lane = replica.identity().lane;
  pull.cursor = replica.cursor();
  const SessionUser other = server_.session_of(1);
  const auto answer = server_.answer_reader({SyncRoute::kPull, encode(pull)}, other, now_ms);
  const auto pulled = answer ? decode_pull_response(*answer) : answer.error();
  if (pulled && pulled->error == ErrorCode::kNone) {
    findings_.broken(8, "a cursor of somebody else is taken");
  }
  // … or with one that he made up.
  pull.cursor[0] ^= 1;
  const auto forged =
      server_.answer_reader({SyncRoute::kPull, encode(pull)}, server_.session_of(0), now_ms);
  const auto taken = forged ? decode_pull_response(*forged) : forged.error();
  if (taken && taken->error == ErrorCode::kNone) findings_.broken(8, "a forged cursor is taken");
  PushRequest push;
  push.epoch = pull.epoch;
  push.groups = {{pull.lane,
                  server_.store().acked(pull.lane) + 1,
                  now_ms,
                  {},
                  {{other.id, creation_of(Kind::kComment), Action::kCreate, Value::of(0), 0}}}};
  if (server_.answer_reader({SyncRoute::kPush, encode(push)}, other, now_ms)) {
    findings_.broken(8, "somebody may send in the lane of somebody else");
  }
}

// Dies between any two writes of a commit and of a checkpoint: what comes up is the one state or
// the other.
void Invariants::check_storage(Device& device, std::int64_t now_ms) {
  const Disk::Files before = device.disk().files();
  Workspace checkpointing(Journal::Limits{1, 1});
  if (const auto loaded = checkpointing.load(before); !loaded) {
    return findings_.broken(13, "what was stored does not load: " + loaded.error().detail);
  }
  const Hash256 old_digest = checkpointing.state().digest();
  CreateTicket create;
  create.id = random_.new_id(now_ms);
  create.fields = {{field::kTicketTitle, Value::of("last")}};
  (void)checkpointing.submit(create, now_ms, random_);
  const FileBatch batch = checkpointing.take_batch();
  const Hash256 new_digest = checkpointing.state().digest();
  Hash256 last = old_digest;
  for (std::size_t writes = 0; writes <= Disk::writes_of(batch); ++writes) {
    Disk disk;
    disk.replace(before);
    disk.write(batch, writes);
    Workspace again;
    const auto loaded = again.load(disk.files());
    if (!loaded) return findings_.broken(13, "a crash in a checkpoint: " + loaded.error().detail);
    last = again.state().digest();
    if (last != old_digest && last != new_digest) {
      findings_.broken(13, "a crash in a checkpoint leaves a third state");
    }
  }
  if (last != new_digest) findings_.broken(1, "a checkpoint does not hold what it was made of");
  check_rot(before, old_digest);
}

// A turned bit or a lost file is told, or was of no use.
void Invariants::check_rot(const Disk::Files& files, const Hash256& digest) {
  for (int attempt = 0; attempt < 4 && !files.empty(); ++attempt) {
    Disk::Files rotten = files;
    auto file = std::next(rotten.begin(), static_cast<std::ptrdiff_t>(random_.below(files.size())));
    if (random_.chance(30)) {
      // Without its newest log a replica is what it was a commit ago, as after a crash.
      if (file->first == newest_log(files)) continue;
      rotten.erase(file);
    } else {
      file->second[random_.below(file->second.size())] ^= static_cast<char>(1 << random_.below(8));
    }
    Workspace again;
    const auto loaded = again.load(rotten);
    if (loaded && again.state().digest() != digest) {
      findings_.broken(13, "a rotten or lost file is passed over");
    }
  }
}

}  // namespace genba::sim
