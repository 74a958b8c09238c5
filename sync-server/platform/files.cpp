#include "sync-server/platform/files.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>

#include "core/model/bytes.h"

namespace genba::platform {
namespace {

constexpr std::string_view kUnfinished = ".part";
constexpr std::size_t kMaxJournalFileBytes = 1u << 30;
constexpr std::size_t kPieceBytes = 1u << 20;

ErrorCode code_of(int error) {
  switch (error) {
    case ENOENT: return ErrorCode::kNotFound;
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return ErrorCode::kQuota;
    default: return ErrorCode::kIo;
  }
}

Error io_error(const std::string& what, const std::string& path) {
  return make_error(code_of(errno), what + " " + path + ": " + std::strerror(errno));
}

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

Result<void> sync_folder(const std::string& dir) {
  const Descriptor folder(::open(dir.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
  if (folder.get() < 0 || ::fsync(folder.get()) != 0) return io_error("cannot sync", dir);
  return {};
}

Result<void> write_all(const Descriptor& file, std::string_view content, const std::string& path) {
  while (!content.empty()) {
    const ssize_t size = ::write(file.get(), content.data(), content.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return io_error("cannot write", path);
    content.remove_prefix(static_cast<std::size_t>(size));
  }
  return {};
}

Result<void> write_synced(const std::string& path, std::string_view content) {
  const Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (file.get() < 0) return io_error("cannot write", path);
  if (const auto done = write_all(file, content, path); !done) return done;
  if (::fsync(file.get()) != 0) return io_error("cannot sync", path);
  return {};
}

// Hands each piece of a file over, in order.
template <typename Take>
Result<FileDigest> read_pieces(const std::string& path, const Take& take) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) return io_error("cannot read", path);
  if (!S_ISREG(status.st_mode)) return make_error(ErrorCode::kIo, path + " is not a file");
  Bytes piece(kPieceBytes, '\0');
  Sha256 hash;
  FileDigest digest;
  for (;;) {
    const ssize_t size = ::read(file.get(), piece.data(), piece.size());
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return io_error("cannot read", path);
    if (size == 0) break;
    const std::string_view part(piece.data(), static_cast<std::size_t>(size));
    hash.update(part);
    digest.size += size;
    if (const Result<void> taken = take(part); !taken) return taken.error();
  }
  digest.sha256 = hash.finish();
  return digest;
}

}  // namespace

Result<FileDigest> digest_file(const std::string& path) {
  return read_pieces(path, [](std::string_view) { return Result<void>(); });
}

Result<FileDigest> copy_by_digest(const std::string& path, const std::string& dir) {
  if (::mkdir(dir.c_str(), 0700) != 0 && errno != EEXIST) return io_error("cannot make", dir);
  const std::string part = dir + "/copy" + std::string(kUnfinished);
  const Descriptor copy(::open(part.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
  if (copy.get() < 0) return io_error("cannot write", part);
  const Result<FileDigest> digest =
      read_pieces(path, [&](std::string_view piece) { return write_all(copy, piece, part); });
  if (!digest) {
    ::unlink(part.c_str());
    return digest;
  }
  const std::string kept = dir + "/" + to_hex(view_of(digest->sha256));
  if (::fchmod(copy.get(), 0400) != 0 || ::fsync(copy.get()) != 0) {
    return io_error("cannot sync", part);
  }
  if (::rename(part.c_str(), kept.c_str()) != 0) return io_error("cannot rename", part);
  if (const auto synced = sync_folder(dir); !synced) return synced.error();
  return digest;
}

Result<Bytes> read_file(const std::string& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  struct stat status {};
  if (file.get() < 0 || ::fstat(file.get(), &status) != 0) return io_error("cannot read", path);
  if (!S_ISREG(status.st_mode)) return make_error(ErrorCode::kIo, path + " is not a file");
  if (static_cast<std::size_t>(status.st_size) > limit) {
    return make_error(ErrorCode::kTooLarge,
                      path + " is larger than " + std::to_string(limit) + " bytes");
  }
  Bytes content(static_cast<std::size_t>(status.st_size), '\0');
  std::size_t at = 0;
  while (at < content.size()) {
    const ssize_t size = ::read(file.get(), content.data() + at, content.size() - at);
    if (size < 0 && errno == EINTR) continue;
    if (size < 0) return io_error("cannot read", path);
    if (size == 0) break;
    at += static_cast<std::size_t>(size);
  }
  content.resize(at);
  return content;
}

Result<void> write_file(const std::string& path, std::string_view content) {
  const std::string part = path + std::string(kUnfinished);
  if (const auto done = write_synced(part, content); !done) {
    // What is left of it would keep a full disk full.
    ::unlink(part.c_str());
    return done;
  }
  if (::rename(part.c_str(), path.c_str()) != 0) return io_error("cannot rename", part);
  const std::size_t slash = path.rfind('/');
  return sync_folder(slash == std::string::npos ? "." : path.substr(0, slash));
}

Result<std::map<std::string, Bytes>> read_journal(const std::string& dir) {
  std::map<std::string, Bytes> files;
  DIR* folder = ::opendir(dir.c_str());
  if (!folder) {
    if (errno == ENOENT) return files;
    return io_error("cannot read the folder", dir);
  }
  std::optional<Error> error;
  while (const dirent* entry = ::readdir(folder)) {
    const std::string name = entry->d_name;
    if (name == "." || name == ".." || name.ends_with(kUnfinished)) continue;
    Result<Bytes> content = read_file(dir + "/" + name, kMaxJournalFileBytes);
    if (!content) {
      error = content.error();
      break;
    }
    files.emplace(name, std::move(*content));
  }
  ::closedir(folder);
  if (error) return *error;
  return files;
}

Result<void> apply_batch(const std::string& dir, const FileBatch& batch) {
  for (const auto& [name, content] : batch.puts) {
    if (const auto done = write_file(dir + "/" + name, content); !done) return done;
  }
  for (const std::string& name : batch.deletes) {
    const std::string path = dir + "/" + name;
    if (::unlink(path.c_str()) != 0 && errno != ENOENT) return io_error("cannot delete", path);
  }
  return {};
}

}  // namespace genba::platform
