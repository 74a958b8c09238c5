// A bounded pool for work that must not hold the I/O thread: password hashes, writes that sync.
//
// post() may be called from any thread. stop() lets what was accepted finish.
#pragma once

#include <atomic>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <cstddef>
#include <utility>

namespace genba::http {

class Workers {
 public:
  Workers(std::size_t threads, std::size_t max_pending)
      : pool_(threads), max_pending_(max_pending) {}
  ~Workers() { stop(); }

  // False when too much is waiting already; `work` is not run then. `work` must not throw.
  template <typename Work>
  [[nodiscard]] bool post(Work work) {
    if (pending_.fetch_add(1) >= max_pending_) {
      pending_.fetch_sub(1);
      return false;
    }
    boost::asio::post(pool_, [this, work = std::move(work)]() mutable {
      work();
      pending_.fetch_sub(1);
    });
    return true;
  }

  void stop() { pool_.join(); }

 private:
  boost::asio::thread_pool pool_;
  const std::size_t max_pending_;
  std::atomic<std::size_t> pending_{0};
};

}  // namespace genba::http
