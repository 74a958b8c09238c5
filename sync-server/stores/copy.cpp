#include "sync-server/stores/copy.h"

#include <algorithm>
#include <string>
#include <vector>

#include "sync-server/stores/postgres.h"

namespace genba::stores {
namespace {

struct Table {
  const char* name;
  std::size_t keys;  // so many of the columns, the first ones
  // name:type, the type i(nteger), t(ext) or b(lob); after an @ the first version that has it.
  const char* columns;
  std::size_t page = 2000;  // rows that are read at once
  std::int64_t since = 1;   // the first version that has the table
};

// What a row refers to comes before it. The tables' version is no row of theirs.
constexpr Table kTables[] = {
    {"workspace", 1, "one:i id:b epoch:i cursor_key:b began_at:i"},
    {"head", 1, "one:i seq:i link:b"},
    {"entities", 1, "number:i id:b kind:i facet:i"},
    {"effects", 1, "seq:i entity:i field:i effect:b salt:b link:b value_hash:b"},
    {"referring", 3, "field:i target:b entity:i"},
    {"timers", 1, "ticket:i at_ms:i"},
    {"bearers", 1, "ticket:i \"user\":b"},
    {"lanes", 1, "lane:i device:b \"user\":b acked:i"},
    {"outcomes", 2, "lane:i first_dseq:i last_dseq:i outcome:i code:i detail:t hash:b"},
    {"numbers", 1, "ticket_type:i highest:i"},
    {"blobs", 1, "number:i sha256:b size:i state:b changed_ms:i", 2000, 3},
    {"blob_chunks", 2, "blob:i number:i bytes:b", 16, 3},
    {"attachments", 1, "attachment:b blob:i", 2000, 3},
    {"thumbnails", 1, "attachment:b image:b", 64, 3},
    {"accounts", 1,
     "id:b name:t name_key:t password_hash:t role:i disabled:i must_change:i created_ms:i"},
    {"sessions", 1,
     "token_hash:b account_id:b created_ms:i expires_ms:i last_used_ms:i device_label:t "
     "waiting:i@4 reported_ms:i@4 wipe_ms:i@4 wiped_ms:i@4"},
};

static_assert(kSchemaVersion < 10, "after an @ is one digit");

struct Column {
  std::string name;
  char type;
};

std::vector<Column> columns_of(const Table& table, std::int64_t version) {
  std::vector<Column> columns;
  std::string_view rest = table.columns;
  while (!rest.empty()) {
    const std::string_view column = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(column.size() + 1, rest.size()));
    const std::size_t colon = column.find(':');
    const bool is_newer = column.size() > colon + 2 && column[colon + 3] - '0' > version;
    if (!is_newer) columns.push_back({std::string(column.substr(0, colon)), column[colon + 1]});
  }
  return columns;
}

std::string names_of(const std::vector<Column>& columns, std::size_t count) {
  std::string names;
  for (std::size_t i = 0; i < count; ++i) names += (i == 0 ? "" : ", ") + columns[i].name;
  return names;
}

std::string marks(std::size_t count) {
  std::string text = "?";
  for (std::size_t i = 1; i < count; ++i) text += ", ?";
  return text;
}

// A value, kept beyond the row that it was read from.
struct Value {
  std::int64_t integer = 0;
  std::string bytes;
};

// Goes through a table in the order of its key.
class TableReader {
 public:
  TableReader(const Table& table, std::int64_t version)
      : table_(table), columns_(columns_of(table, version)), last_(table.keys) {}

  const std::vector<Column>& columns() const { return columns_; }

