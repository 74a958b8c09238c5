// The part of SqlStore that tells whether its database is whole. The audit chain covers the
// encoded effects; this holds the rest of what is stored against them.
#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "core/authority/erasure.h"
#include "sync-server/stores/sql_store.h"

namespace genba::stores {
namespace {

Error damaged(const std::string& what) { return make_error(ErrorCode::kCorrupt, what); }

class Verification {
 public:
  explicit Verification(Database& database) : database_(database) {}

  Result<void> run() {
    for (const auto check :
         {&Verification::log, &Verification::entities, &Verification::end, &Verification::numbers,
          &Verification::lanes, &Verification::erasures, &Verification::contents}) {
      if (const auto good = (this->*check)(); !good) return good;
    }
    return {};
  }
  const Head& last() const { return last_; }

 private:
  // Calls `take` with each row.
  template <typename Take>
  static Result<void> each(Statement& statement, const Take& take) {
    StatementScope scope(statement);
    while (true) {
      const Result<bool> row = statement.step();
      if (!row) return row.error();
      if (!*row) return {};
      if (const Result<void> good = take(statement); !good) return good;
    }
  }
  template <typename Take>
  Result<void> each(const char* sql, const Take& take) {
    Result<Statement> statement = database_.prepare(sql);
    if (!statement) return statement.error();
    return each(*statement, take);
  }

  // Page by page: a database may hold more than the memory.
  Result<void> log() {
    Result<Statement> page = database_.prepare(
        "SELECT seq, field, effect, salt, link, value_hash, number, id, kind, facet, entity"
        " FROM effects LEFT JOIN entities ON number = entity WHERE seq > ? ORDER BY seq"
        " LIMIT 5000");
    if (!page) return page.error();
    std::int64_t from = std::numeric_limits<std::int64_t>::min();
    while (true) {
      page->bind(1, from);
      const auto good = each(*page, [this](const Statement& row) { return link(row); });
      if (!good || from == static_cast<std::int64_t>(last_.seq)) return good;
      from = static_cast<std::int64_t>(last_.seq);
    }
  }

  Result<void> link(const Statement& row) {
    Result<AuditRecord> record = record_of(row);
    if (!record) return record.error();
    if (const auto good = verify_link(last_.link, *record); !good) return good;
    if (const auto good = place(row, record->effect); !good) return good;
    if (is_erased(*record)) erased_.insert(record->effect.seq);
    if (record->effect.field == field::kErasureEffects) {
      const Result<std::vector<Seq>> effects = decode_erased(record->effect.value);
      if (!effects) return effects.error();
      recorded_.insert(effects->begin(), effects->end());
    }
    last_ = {record->effect.seq, record->link};
    return {};
  }

  Result<AuditRecord> record_of(const Statement& row) const {
    const std::string name = "effect " + std::to_string(last_.seq + 1);
    if (row.integer(0) != static_cast<std::int64_t>(last_.seq + 1)) {
      return damaged(name + " is missing from the log");
    }
    ByteReader in(row.blob(2));
    AuditRecord record;
    Effect previous;
    record.effect = decode_effect(in, previous);
    if (!in.finish("effect")) return damaged(name + " cannot be read");
    if (record.effect.seq != last_.seq + 1) return damaged(name + " is another effect");
    const auto copy_to = [&row](int column, auto& target) {
      const std::string_view bytes = row.blob(column);
      if (bytes.size() != target.size()) return false;
      std::copy(bytes.begin(), bytes.end(), reinterpret_cast<char*>(target.data()));
      return true;
    };
    const bool is_whole = copy_to(3, record.salt) && copy_to(4, record.link) &&
                          (row.is_null(5) || copy_to(5, record.value_hash));
    if (!is_whole) return damaged(name + ": its salt, link or hash has a wrong length");
    if (row.is_null(5)) record.value_hash = hash_value(record.salt, record.effect.value);
    return record;
  }

