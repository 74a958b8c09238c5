#include "sync-server/stores/sql_contents.h"

#include <algorithm>
#include <string>
#include <utility>

#include "core/model/value.h"

namespace genba::stores {
namespace {

template <typename Target>
void copy_to(Target& target, std::string_view bytes) {
  std::copy_n(bytes.begin(), std::min(bytes.size(), target.size()),
              reinterpret_cast<char*>(target.data()));
}

}  // namespace

Result<void> SqlContents::prepare() {
  const std::pair<Statement*, const char*> statements[] = {
      {&find_,
       "SELECT number, size, sha256, state FROM attachments JOIN blobs ON number = blob"
       " WHERE attachment = ?"},
      {&find_whole_, "SELECT number FROM blobs WHERE sha256 = ?"},
      {&begin_,
       "INSERT INTO blobs(number, size, state, changed_ms)"
       " VALUES((SELECT coalesce(max(number), 0) + 1 FROM blobs), 0, ?, ?) RETURNING number"},
      {&update_, "UPDATE blobs SET size = ?, state = ?, changed_ms = ? WHERE number = ?"},
      {&settle_, "UPDATE blobs SET sha256 = ? WHERE number = ?"},
      {&insert_chunk_, "INSERT INTO blob_chunks(blob, number, bytes) VALUES(?,?,?)"},
      {&chunks_,
       "SELECT bytes FROM blob_chunks WHERE blob = ? AND number >= ? ORDER BY number LIMIT ?"},
      {&assign_,
       "INSERT INTO attachments(attachment, blob) VALUES(?,?)"
       " ON CONFLICT(attachment) DO UPDATE SET blob = excluded.blob"},
      {&release_, "DELETE FROM attachments WHERE attachment = ?"},
      {&has_thumbnail_, "SELECT count(*) FROM thumbnails WHERE attachment = ?"},
      {&thumbnail_, "SELECT image FROM thumbnails WHERE attachment = ?"},
      {&insert_thumbnail_,
       "INSERT INTO thumbnails(attachment, image) VALUES(?,?) ON CONFLICT DO NOTHING"},
      {&drop_thumbnail_, "DELETE FROM thumbnails WHERE attachment = ?"},
      {&find_orphan_,
       "SELECT number FROM blobs WHERE NOT EXISTS"
       " (SELECT 1 FROM attachments WHERE blob = blobs.number) LIMIT 1"},
      // Little at a time: deleted bytes are overwritten, and pushes wait meanwhile.
      {&delete_chunks_,
       "DELETE FROM blob_chunks WHERE blob = ? AND number IN"
       " (SELECT number FROM blob_chunks WHERE blob = ? ORDER BY number LIMIT 8)"},
      {&has_chunks_, "SELECT count(*) FROM blob_chunks WHERE blob = ?"},
      {&delete_blob_, "DELETE FROM blobs WHERE number = ?"},
      {&find_abandoned_,
       "SELECT number FROM blobs WHERE sha256 IS NULL AND changed_ms < ? AND EXISTS"
       " (SELECT 1 FROM attachments WHERE blob = blobs.number) LIMIT 1"},
      {&release_blob_, "DELETE FROM attachments WHERE blob = ?"},
  };
  for (const auto& [target, sql] : statements) {
    Result<Statement> prepared = database_.prepare(sql);
    if (!prepared) return prepared.error();
    *target = std::move(prepared).value();
  }
  return {};
}

bool SqlContents::step(Statement& statement) const {
  const Result<bool> row = statement.step();
  if (!row && !failure_) failure_ = row.error();
  return row && *row;
}

void SqlContents::note(const Result<void>& written) const {
  if (!written && !failure_) failure_ = written.error();
}

std::optional<SqlContents::Blob> SqlContents::find(const EntityId& attachment) const {
  const Bytes key = id_bytes(attachment);
  StatementScope scope(find_);
  find_.bind_blob(1, key);
  if (!step(find_)) return std::nullopt;
  Blob blob;
  blob.number = find_.integer(0);
  blob.size = find_.integer(1);
  blob.is_whole = !find_.is_null(2);
  copy_to(blob.state, find_.blob(3));
  return blob;
}

ContentState SqlContents::state_of(const EntityId& attachment) const {
  ContentState state;
  if (const auto blob = find(attachment)) {
    state.received = blob->size;
    state.is_whole = blob->is_whole;
  }
  const Bytes key = id_bytes(attachment);
  StatementScope scope(has_thumbnail_);
  has_thumbnail_.bind_blob(1, key);
  state.has_thumbnail = step(has_thumbnail_) && has_thumbnail_.integer(0) > 0;
  return state;
}

SqlContents::Blob SqlContents::find_or_begin(const EntityId& attachment, std::int64_t now_ms) {
  if (const auto found = find(attachment)) return *found;
  Blob blob;
  blob.state = Sha256().suspend();
  {
    StatementScope scope(begin_);
    begin_.bind_blob(1, view_of(blob.state)).bind(2, now_ms);
    if (step(begin_)) blob.number = begin_.integer(0);
  }
  assign(attachment, blob.number);
  return blob;
}

Sha256 SqlContents::grow(Blob& blob, std::string_view chunk) {
  insert_chunk_.bind(1, blob.number).bind(2, blob.size / kContentChunk_bytes);
  note(insert_chunk_.bind_blob(3, chunk).post());
  insert_chunk_.reset();
  Sha256 sum = Sha256::resume(blob.state, static_cast<std::uint64_t>(blob.size));
  sum.update(chunk);
  blob.size += static_cast<std::int64_t>(chunk.size());
  return sum;
}

void SqlContents::write(const Blob& blob, std::int64_t now_ms) {
  update_.bind(1, blob.size).bind_blob(2, view_of(blob.state)).bind(3, now_ms);
  note(update_.bind(4, blob.number).run());
}

void SqlContents::append(const EntityId& attachment, std::string_view chunk, std::int64_t now_ms) {
  Blob blob = find_or_begin(attachment, now_ms);
  blob.state = grow(blob, chunk).suspend();
  write(blob, now_ms);
}

bool SqlContents::finish(const EntityId& attachment, std::string_view chunk, const Hash256& sha256,
                         std::int64_t now_ms) {
  Blob blob = find_or_begin(attachment, now_ms);
  if (grow(blob, chunk).finish() != sha256) {
    const Bytes key = id_bytes(attachment);
    note(release_.bind_blob(1, key).run());
    return false;
  }
  write(blob, now_ms);
  std::int64_t present = 0;
  {
    StatementScope scope(find_whole_);
    find_whole_.bind_blob(1, view_of(sha256));
    if (step(find_whole_)) present = find_whole_.integer(0);
  }
  if (present != 0) {
    // What was sent now is collected later, so that the answer takes no longer than otherwise.
    assign(attachment, present);
  } else {
    note(settle_.bind_blob(1, view_of(sha256)).bind(2, blob.number).run());
  }
  return true;
}

void SqlContents::assign(const EntityId& attachment, std::int64_t blob) {
  const Bytes key = id_bytes(attachment);
  note(assign_.bind_blob(1, key).bind(2, blob).run());
}

void SqlContents::drop(const EntityId& attachment) {
  const Bytes key = id_bytes(attachment);
  note(release_.bind_blob(1, key).run());
  note(drop_thumbnail_.bind_blob(1, key).run());
}

Bytes SqlContents::read(const EntityId& attachment, std::int64_t offset,
                        std::int64_t length) const {
  Bytes bytes;
  const auto blob = find(attachment);
  if (!blob || length <= 0) return bytes;
  const std::int64_t first = offset / kContentChunk_bytes;
  const std::int64_t last = (offset + length - 1) / kContentChunk_bytes;
  bytes.reserve(static_cast<std::size_t>(std::min(length, blob->size)));
  std::size_t skipped = static_cast<std::size_t>(offset % kContentChunk_bytes);
  StatementScope scope(chunks_);
  chunks_.bind(1, blob->number).bind(2, first).bind(3, last - first + 1);
  while (static_cast<std::int64_t>(bytes.size()) < length && step(chunks_)) {
    const std::string_view chunk = chunks_.blob(0);
    if (skipped < chunk.size()) {
      bytes.append(chunk.substr(skipped, static_cast<std::size_t>(length) - bytes.size()));
    }
    skipped = 0;
  }
  return bytes;
}

void SqlContents::keep_thumbnail(const EntityId& attachment, std::string_view jpeg) {
  const Bytes key = id_bytes(attachment);
  note(insert_thumbnail_.bind_blob(1, key).bind_blob(2, jpeg).run());
}

Bytes SqlContents::thumbnail(const EntityId& attachment) const {
  const Bytes key = id_bytes(attachment);
  StatementScope scope(thumbnail_);
  thumbnail_.bind_blob(1, key);
  return step(thumbnail_) ? Bytes(thumbnail_.blob(0)) : Bytes();
}

bool SqlContents::collect(std::int64_t abandoned_before_ms) {
  const auto number_of = [this](Statement& statement) {
    StatementScope scope(statement);
    return step(statement) ? statement.integer(0) : 0;
  };
  if (const std::int64_t left = number_of(find_abandoned_.bind(1, abandoned_before_ms))) {
    note(release_blob_.bind(1, left).run());
  }
  const std::int64_t orphan = number_of(find_orphan_);
  if (orphan == 0 || failure_) return false;
  note(delete_chunks_.bind(1, orphan).bind(2, orphan).run());
  if (number_of(has_chunks_.bind(1, orphan)) == 0) note(delete_blob_.bind(1, orphan).run());
  return true;
}

}  // namespace genba::stores