  template <typename Take>
  Result<void> each(Database& database, const Take& take) {
    const std::string keys = names_of(columns_, table_.keys);
    const std::string select =
        "SELECT " + names_of(columns_, columns_.size()) + " FROM " + table_.name;
    const std::string order = " ORDER BY " + keys + " LIMIT " + std::to_string(table_.page);
    Result<Statement> first = database.prepare(select + order);
    if (!first) return first.error();
    Result<Statement> next =
        database.prepare(select + " WHERE (" + keys + ") > (" + marks(table_.keys) + ")" + order);
    if (!next) return next.error();
    Result<std::size_t> count = page(*first, take);
    while (count && *count == table_.page) {
      for (std::size_t i = 0; i < table_.keys; ++i) {
        const int parameter = static_cast<int>(i) + 1;
        if (columns_[i].type == 'i') {
          next->bind(parameter, last_[i].integer);
        } else {
          next->bind_blob(parameter, last_[i].bytes);
        }
      }
      count = page(*next, take);
    }
    if (!count) return count.error();
    return {};
  }

 private:
  template <typename Take>
  Result<std::size_t> page(Statement& statement, const Take& take) {
    StatementScope scope(statement);
    for (std::size_t count = 0;; ++count) {
      const Result<bool> row = statement.step();
      if (!row) return row.error();
      if (!*row) return count;
      for (std::size_t i = 0; i < table_.keys; ++i) {
        const int column = static_cast<int>(i);
        if (columns_[i].type == 'i') {
          last_[i].integer = statement.integer(column);
        } else {
          last_[i].bytes = statement.blob(column);
        }
      }
      if (Result<void> taken = take(statement); !taken) return taken.error();
    }
  }

  const Table& table_;
  const std::vector<Column> columns_;
  std::vector<Value> last_;
};

void add_number(Sha256& sum, std::uint64_t number) {
  char bytes[8];
  for (int i = 7; i >= 0; --i, number >>= 8) bytes[i] = static_cast<char>(number & 0xff);
  sum.update({bytes, sizeof bytes});
}

// Each value with its kind and length, so that no two rows read alike.
void add_row(Sha256& sum, const std::vector<Column>& columns, const Statement& row) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const int column = static_cast<int>(i);
    if (row.is_null(column)) {
      sum.update("n");
    } else if (columns[i].type == 'i') {
      sum.update("i");
      add_number(sum, static_cast<std::uint64_t>(row.integer(column)));
    } else {
      // One that only SQLite holds as it is counts as PostgreSQL has it.
      const std::string text = columns[i].type == 't' ? storable_text(row.text(column)) : "";
      const std::string_view bytes = columns[i].type == 't' ? text : row.blob(column);
      sum.update("b");
      add_number(sum, bytes.size());
      sum.update(bytes);
    }
  }
}

Result<void> insert(Statement& into, const std::vector<Column>& columns, const Statement& row) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const int column = static_cast<int>(i);
    const int parameter = column + 1;
    if (row.is_null(column)) {
      into.bind_null(parameter);
    } else if (columns[i].type == 'i') {
      into.bind(parameter, row.integer(column));
    } else if (columns[i].type == 't') {
      into.bind_text(parameter, row.text(column));
    } else {
      into.bind_blob(parameter, row.blob(column));
    }
  }
  return into.post();
}

}  // namespace

Result<Hash256> digest_of(Database& database, std::int64_t version) {
  Sha256 sum;
  for (const Table& table : kTables) {
    if (table.since > version) continue;
    sum.update(table.name);
    TableReader reader(table, version);
    const auto read = reader.each(database, [&](const Statement& row) {
      add_row(sum, reader.columns(), row);
      return Result<void>();
    });
    if (!read) return read.error();
  }
  return sum.finish();
}

Result<Hash256> copy_rows(Database& from, Database& to) {
  Sha256 sum;
  for (const Table& table : kTables) {
    sum.update(table.name);
    TableReader reader(table, kSchemaVersion);
    const std::vector<Column>& columns = reader.columns();
    Result<Statement> into =
        to.prepare(std::string("INSERT INTO ") + table.name + "(" +
                   names_of(columns, columns.size()) + ") VALUES(" + marks(columns.size()) + ")");
    if (!into) return into.error();
    const auto copied = reader.each(from, [&](const Statement& row) {
      add_row(sum, columns, row);
      return insert(*into, columns, row);
    });
    if (!copied) return copied.error();
  }
  return sum.finish();
}

}  // namespace genba::stores
