#include "sync-server/cli/workspace_folder.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <charconv>

#include "sync-server/cli/data_folder.h"
#include "sync-server/platform/files.h"

namespace genba::cli {
namespace {

constexpr const char* kLastSync = ".last-sync";  // beside the journal's folder

bool exists(const std::string& path) { return ::access(path.c_str(), F_OK) == 0; }

// A server's data are not a workspace's files: one that was started beside them would be another
// workspace, which nobody at the server ever sees.
bool is_of_server(const std::string& dir) {
  return exists(database_path(dir)) && !exists(dir + "/workspace");
}

}  // namespace

Result<std::unique_ptr<WorkspaceFolder>> WorkspaceFolder::prepare(const std::string& dir) {
  std::unique_ptr<WorkspaceFolder> folder(new WorkspaceFolder(dir + "/workspace"));
  if (is_of_server(dir)) {
    return make_error(ErrorCode::kInvalidArgument,
                      dir +
                          " is a server's folder: `genba sync` it into another one, and work "
                          "with and export from that");
  }
  if (const auto done = prepare_data_folder(dir); !done) return done.error();
  if (const auto done = prepare_data_folder(folder->dir_); !done) return done.error();
  if (const auto done = folder->lock(); !done) return done.error();
  Result<std::map<std::string, Bytes>> files = platform::read_journal(folder->dir_);
  if (!files) return files.error();
  if (const auto done = folder->workspace_.load(std::move(*files)); !done) return done.error();
  return folder;
}

Result<std::unique_ptr<WorkspaceFolder>> WorkspaceFolder::open(const std::string& dir,
                                                               OpenMode mode) {
  const bool must_exist = mode == OpenMode::kExisting || mode == OpenMode::kAsStored;
  if (must_exist && !exists(dir + "/workspace") && !is_of_server(dir)) {
    return make_error(ErrorCode::kNotFound, dir +
                                                " holds no workspace: create a ticket, import "
                                                "or synchronise into it first");
  }
  auto folder = prepare(dir);
  if (!folder) return folder;
  Workspace& workspace = (*folder)->workspace_;
  RandomSource& random = (*folder)->random_;
  if (mode == OpenMode::kJoin && (!workspace.is_started() || workspace.is_alone())) {
    const auto done = workspace.start_joined(random, platform::now_ms());
    if (!done) return done.error();
  } else if (!workspace.is_started()) {
    const auto done = workspace.start_alone(platform::login_name(), platform::now_ms(), random);
    if (!done) return done.error();
  }
  // What became due while nobody looked; it is stored with the next change.
  if (mode != OpenMode::kAsStored) workspace.act_on_time(platform::now_ms(), random);
  return folder;
}

Result<std::unique_ptr<WorkspaceFolder>> WorkspaceFolder::open_empty(const std::string& dir) {
  auto folder = prepare(dir);
  if (!folder || !(*folder)->workspace_.is_started()) return folder;
  return make_error(ErrorCode::kAlreadyExists, dir + " holds a workspace already");
}

WorkspaceFolder::~WorkspaceFolder() {
  if (lock_fd_ >= 0) ::close(lock_fd_);
}

Result<void> WorkspaceFolder::lock() {
  // Beside the journal, so that the journal's folder holds nothing else.
  const std::string path = dir_ + ".lock";
  lock_fd_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (lock_fd_ < 0) return make_error(ErrorCode::kIo, "cannot open " + path);
  if (::flock(lock_fd_, LOCK_EX | LOCK_NB) == 0) return {};
  return make_error(ErrorCode::kUnavailable,
                    "another genba process works in this folder; try again when it has ended");
}

Result<void> WorkspaceFolder::save() {
  const FileBatch batch = workspace_.take_batch();
  return batch.empty() ? Result<void>() : platform::apply_batch(dir_, batch);
}

Result<void> WorkspaceFolder::note_sync(std::int64_t at_ms) {
  return platform::write_file(dir_ + kLastSync, std::to_string(at_ms));
}

std::optional<std::int64_t> WorkspaceFolder::last_sync_ms() const {
  const Result<Bytes> text = platform::read_file(dir_ + kLastSync, 32);
  std::int64_t at_ms = 0;
  if (!text) return std::nullopt;
  const auto read = std::from_chars(text->data(), text->data() + text->size(), at_ms);
  return read.ec == std::errc() ? std::optional(at_ms) : std::nullopt;
}

}  // namespace genba::cli
