// The part of SqlContents that tells whether what is stored is whole.
#include <string>

#include "core/model/bytes.h"
#include "sync-server/stores/sql_contents.h"

namespace genba::stores {
namespace {

Error damaged(const std::string& what) { return make_error(ErrorCode::kCorrupt, what); }

// The content's bytes, hashed chunk by chunk.
Result<void> check_chunks(Statement& chunk, std::int64_t blob, std::int64_t size,
                          const std::string& sha256) {
  Sha256 sum;
  std::int64_t total = 0;
  for (std::int64_t number = 0; total < size; ++number) {
    StatementScope scope(chunk);
    const Result<bool> row = chunk.bind(1, blob).bind(2, number).step();
    if (!row) return row.error();
    if (!*row || chunk.blob(0).empty()) break;
    sum.update(chunk.blob(0));
    total += static_cast<std::int64_t>(chunk.blob(0).size());
  }
  if (total == size && view_of(sum.finish()) == sha256) return {};
  return damaged("the content of an attachment is not what its SHA-256 says (" +
                 to_hex(sha256).substr(0, 12) + "…)");
}

}  // namespace

Result<void> verify_contents(Database& database) {
  Result<Statement> next = database.prepare(
      "SELECT number, size, sha256 FROM blobs WHERE number > ? AND sha256 IS NOT NULL"
      " ORDER BY number LIMIT 1");
  if (!next) return next.error();
  Result<Statement> chunk =
      database.prepare("SELECT bytes FROM blob_chunks WHERE blob = ? AND number = ?");
  if (!chunk) return chunk.error();
  for (std::int64_t number = 0;;) {
    std::int64_t size = 0;
    std::string sha256;
    {
      StatementScope scope(*next);
      const Result<bool> row = next->bind(1, number).step();
      if (!row) return row.error();
      if (!*row) break;
      number = next->integer(0);
      size = next->integer(1);
      sha256 = next->blob(2);
    }
    if (const auto good = check_chunks(*chunk, number, size, sha256); !good) return good;
  }
  Result<Statement> lost = database.prepare(
      "SELECT count(*) FROM attachments WHERE NOT EXISTS"
      " (SELECT 1 FROM blobs WHERE number = attachments.blob)");
  if (!lost) return lost.error();
  const Result<bool> row = lost->step();
  if (!row) return row.error();
  if (lost->integer(0) == 0) return {};
  return damaged("the content of " + std::to_string(lost->integer(0)) + " attachments is missing");
}

}  // namespace genba::stores
