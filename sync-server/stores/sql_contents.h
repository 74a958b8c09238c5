// Contents in an SQL database (schema.h has the tables).
#pragma once

#include <optional>

#include "sync-server/stores/contents.h"
#include "sync-server/stores/sql.h"

namespace genba::stores {

class SqlContents final : public Contents {
 public:
  // The first fault of a statement is put into `failure`; both must outlive this.
  SqlContents(Database& database, std::optional<Error>& failure)
      : database_(database), failure_(failure) {}
  Result<void> prepare();

  ContentState state_of(const EntityId& attachment) const override;
  void append(const EntityId& attachment, std::string_view chunk, std::int64_t now_ms) override;
  bool finish(const EntityId& attachment, std::string_view chunk, const Hash256& sha256,
              std::int64_t now_ms) override;
  void drop(const EntityId& attachment) override;
  Bytes read(const EntityId& attachment, std::int64_t offset, std::int64_t length) const override;
  void keep_thumbnail(const EntityId& attachment, std::string_view jpeg) override;
  Bytes thumbnail(const EntityId& attachment) const override;
  bool collect(std::int64_t abandoned_before_ms) override;

 private:
  struct Blob {
    std::int64_t number = 0;
    std::int64_t size = 0;
    bool is_whole = false;
    Hash256 state{};
  };

  bool step(Statement& statement) const;
  void note(const Result<void>& written) const;
  std::optional<Blob> find(const EntityId& attachment) const;
  Blob find_or_begin(const EntityId& attachment, std::int64_t now_ms);
  // Returns the SHA-256 of everything so far, in a form that can be gone on with or finished.
  Sha256 grow(Blob& blob, std::string_view chunk);
  void write(const Blob& blob, std::int64_t now_ms);
  void assign(const EntityId& attachment, std::int64_t blob);

  Database& database_;
  std::optional<Error>& failure_;
  mutable Statement find_, find_whole_, begin_, update_, settle_, insert_chunk_, chunks_;
  mutable Statement assign_, release_, has_thumbnail_, thumbnail_, insert_thumbnail_,
      drop_thumbnail_;
  mutable Statement find_orphan_, delete_chunks_, has_chunks_, delete_blob_, find_abandoned_,
      release_blob_;
};

// Whether every content is what its SHA-256 says, and every attachment's content is there.
// kCorrupt names what is not. Within a transaction; reads everything.
Result<void> verify_contents(Database& database);

}  // namespace genba::stores
