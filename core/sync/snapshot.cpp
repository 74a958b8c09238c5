#include "core/sync/snapshot.h"

#include <algorithm>
#include <map>
#include <unordered_set>

#include "core/process/visibility.h"
#include "core/replica/entity_record.h"
#include "core/sync/cursor.h"
#include "core/sync/sight.h"

namespace genba {
namespace {

// More of one entity, or of what is for one person alone, might not fit into a message.
constexpr std::size_t kMostRecordBytes = kMaxMessageBytes / 2;

using Entities = std::unordered_set<EntityId, EntityIdHash>;

class Maker {
 public:
  Maker(const SyncStore& store, const KeepPart& keep, const std::function<bool()>& is_wanted)
      : store_(store), keep_(keep), is_wanted_(is_wanted), read_(read_now(store)) {
    snapshot_.epoch = store.epoch();
    snapshot_.seq = store.head().seq;
  }

  std::optional<Snapshot> make() {
    for (const KindSpec& spec : all_kinds()) {
      for (const EntityId& entity : store_.entities(spec.kind)) {
        if (++looked_at_ % 256 == 0 && !is_wanted_()) return std::nullopt;
        take(entity, spec.kind);
      }
    }
    for (auto& [group, slice] : slices_) {
      if (slice.size() > 0) flush(group, slice);
    }
    return std::move(snapshot_);
  }

 private:
  void take(const EntityId& entity, Kind kind) {
    const std::optional<EntityId> group = class_of(entity, store_, read_);
    if (!group) {
      snapshot_.apart.push_back({entity, owner_of(entity, store_, read_)});
      return;
    }
    const std::vector<Effect> effects = store_.effects_of(entity, snapshot_.seq);
    if (effects.empty()) return;
    if (kind == Kind::kTicket && !group->is_null()) {
      for (const EntityId& person : named_on(entity, read_)) {
        snapshot_.named[person].push_back(entity);
      }
    }
    Bytes timeline;
    ByteWriter record;
    encode(record, record_of(effects, timeline));
    if (record.size() > kMostRecordBytes) {
      snapshot_.apart.push_back({entity, {}});
      return;
    }
    ByteWriter& slice = slices_[*group];
    slice.raw(record.bytes());
    if (slice.size() >= kSnapshotPartBytes) flush(*group, slice);
  }

  void flush(const EntityId& group, ByteWriter& slice) {
    snapshot_.parts.push_back(group);
    keep_(slice.take());
    slice = {};
  }

  struct Before {
    bool operator()(const EntityId& a, const EntityId& b) const {
      return a.high != b.high ? a.high < b.high : a.low < b.low;
    }
  };

  const SyncStore& store_;
  const KeepPart& keep_;
  const std::function<bool()>& is_wanted_;
  const ReadCell read_;
  Snapshot snapshot_;
  std::map<EntityId, ByteWriter, Before> slices_;
  std::size_t looked_at_ = 0;
};

class Offer {
 public:
  Offer(const SessionUser& user, const SyncStore& store, const Snapshot& snapshot,
        const Scope& scope)
      : user_(user),
        store_(store),
        snapshot_(snapshot),
        sight_(user, store, scope),
        then_([this](const EntityId& entity, FieldId field) {
          return store_.value_at(entity, field, snapshot_.seq);
        }) {}

  // What he sees has classes, and is by the same rules as when the snapshot was made.
  bool is_for_him() const {
    const Viewer& viewer = sight_.viewer();
    if (!sees_internal(viewer.role) || snapshot_.epoch != store_.epoch()) return false;
    const Value role = then_(viewer.user, field::kUserRole);
    // Of somebody who came later a cursor at the snapshot would not tell another role.
    return !role.is_empty() && role.integer() == static_cast<std::int64_t>(viewer.role) &&
           viewer_of(viewer.user, viewer.role, store_, then_) == viewer;
  }

  FirstLoad plan() {
    FirstLoad load;
    load.seq = snapshot_.seq;
    for (std::size_t part = 0; part < snapshot_.parts.size(); ++part) {
      if (!takes_class(sight_.viewer(), snapshot_.parts[part])) continue;
      load.parts.push_back(static_cast<std::uint32_t>(part));
    }
    load.rest.effects = rest_of();
    load.rest.head = snapshot_.seq;
    load.rest.cursor =
        seal_cursor({snapshot_.seq, snapshot_.seq, sight_.viewer().scope}, user_, store_);
    return load;
  }

  bool sees_part(std::size_t part) const {
    return part < snapshot_.parts.size() && takes_class(sight_.viewer(), snapshot_.parts[part]);
  }

  // Whether parts are for him as they are, but for what is hidden.
  bool takes_everything() const { return sight_.viewer().scope.is_everything(); }
  bool sees(const EntityId& entity) { return sight_.sees(entity); }