  // The columns by which the effect is found are the effect's own.
  Result<void> place(const Statement& row, const Effect& effect) {
    const std::string name = "effect " + std::to_string(effect.seq);
    if (row.is_null(6)) return damaged(name + ": its entity is missing");
    ByteReader id(row.blob(7));
    if (decode_id(id) != effect.entity || !id.finish("id")) {
      return damaged(name + " is stored with another entity");
    }
    if (row.integer(1) != static_cast<std::int64_t>(effect.field)) {
      return damaged(name + " is stored with another field");
    }
    const std::int64_t entity = row.integer(6);
    if (effect.create) {
      const bool is_same = row.integer(8) == static_cast<std::int64_t>(kind_of(effect.field)) &&
                           row.integer(9) == static_cast<std::int64_t>(effect.facet);
      if (!is_same) return damaged(name + ": what it created is stored as something else");
      created_.insert(entity);
    } else if (created_.count(entity) == 0) {
      return damaged(name + ": its entity was not created before");
    }
    if (effect.value.is_integer() && effect.field == field::kTicketType) {
      types_[entity] = effect.value.integer();
    }
    const auto type = types_.find(entity);
    if (effect.value.is_integer() && effect.field == field::kTicketNumber && type != types_.end()) {
      std::int64_t& highest = numbers_[type->second];
      highest = std::max(highest, effect.value.integer());
    }
    return {};
  }

  Result<void> entities() {
    return each("SELECT number FROM entities", [this](const Statement& row) {
      if (created_.count(row.integer(0)) != 0) return Result<void>();
      return Result<void>(
          damaged("entity " + std::to_string(row.integer(0)) + " was created by no effect"));
    });
  }

  // A database that nobody wrote since it has this table has no row in it.
  Result<void> end() {
    return each("SELECT seq, link FROM head", [this](const Statement& row) {
      const auto seq = static_cast<Seq>(row.integer(0));
      if (seq != last_.seq) {
        return Result<void>(damaged("the log ends with effect " + std::to_string(last_.seq) +
                                    ", but effect " + std::to_string(seq) + " was the last one"));
      }
      if (row.blob(1) == view_of(last_.link)) return Result<void>();
      return Result<void>(damaged("the last effect is not the one that was written last"));
    });
  }

  Result<void> numbers() {
    std::map<std::int64_t, std::int64_t> given;
    const auto read = each("SELECT ticket_type, highest FROM numbers", [&](const Statement& row) {
      given[row.integer(0)] = row.integer(1);
      return Result<void>();
    });
    if (!read) return read;
    for (const auto& [type, highest] : numbers_) {
      if (given[type] >= highest) continue;
      return damaged("ticket number " + std::to_string(highest) +
                     " exists, but the highest given is " + std::to_string(given[type]));
    }
    return {};
  }

  Result<void> lanes() {
    return each(
        "SELECT lanes.lane, acked, max(last_dseq) FROM lanes JOIN outcomes"
        " ON outcomes.lane = lanes.lane GROUP BY lanes.lane",
        [](const Statement& row) {
          if (row.integer(1) == row.integer(2)) return Result<void>();
          return Result<void>(damaged("lane " + std::to_string(row.integer(0)) +
                                      " has acknowledged " + std::to_string(row.integer(1)) +
                                      ", but answered " + std::to_string(row.integer(2))));
        });
  }

  // Nothing is gone but what an erasure in the log says, and all of that is.
  Result<void> erasures() {
    for (const Seq seq : erased_) {
      if (recorded_.count(seq) != 0) continue;
      return damaged("the value of effect " + std::to_string(seq) +
                     " is gone, and no erasure is recorded");
    }
    for (const Seq seq : recorded_) {
      if (erased_.count(seq) != 0) continue;
      return damaged("the value of effect " + std::to_string(seq) + " was erased, and is there");
    }
    return {};
  }

  Result<void> contents() { return verify_contents(database_); }

  Database& database_;
  Head last_;
  std::set<Seq> erased_;                                  // have no value
  std::set<Seq> recorded_;                                // by the erasures in the log
  std::unordered_set<std::int64_t> created_;              // numbers of entities
  std::unordered_map<std::int64_t, std::int64_t> types_;  // of tickets, by number of entity
  std::map<std::int64_t, std::int64_t> numbers_;          // highest, by type
};

}  // namespace

Result<Head> verify_database(Database& database) {
  Verification verification(database);
  if (const Result<void> good = verification.run(); !good) return good.error();
  return verification.last();
}

Result<void> SqlStore::verify() {
  const Result<Head> head = verify_database(database_);
  if (!head) return head.error();
  return {};
}

}  // namespace genba::stores
