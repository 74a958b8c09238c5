#include "sync-server/audit/checkpoint_writer.h"

#include <fcntl.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <condition_variable>
#include <cstring>
#include <mutex>
#include <thread>
#include <utility>

#include "sync-server/platform/system.h"
#include "sync-server/sync/system_random.h"

namespace genba::audit {
namespace {

constexpr std::chrono::hours kBetween(1);

// One write, so that a line is never torn by another server's.
Result<void> append_line(const std::string& file, const std::string& line) {
  const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
  const bool is_written =
      fd >= 0 && ::write(fd, line.data(), line.size()) == static_cast<ssize_t>(line.size()) &&
      ::fsync(fd) == 0;
  const std::string why = std::strerror(errno);
  if (fd >= 0) ::close(fd);
  if (is_written) return {};
  return make_error(ErrorCode::kIo, "cannot write " + file + ": " + why);
}

}  // namespace

class CheckpointWriter::Impl {
 public:
  Impl(std::string address, std::string dir, const SigningKey& key)
      : address_(std::move(address)),
        file_(std::move(dir) + "/checkpoints.jsonl"),
        key_(key),
        thread_([this] { run(); }) {}

  ~Impl() {
    {
      const std::lock_guard lock(mutex_);
      is_stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
  }

 private:
  void run() {
    std::unique_lock lock(mutex_);
    while (true) {
      const bool is_last = is_stopping_;
      lock.unlock();
      if (const auto done = write_one(); !done) {
        spdlog::warn("no checkpoint was written: {}", done.error().detail);
      }
      lock.lock();
      if (is_last) return;
      changed_.wait_for(lock, kBetween, [this] { return is_stopping_; });
    }
  }

  Result<void> write_one() {
    sync::SystemRandom random;
    auto store = stores::open_store(address_, random);
    if (!store) return store.error();
    if (const auto begun = (*store)->begin(stores::Transaction::kRead); !begun) return begun;
    const Checkpoint checkpoint = sign_head(**store, platform::now_ms(), key_);
    if (const auto read = (*store)->commit(); !read) return read;
    if (checkpoint.head.seq == written_) return {};
    if (const auto done = append_line(file_, to_line(checkpoint)); !done) return done;
    written_ = checkpoint.head.seq;
    return {};
  }

  const std::string address_;
  const std::string file_;
  const SigningKey key_;
  Seq written_ = 0;  // the thread's own
  std::mutex mutex_;
  std::condition_variable changed_;
  bool is_stopping_ = false;
  std::thread thread_;
};

CheckpointWriter::CheckpointWriter(std::string address, std::string dir, const SigningKey& key)
    : impl_(std::make_unique<Impl>(std::move(address), std::move(dir), key)) {}
CheckpointWriter::~CheckpointWriter() = default;

}  // namespace genba::audit
