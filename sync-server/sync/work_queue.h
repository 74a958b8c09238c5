// A bounded queue between many threads and the one that works it off in batches.
#pragma once

#include <condition_variable>
#include <cstddef>
#include <mutex>
#include <utility>
#include <vector>

namespace genba::sync {

template <typename Job>
class WorkQueue {
 public:
  WorkQueue(std::size_t max_jobs, std::size_t max_bytes)
      : max_jobs_(max_jobs), max_bytes_(max_bytes) {}

  // False when full or closed; `job` is untouched then.
  [[nodiscard]] bool put(Job& job, std::size_t bytes) {
    {
      const std::lock_guard lock(mutex_);
      if (is_closed_ || jobs_.size() >= max_jobs_ || bytes_ + bytes > max_bytes_) return false;
      jobs_.push_back(std::move(job));
      bytes_ += bytes;
    }
    changed_.notify_one();
    return true;
  }

  // Everything that waits, oldest first; blocks while there is nothing. Empty: closed and done.
  std::vector<Job> take_all() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return is_closed_ || !jobs_.empty(); });
    bytes_ = 0;
    return std::exchange(jobs_, {});
  }

  void close() {
    {
      const std::lock_guard lock(mutex_);
      is_closed_ = true;
    }
    changed_.notify_all();
  }

 private:
  const std::size_t max_jobs_;
  const std::size_t max_bytes_;
  std::mutex mutex_;
  std::condition_variable changed_;
  std::vector<Job> jobs_;
  std::size_t bytes_ = 0;
  bool is_closed_ = false;
};

}  // namespace genba::sync