  // What must not be sent of it any more.
  Entities hidden() {
    Entities hidden;
    for (const SightChange& change : store_.sight_changes(snapshot_.seq, store_.head().seq)) {
      if (!change.is_erasure && sight_.sees(change.entity)) continue;
      hidden.insert(change.entity);
      for (const EntityId& tied : tied_to(change.entity, store_)) hidden.insert(tied);
    }
    return hidden;
  }

 private:
  // As of the snapshot: what he saw that none of his classes holds.
  std::vector<Effect> rest_of() {
    std::vector<Effect> rest;
    for (const Snapshot::Apart& apart : snapshot_.apart) {
      if (apart.owner.is_null() || apart.owner == user_.id) take(apart.entity, rest);
    }
    for (const EntityId& ticket : sight_.viewer().scope.pinned) take_with_ties(ticket, rest);
    const auto named = snapshot_.named.find(user_.id);
    if (named == snapshot_.named.end()) return rest;
    for (const EntityId& ticket : named->second) take_with_ties(ticket, rest);
    return rest;
  }

  void take_with_ties(const EntityId& ticket, std::vector<Effect>& rest) {
    if (store_.kind(ticket) != Kind::kTicket) return;
    take_classed(ticket, rest);
    for (const EntityId& tied : tied_to(ticket, store_)) take_classed(tied, rest);
  }

  // What has a class comes with it when he takes that.
  void take_classed(const EntityId& entity, std::vector<Effect>& rest) {
    const std::optional<EntityId> group = class_of(entity, store_, then_);
    if (group && !takes_class(sight_.viewer(), *group)) take(entity, rest);
  }

  void take(const EntityId& entity, std::vector<Effect>& rest) {
    const bool was_seen = may_see(sight_.viewer(), entity, store_, then_);
    if (!was_seen || !sight_.sees(entity) || !taken_.insert(entity).second) return;
    for (const Effect& effect : store_.effects_of(entity, snapshot_.seq)) rest.push_back(effect);
  }

  const SessionUser& user_;
  const SyncStore& store_;
  const Snapshot& snapshot_;
  Sight sight_;
  const ReadCell then_;
  Entities taken_;
};

Bytes only(const Bytes& entities, const std::function<bool(const EntityId&)>& is_kept) {
  ByteReader in(entities);
  ByteWriter left;
  while (!in.at_end() && !in.failed()) {
    const std::size_t from = in.position();
    const EntityId id = decode_entity_record(in).id;
    if (is_kept(id)) {
      left.raw(std::string_view(entities).substr(from, in.position() - from));
    }
  }
  return left.take();
}

SnapshotAnswer answer_of(const SnapshotResponse& response) { return {encode(response), {}}; }

}  // namespace

std::optional<Snapshot> make_snapshot(const SyncStore& store, const KeepPart& keep,
                                      const std::function<bool()>& is_wanted) {
  return Maker(store, keep, is_wanted).make();
}

Bytes encode_part(const Snapshot& snapshot, std::string_view entities) {
  SnapshotResponse response;
  response.load.seq = snapshot.seq;
  response.entities = entities;
  return encode(response);
}

Result<SnapshotAnswer> handle_snapshot(std::string_view request, const SessionUser& user,
                                       const SyncStore& store, const Snapshot* snapshot,
                                       const ReadPart& read) {
  const Result<SnapshotRequest> asked = decode_snapshot_request(request);
  if (!asked) return asked.error();
  SnapshotResponse response;
  if (asked->epoch != store.epoch()) {
    response.error = ErrorCode::kEpochChanged;
    return answer_of(response);
  }
  const bool is_plan = asked->seq == 0;
  const bool is_there = snapshot != nullptr && (is_plan || snapshot->seq == asked->seq);
  std::optional<Offer> offer;
  if (is_there) offer.emplace(user, store, *snapshot, asked->scope);
  if (!offer || !offer->is_for_him()) {
    if (!is_plan) response.error = ErrorCode::kOutOfOrder;  // begin again
    return answer_of(response);
  }
  if (is_plan) {
    SnapshotAnswer plan = answer_of({ErrorCode::kNone, offer->plan(), {}});
    if (plan.body.size() > kMostRecordBytes) return answer_of(response);  // he pulls from the start
    return plan;
  }
  if (!offer->sees_part(asked->part)) return make_error(ErrorCode::kNotFound, "no such part");
  const Entities hidden = offer->hidden();
  const bool takes_everything = offer->takes_everything();
  if (hidden.empty() && takes_everything) return SnapshotAnswer{{}, asked->part};
  const auto is_kept = [&](const EntityId& entity) {
    return hidden.count(entity) == 0 && (takes_everything || offer->sees(entity));
  };
  return SnapshotAnswer{encode_part(*snapshot, only(read(asked->part), is_kept)), {}};
}

}  // namespace genba
