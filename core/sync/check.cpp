// Whether a replica holds what it should: sums of what its user may see, and the whole of a bucket
// that is wrong. Both answer for the place at which the cursor stands, and only while nothing has
// come into his sight or left it since; else he pulls first.
#include <unordered_set>

#include "core/process/visibility.h"
#include "core/sync/cursor.h"
#include "core/sync/sight.h"

namespace genba {
namespace {

// Of one answer, so that it stays within a second.
constexpr std::size_t kMaxSummed = 200'000;
constexpr std::size_t kReadAtOnce = 5'000;
// Of one answer, so that it stays within a message.
constexpr std::size_t kMaxRepaired = 100'000;

// Where the cursor stands; kOutOfOrder when what its holder sees has changed since.
Result<Cursor> open_current(const Bytes& sealed, std::uint64_t epoch, const SessionUser& user,
                            const SyncStore& store) {
  if (epoch != store.epoch()) return make_error(ErrorCode::kEpochChanged, "epoch");
  const Result<Cursor> cursor = open_cursor(sealed, user, store);
  if (!cursor) return cursor;
  for (const SightChange& change : store.sight_changes(cursor->sight, store.head().seq)) {
    if (bears_on(change, cursor->scope)) return make_error(ErrorCode::kOutOfOrder, "pull first");
  }
  return cursor;
}

class Whole {
 public:
  Whole(const SessionUser& user, const SyncStore& store, const Cursor& cursor)
      : sight_(user, store, cursor.scope), store_(store), until_(cursor.seq) {}

  // Tickets first, each with what is tied to it.
  Result<std::vector<Effect>> of(std::size_t bucket) {
    take_kind(Kind::kTicket, bucket);
    for (const KindSpec& spec : all_kinds()) {
      if (spec.kind != Kind::kTicket) take_kind(spec.kind, bucket);
    }
    if (effects_.size() > kMaxRepaired) {
      return make_error(ErrorCode::kTooLarge, "a bucket of too much");
    }
    return std::move(effects_);
  }

 private:
  void take_kind(Kind kind, std::size_t bucket) {
    for (const EntityId& id : store_.entities(kind)) {
      if (bucket_of(id) != bucket || !take(id)) continue;
      for (const EntityId& tied : tied_to(id, store_)) take(tied);
    }
  }

  bool take(const EntityId& id) {
    if (effects_.size() > kMaxRepaired || !sight_.sees(id) || !taken_.insert(id).second) {
      return false;
    }
    for (const Effect& effect : store_.effects_of(id, until_)) {
      if (sight_.sees(effect.facet)) effects_.push_back(effect);
    }
    return true;
  }

  Sight sight_;
  const SyncStore& store_;
  const Seq until_;
  std::vector<Effect> effects_;
  std::unordered_set<EntityId, EntityIdHash> taken_;
};

}  // namespace

Result<Bytes> handle_check(std::string_view request, const SessionUser& user,
                           const SyncStore& store) {
  const Result<CheckRequest> check = decode_check_request(request);
  if (!check) return check.error();
  CheckResponse response;
  const Result<Cursor> cursor = open_current(check->cursor, check->epoch, user, store);
  if (!cursor) {
    response.error = cursor.error().code;
    return encode(response);
  }
  const Seq until = std::min(check->until, cursor->seq);
  Sight sight(user, store, cursor->scope);
  response.until = check->after;
  for (std::size_t summed = 0; response.until < until && summed < kMaxSummed;) {
    const std::vector<Effect> effects = store.effects_after(response.until, kReadAtOnce);
    if (effects.empty()) break;
    for (const Effect& effect : effects) {
      if (effect.seq <= until && sight.sees(effect)) response.digest.add(effect);
    }
    summed += effects.size();
    response.until = std::min(until, effects.back().seq);
  }
  return encode(response);
}

Result<Bytes> handle_repair(std::string_view request, const SessionUser& user,
                            const SyncStore& store) {
  const Result<RepairRequest> repair = decode_repair_request(request);
  if (!repair) return repair.error();
  RepairResponse response;
  const Result<Cursor> cursor = open_current(repair->cursor, repair->epoch, user, store);
  if (!cursor) {
    response.error = cursor.error().code;
    return encode(response);
  }
  Result<std::vector<Effect>> effects = Whole(user, store, *cursor).of(repair->bucket);
  if (effects) {
    response.effects = std::move(*effects);
  } else {
    response.error = effects.error().code;
  }
  return encode(response);
}

}  // namespace genba
