// The part of SqlStore that goes through many entities at once.
#include <limits>
#include <unordered_map>
#include <utility>

#include "sync-server/stores/sql_store.h"

namespace genba::stores {
namespace {

// Every version of these cells, oldest first. Between two numbers there are entities of other
// kinds; they have no such fields.
std::string versions_sql(std::span<const FieldId> fields) {
  std::string list;
  for (const FieldId field : fields) {
    list += (list.empty() ? "" : ",") + std::to_string(static_cast<int>(field));
  }
  return "SELECT entity, effect FROM effects WHERE entity >= ? AND entity <= ? AND field IN (" +
         list + ") ORDER BY entity, field, seq";
}

void put_newest(std::vector<Effect>& cells, Effect version) {
  if (!cells.empty() && cells.back().field == version.field) {
    cells.back() = std::move(version);
  } else {
    cells.push_back(std::move(version));
  }
}

}  // namespace

std::vector<EntityCells> SqlStore::newest_cells(const EntityId& before,
                                                std::span<const FieldId> fields,
                                                std::size_t limit) const {
  std::vector<EntityCells> found;
  std::unordered_map<std::int64_t, std::size_t> places;  // of an entity's number, in found
  std::int64_t lowest = 0, highest = 0;
  {
    StatementScope scope(newest_entities_);
    newest_entities_.bind(1, static_cast<std::int64_t>(kind_of(fields.front())));
    newest_entities_.bind(2, before.is_null() ? std::numeric_limits<std::int64_t>::max()
                                              : find_entity(before)->number);
    newest_entities_.bind(3, static_cast<std::int64_t>(limit));
    while (true) {
      Result<bool> row = newest_entities_.step();
      if (!row) note(row.error());
      if (!row || !*row) break;
      lowest = newest_entities_.integer(0);
      if (found.empty()) highest = lowest;
      ByteReader id(newest_entities_.blob(1));
      places[lowest] = found.size();
      found.push_back({decode_id(id), {}});
    }
  }
  if (found.empty()) return found;
  Result<Statement> versions = database_.prepare(versions_sql(fields));
  if (!versions) return note(versions.error()), found;
  versions->bind(1, lowest).bind(2, highest);
  while (true) {
    Result<bool> row = versions->step();
    if (!row) note(row.error());
    if (!row || !*row) return found;
    const auto place = places.find(versions->integer(0));
    if (place == places.end()) continue;
    put_newest(found[place->second].cells, decode_stored(versions->blob(1)));
  }
}

}  // namespace genba::stores
