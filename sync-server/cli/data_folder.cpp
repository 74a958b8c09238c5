#include "sync-server/cli/data_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>
#include <filesystem>

namespace genba::cli {
namespace {

Error io_error(const std::string& what, const std::string& path) {
  return make_error(ErrorCode::kIo, what + " " + path + ": " + std::strerror(errno));
}

}  // namespace

Result<void> prepare_data_folder(const std::string& dir) {
  // Whatever is made there from now on is the owner's alone: password hashes, keys, people's words.
  ::umask(0077);
  std::error_code code;
  if (!std::filesystem::exists(dir, code)) {
    const std::filesystem::path parent = std::filesystem::path(dir).parent_path();
    if (!parent.empty()) std::filesystem::create_directories(parent, code);
    if (::mkdir(dir.c_str(), 0700) != 0 && errno != EEXIST) {
      return io_error("cannot create the data folder", dir);
    }
  }
  if (!std::filesystem::is_directory(dir, code)) {
    return make_error(ErrorCode::kIo, "the data folder " + dir + " is not a folder");
  }
  if (::access(dir.c_str(), R_OK | W_OK | X_OK) != 0) {
    return io_error("cannot write to the data folder", dir);
  }
  return {};
}

std::string database_path(const std::string& dir) { return dir + "/genba.sqlite"; }

Result<FolderLock> FolderLock::take(const std::string& dir) {
  const std::string path = dir + "/genba.lock";
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd < 0) return io_error("cannot open", path);
  FolderLock lock(fd);
  if (::flock(fd, LOCK_EX | LOCK_NB) != 0) {
    std::array<char, 32> holder{};
    const ssize_t size = ::pread(fd, holder.data(), holder.size() - 1, 0);
    const std::string pid(holder.data(), size > 0 ? static_cast<std::size_t>(size) : 0);
    return make_error(ErrorCode::kUnavailable, "another genba server (process " +
                                                   (pid.empty() ? "unknown" : pid) +
                                                   ") already serves " + dir);
  }
  const std::string pid = std::to_string(::getpid());
  if (::ftruncate(fd, 0) != 0 || ::pwrite(fd, pid.data(), pid.size(), 0) < 0) {
    return io_error("cannot write", path);
  }
  return lock;
}

FolderLock::~FolderLock() {
  if (fd_ >= 0) ::close(fd_);
}

}  // namespace genba::cli
