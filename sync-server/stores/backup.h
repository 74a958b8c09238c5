// Backups of a server's database, and its move from one kind to another.
//
// A backup is one SQLite file, whatever kind of database it is of, made from one state of it while
// servers go on. It carries a digest of all its rows (copy.h), so that any changed bit is found,
// also where the audit chain does not reach (accounts, sessions). One that an older version made is
// read as that version wrote it, and what comes of it has the tables of today.
//
// Every function leaves nothing behind when it fails. Errors: kNotFound (there is nothing to take
// from), kAlreadyExists (the target holds something), kCorrupt, kUnsupported (made by a newer
// version), and those of sql.h.
#pragma once

#include <cstdint>
#include <string>

#include "core/authority/authority.h"
#include "core/model/result.h"

namespace genba::stores {

// Removes an SQLite database with all of its files, as far as they are there.
void remove_database(const std::string& path);

// Makes `file`, which must not be there yet; it is whole or not there. The end of what it holds.
Result<Head> make_backup(const std::string& address, const std::string& file, std::int64_t now_ms);

// Reads all of a backup, changes nothing.
Result<Head> verify_backup(const std::string& file);

// Makes `path` from a backup that was found whole, for a server to go on from. The workspace gets
// another epoch, so that its devices pull anew and push again what the backup does not hold.
Result<Head> restore_backup(const std::string& file, const std::string& path, std::int64_t now_ms);

// Copies the database of an SQLite file to PostgreSQL's address, where there must be none. The same
// workspace and epoch, verified before it is committed; `path` stays as it is.
Result<Head> migrate(const std::string& path, const std::string& address);

}  // namespace genba::stores
