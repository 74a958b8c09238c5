// ServerStore: what a database must offer to hold a server's workspace. One contract test
// (tests/contract) runs against every implementation.
//
// All reads and writes happen between begin and commit or rollback. A write that fails is
// remembered and makes commit() fail; core code never sees storage faults. After a rollback
// nothing of the transaction remains, in the database or in memory.
//
// Threads: a store is one connection and belongs to one thread at a time. Any number may be open on
// one database, also in other processes; one of them writes at a time, so that effects are numbered
// without gaps in the order in which they are committed.
#pragma once

#include <memory>
#include <string>

#include "core/sync/server_session.h"
#include "sync-server/stores/contents.h"
#include "sync-server/stores/sql.h"

namespace genba::stores {

class ServerStore : public SyncStore {
 public:
  // kUnavailable when another writer held the database for longer than the busy time-out.
  virtual Result<void> begin(Transaction kind) = 0;
  // The error of the first write that failed, or of the commit itself; then all is rolled back.
  // On success what was written survives a loss of power.
  virtual Result<void> commit() = 0;
  virtual void rollback() = 0;

  // Of the attachments; within the same transactions.
  virtual Contents& contents() = 0;
  virtual const Contents& contents() const = 0;

  // The audit log from `seq` + 1 on, at most `limit` records.
  virtual std::vector<AuditRecord> records_after(Seq seq, std::size_t limit) const = 0;

  // After a commit of erasures: overwrites what the database's files still hold of them, as far as
  // no reader is in the way (kUnavailable: try again later).
  virtual Result<void> scrub() = 0;

  // Recomputes the audit chain and holds against it whatever else is stored: where each effect
  // belongs, what was created, the end of the log, the numbers given, what lanes have acknowledged;
  // and every attachment's content against its SHA-256.
  // kCorrupt names the effect, or what does not agree.
  virtual Result<void> verify() = 0;
};

// Opens or creates the workspace in a database (schema.h): an SQLite file's path, or PostgreSQL's
// address. kIo, kCorrupt, kUnavailable, kUnsupported (made by a newer version).
Result<std::unique_ptr<ServerStore>> open_store(const std::string& address, RandomSource& random);

// What ServerStore::verify() does, on a database within a transaction; the end of its log.
Result<Head> verify_database(Database& database);

// A store on a connection to a database whose tables and workspace are there.
Result<std::unique_ptr<ServerStore>> open_store(Database database);

}  // namespace genba::stores
