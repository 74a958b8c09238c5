#include "sync-server/stores/sql_store.h"

#include <string>
#include <utility>

#include "core/process/visibility.h"
#include "sync-server/stores/head_listener.h"
#include "sync-server/stores/schema.h"

namespace genba::stores {
namespace {

// When others wrote more than that, reading it all would cost more than what is kept is worth.
constexpr Seq kMaxCaughtUp = 4000;

// Of the fields that bear on who sees what.
const std::string& sight_changes_sql() {
  static const std::string sql = [] {
    std::string fields;
    for (const FieldSpec& spec : all_fields()) {
      if (!changes_sight(spec.id)) continue;
      fields += (fields.empty() ? "" : ",") + std::to_string(static_cast<int>(spec.id));
    }
    return "SELECT seq, field, id FROM effects JOIN entities ON number = entity"
           " WHERE seq > ? AND seq <= ? AND field IN (" +
           fields + ") ORDER BY seq";
  }();
  return sql;
}

EntityId id_from(std::string_view bytes) {
  ByteReader in(bytes);
  return decode_id(in);
}

}  // namespace

Result<std::unique_ptr<ServerStore>> open_store(const std::string& address, RandomSource& random) {
  Result<Database> database = open_database(address, random);
  if (!database) return database.error();
  return open_store(std::move(database).value());
}

Result<std::unique_ptr<ServerStore>> open_store(Database database) {
  auto store = std::make_unique<SqlStore>(std::move(database));
  if (Result<void> ready = store->prepare(); !ready) return ready.error();
  return std::unique_ptr<ServerStore>(std::move(store));
}

Result<void> SqlStore::prepare() {
  forget();
  if (Result<void> done = load_workspace(); !done) return done;
  if (Result<void> done = contents_.prepare(); !done) return done;
  return prepare_statements();
}

Result<void> SqlStore::load_workspace() {
  Result<Statement> select =
      database_.prepare("SELECT id, epoch, cursor_key, began_at FROM workspace");
  if (!select) return select.error();
  StatementScope scope(*select);
  const Result<bool> row = select->step();
  if (!row) return row.error();
  if (!*row) return make_error(ErrorCode::kCorrupt, "the database holds no workspace");
  workspace_ = id_from(select->blob(0));
  epoch_ = static_cast<std::uint64_t>(select->integer(1));
  cursor_key_ = Bytes(select->blob(2));
  began_at_ = static_cast<Seq>(select->integer(3));
  return {};
}

Result<void> SqlStore::prepare_statements() {
  const std::pair<Statement*, const char*> statements[] = {
      {&newest_,
       "SELECT version, seq, link FROM schema_version LEFT JOIN"
       " (SELECT seq, link FROM effects ORDER BY seq DESC LIMIT 1) newest ON 1 = 1"},
      {&set_head_,
       "INSERT INTO head(one, seq, link) VALUES(1,?,?)"
       " ON CONFLICT(one) DO UPDATE SET seq = excluded.seq, link = excluded.link"},
      {&find_entity_, "SELECT number, kind, facet FROM entities WHERE id = ?"},
      {&newest_entity_number_, "SELECT max(number) FROM entities"},
      {&insert_entity_, "INSERT INTO entities(number, id, kind, facet) VALUES(?,?,?,?)"},
      {&insert_effect_,
       "INSERT INTO effects(seq, entity, field, effect, salt, link) VALUES(?,?,?,?,?,?)"},
      {&cell_at_,
       "SELECT effect FROM effects WHERE entity = ? AND field = ? AND seq <= ?"
       " ORDER BY seq DESC LIMIT 1"},
      {&cells_of_,
       "SELECT effect FROM effects WHERE seq IN"
       " (SELECT max(seq) FROM effects WHERE entity = ? GROUP BY field)"},
      {&effects_from_,
       "SELECT effect, salt, link, value_hash FROM effects WHERE seq > ? ORDER BY seq LIMIT ?"},
      {&entities_of_kind_, "SELECT id FROM entities WHERE kind = ? ORDER BY number"},
      {&newest_entities_,
       "SELECT number, id FROM entities WHERE kind = ? AND number < ?"
       " ORDER BY number DESC LIMIT ?"},
      {&referring_,
       "SELECT id FROM referring JOIN entities ON number = entity"
       " WHERE field = ? AND target = ? ORDER BY entity"},
      {&insert_reference_,
       "INSERT INTO referring(field, target, entity) VALUES(?,?,?) ON CONFLICT DO NOTHING"},
      {&due_,
       "SELECT id FROM timers JOIN entities ON number = ticket WHERE at_ms <= ?"
       " ORDER BY at_ms, ticket LIMIT ?"},
      {&open_tickets_,
       "SELECT id FROM timers JOIN entities ON number = ticket WHERE ticket > ?"
       " ORDER BY ticket LIMIT ?"},
      {&set_timer_,
       "INSERT INTO timers(ticket, at_ms) VALUES(?,?)"
       " ON CONFLICT(ticket) DO UPDATE SET at_ms = excluded.at_ms"},
      {&delete_timer_, "DELETE FROM timers WHERE ticket = ?"},
      {&effects_of_, "SELECT effect FROM effects WHERE entity = ? AND seq <= ? ORDER BY seq"},
      {&sight_changes_, sight_changes_sql().c_str()},
      {&erase_effect_, "UPDATE effects SET effect = ?, salt = ?, value_hash = ? WHERE seq = ?"},
      {&set_bearer_,
       "INSERT INTO bearers(ticket, \"user\") VALUES(?,?)"
       " ON CONFLICT(ticket) DO UPDATE SET \"user\" = excluded.\"user\""},
      {&delete_bearer_, "DELETE FROM bearers WHERE ticket = ?"},
      {&count_borne_, "SELECT count(*) FROM bearers WHERE \"user\" = ?"},
      {&find_lane_, "SELECT \"user\", acked FROM lanes WHERE lane = ?"},
      {&lane_by_device_, "SELECT lane FROM lanes WHERE device = ? AND \"user\" = ?"},
      {&insert_lane_,
       "INSERT INTO lanes(lane, device, \"user\")"
       " VALUES((SELECT coalesce(max(lane), 0) + 1 FROM lanes), ?, ?) RETURNING lane"},
      {&update_lane_, "UPDATE lanes SET acked = ? WHERE lane = ?"},
      {&find_outcome_,
       "SELECT last_dseq, outcome, code, detail, hash FROM outcomes"
       " WHERE lane = ? AND first_dseq = ?"},
      {&insert_outcome_,
       "INSERT INTO outcomes(lane, first_dseq, last_dseq, outcome, code, detail, hash)"
       " VALUES(?,?,?,?,?,?,?)"},
      {&find_number_, "SELECT highest FROM numbers WHERE ticket_type = ?"},
      {&set_number_,
       "INSERT INTO numbers(ticket_type, highest) VALUES(?,?)"
       " ON CONFLICT(ticket_type) DO UPDATE SET highest = excluded.highest"},
  };
  for (const auto& [target, sql] : statements) {
    Result<Statement> prepared = database_.prepare(sql);
    if (!prepared) return prepared.error();
    *target = std::move(prepared).value();
  }
  return {};
}

Result<void> SqlStore::begin(Transaction kind) {
  is_writing_ = kind == Transaction::kWrite;
  failure_.reset();
  Result<void> begun = database_.begin(kind);
  if (begun) begun = load_head();
  if (!begun) rollback();
  return begun;
}

Result<void> SqlStore::load_head() {
  Head newest;
  {
    StatementScope scope(newest_);
    const Result<bool> row = newest_.step();
    if (!row) return row.error();
    if (!*row || newest_.integer(0) != kSchemaVersion) {
      return make_error(ErrorCode::kUnavailable,
                        "the database was upgraded by a newer version of genba");
    }
    newest.seq = static_cast<Seq>(newest_.integer(1));
    const std::string_view link = newest_.blob(2);
    if (newest.seq != 0 && link.size() != newest.link.size()) {
      return make_error(ErrorCode::kCorrupt, "the audit chain is damaged at its end");
    }
    std::copy(link.begin(), link.end(), reinterpret_cast<char*>(newest.link.data()));
  }
  if (newest.seq != head_.seq) catch_up(newest.seq);
  head_ = newest;
  begun_at_ = newest.seq;
  // A lane moves without an effect when a group is rejected.
  lanes_.clear();
  return {};
}

// Whatever was cached is true only as long as nobody else has written.
void SqlStore::catch_up(Seq newest) {
  if (head_.seq == 0 || newest < head_.seq || newest - head_.seq > kMaxCaughtUp) return forget();
  numbers_.fill(-1);
  newest_entity_ = -1;
  for (Seq seq = head_.seq; seq < newest;) {
    const std::vector<Effect> effects = effects_after(seq, newest - seq);
    if (effects.empty()) return forget();
    for (const Effect& effect : effects) {
      if (effect.create) entities_.erase(effect.entity);
      take_in(effect);
    }
    seq = effects.back().seq;
  }
}

Result<void> SqlStore::commit() {
  if (!failure_ && is_writing_) note(write_lanes());
  if (!failure_ && head_.seq != begun_at_) note(write_head());
  if (!failure_) note(database_.commit());
  if (!failure_) return {};
  const Error error = *failure_;
  rollback();
  return error;
}

Result<void> SqlStore::write_lanes() {
  for (auto& [lane, state] : lanes_) {
    if (!state.is_changed) continue;
    update_lane_.bind(1, static_cast<std::int64_t>(state.acked)).bind(2, lane);
    if (Result<void> done = update_lane_.post(); !done) return done;
    state.is_changed = false;
  }
  return {};
}

// Said twice, so that effects that were cut off the end are missed (verify()).
Result<void> SqlStore::write_head() {
  set_head_.bind(1, static_cast<std::int64_t>(head_.seq)).bind_blob(2, view_of(head_.link));
  if (Result<void> done = set_head_.post(); !done) return done;
  database_.announce(channel_of(workspace_), head_.seq);
  return {};
}

void SqlStore::rollback() {
  database_.rollback();
  forget();
  head_ = {};
}

void SqlStore::forget() {
  entities_.clear();
  cells_.clear();
  loaded_.clear();
  lanes_.clear();
  numbers_.fill(-1);
  newest_entity_ = -1;
  configuration_.clear();
}

void SqlStore::note(const Result<void>& written) const {
  if (!written) note(written.error());
}

void SqlStore::note(const Error& error) const {
  if (!failure_) failure_ = error;
}

}  // namespace genba::stores
