// What a replica is sent: the effects after its cursor, of what its user may see now and its scope
// takes in. What came into his sight since, or left it, is told first: forgotten, and sent again
// whole when it is to be seen. So is what lost part of its past to an erasure, what a narrower
// scope leaves out, and what was pinned; for a wider scope the replica begins anew.
//
// With `sight` the newest effect at the last pull, a replica holds exactly the entities that were
// visible then, as of `seq`. So an entity is looked at again when a change between then and now
// bears on its visibility, and every other one is as it was.
#include <algorithm>
#include <unordered_map>

#include "core/process/visibility.h"
#include "core/sync/cursor.h"
#include "core/sync/sight.h"

namespace genba {
namespace {

// Of one answer: scanning goes on over what the user may not see until this much was looked at.
constexpr std::size_t kMaxScanned = 200'000;
// Entities that come into sight in one answer, so that it stays within a message.
constexpr std::size_t kMaxGained = 256;

class Pull {
 public:
  Pull(const SessionUser& user, const SyncStore& store, const Cursor& from, const Scope& scope)
      : store_(store),
        from_(from),
        head_(store.head().seq),
        sight_(user, store, scope),
        was_(sight_.viewer()),
        then_([this](const EntityId& entity, FieldId field) {
          return store_.value_at(entity, field, from_.sight);
        }) {
    was_.scope = from_.scope;
  }

  // Another role or other groups than at the last pull: nothing that the replica holds can be
  // taken as right.
  bool is_somebody_else() const {
    if (from_.sight == 0) return false;
    const Viewer& viewer = sight_.viewer();
    const Value role = then_(viewer.user, field::kUserRole);
    if (!role.is_empty() && role.integer() != static_cast<std::int64_t>(viewer.role)) return true;
    return viewer_of(viewer.user, viewer.role, store_, then_) != viewer;
  }

  bool is_wider() const {
    return from_.sight != 0 && !is_within(sight_.viewer().scope, from_.scope);
  }

  // The answer's effects; the new position.
  Cursor take(std::size_t limit, PulledEffects& pulled) {
    Cursor to{from_.seq, head_, sight_.viewer().scope};
    if (from_.sight != 0) {
      const std::vector<SightChange> changes = store_.sight_changes(from_.sight, head_);
      if (to.scope != from_.scope) change_scope(changes, pulled);
      to.sight = look_again(changes, pulled);
    }
    // What is not all in sight yet must not get the newest alone.
    if (to.sight < head_) return to;
    std::size_t scanned = 0;
    while (to.seq < head_ && pulled.effects.size() < limit && scanned < kMaxScanned) {
      const std::vector<Effect> effects =
          store_.effects_after(to.seq, limit - pulled.effects.size());
      if (effects.empty()) break;
      for (const Effect& effect : effects) {
        if (sight_.sees(effect)) pulled.effects.push_back(effect);
      }
      scanned += effects.size();
      to.seq = effects.back().seq;
    }
    return to;
  }

 private:
  // Losses and gains since the last pull. Returns how far they were looked at; an entity that
  // changed again later is looked at again, which does no harm.
  Seq look_again(const std::vector<SightChange>& changes, PulledEffects& pulled) {
    std::size_t gained = 0;
    for (const SightChange& change : changes) {
      if (!bears(change)) continue;
      if (gained >= kMaxGained) return change.seq - 1;
      const bool is_first = looked_at_.insert({change.entity, true}).second;
      if (!is_first && !change.is_erasure) continue;
      const bool saw = may_see(was_, change.entity, store_, then_);
      // What is held of it in spite of an erasure must go.
      if (saw == sight_.sees(change.entity) && !(saw && change.is_erasure)) continue;
      gained += tell(change.entity, pulled);
    }
    return head_;
  }

  bool bears(const SightChange& change) const {
    return bears_on(change, from_.scope) || bears_on(change, sight_.viewer().scope);
  }

  // Whatever did not change since the last pull is as it was then: only the scope is another.
  void change_scope(const std::vector<SightChange>& changes, PulledEffects& pulled) {
    Entities changed;
    for (const SightChange& change : changes) {
      if (bears(change)) changed.insert({change.entity, true});
    }
    const ReadCell now = read_now(store_);
    const auto look_at = [&](const EntityId& ticket) {
      if (changed.count(ticket) > 0 || store_.kind(ticket) != Kind::kTicket) return;
      if (may_see(was_, ticket, store_, now) != sight_.sees(ticket)) tell(ticket, pulled);
    };
    const Scope& scope = sight_.viewer().scope;
    if (!is_within(from_.scope, scope)) {
      for (const EntityId& ticket : store_.entities(Kind::kTicket)) look_at(ticket);
      return;
    }
    for (const EntityId& ticket : scope.pinned) look_at(ticket);
    for (const EntityId& ticket : from_.scope.pinned) {
      if (!scope.pins(ticket)) look_at(ticket);
    }
  }

  // That the entity has left the replica's sight, or come into it (true).
  bool tell(const EntityId& entity, PulledEffects& pulled) {
    pulled.forgotten.push_back(entity);
    if (!sight_.sees(entity)) return false;
    send_whole(entity, pulled);
    for (const EntityId& tied : tied_to(entity, store_)) send_whole(tied, pulled);
    return true;
  }

  // As of `seq`; what came later follows with everything else.
  void send_whole(const EntityId& entity, PulledEffects& pulled) {
    if (!sight_.sees(entity) || !sent_whole_.insert({entity, true}).second) return;
    for (const Effect& effect : store_.effects_of(entity, from_.seq)) {
      if (sight_.sees(effect.facet)) pulled.effects.push_back(effect);
    }
  }

  using Entities = std::unordered_map<EntityId, bool, EntityIdHash>;

  const SyncStore& store_;
  const Cursor from_;
  const Seq head_;
  Sight sight_;
  Viewer was_;  // with the scope of the last pull
  const ReadCell then_;
  Entities looked_at_, sent_whole_;
};

}  // namespace

Result<Bytes> handle_pull(std::string_view request, const SessionUser& user,
                          const SyncStore& store) {
  const Result<PullRequest> pull = decode_pull_request(request);
  if (!pull) return pull.error();
  PullResponse response;
  const Result<Cursor> from = open_cursor(pull->cursor, user, store);
  if (pull->epoch != store.epoch()) {
    response.error = ErrorCode::kEpochChanged;
  } else if (!from) {
    response.error = from.error().code;
  }
  if (response.error != ErrorCode::kNone) return encode(response);
  Pull answer(user, store, *from, pull->scope);
  if (answer.is_somebody_else() || answer.is_wider()) {
    response.error = ErrorCode::kMalformed;  // the replica begins anew
    return encode(response);
  }
  const Cursor to = answer.take(pull->limit, response.pulled);
  const Seq head = store.head().seq;
  response.role = user.role;
  response.pulled.head = to.seq;
  response.more = to.seq < head || to.sight < head;
  response.pulled.cursor = seal_cursor(to, user, store);
  // Own operations count as seen only when their effects are in this batch or before it.
  if (store.user_of(pull->lane) == user.id && !response.more) {
    response.pulled.acked = store.acked(pull->lane);
  }
  return encode(response);
}

}  // namespace genba
