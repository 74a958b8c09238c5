// The folder given by --data: made when missing, checked for writing, and held by at most one
// server.
#pragma once

#include <string>

#include "core/model/result.h"

namespace genba::cli {

// Creates DIR (mode 0700) when it is missing, and makes all files that this process creates later
// readable by their owner only. kIo, in words, when it is no folder or not writable.
Result<void> prepare_data_folder(const std::string& dir);

// DIR/genba.sqlite: accounts, sessions and the synchronised data of the server.
std::string database_path(const std::string& dir);

// An advisory lock (flock) on DIR/genba.lock for as long as the object lives; the system releases
// it when the process dies, however it dies. Move-only, one owner.
class FolderLock {
 public:
  // kUnavailable, naming the holder's process id, when another server holds it.
  static Result<FolderLock> take(const std::string& dir);
  ~FolderLock();
  FolderLock(FolderLock&& other) noexcept : fd_(other.fd_) { other.fd_ = -1; }
  FolderLock(const FolderLock&) = delete;
  FolderLock& operator=(const FolderLock&) = delete;
  FolderLock& operator=(FolderLock&&) = delete;

 private:
  explicit FolderLock(int fd) : fd_(fd) {}
  int fd_;
};

}  // namespace genba::cli
