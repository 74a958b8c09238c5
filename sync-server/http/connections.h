// The connections that are open, and how they end when the server stops.
#pragma once

#include <cstddef>
#include <functional>
#include <unordered_set>
#include <utility>

namespace genba::http {

// Something that can be asked to end because the server stops.
class Drainable {
 public:
  virtual ~Drainable() = default;
  // Ends at once when no request is being answered; else after the answer.
  virtual void drain() = 0;
  // Ends at once.
  virtual void abort() = 0;
};

// The connections that are open. I/O thread only.
class Connections {
 public:
  void add(Drainable& connection) { open_.insert(&connection); }
  void remove(Drainable& connection);
  std::size_t size() const { return open_.size(); }
  bool is_draining() const { return is_draining_; }
  void drain_all();
  void abort_all();
  // Runs `done` once, when the last connection has gone.
  void when_empty(std::function<void()> done) { when_empty_ = std::move(done); }

 private:
  std::unordered_set<Drainable*> open_;
  std::function<void()> when_empty_;
  bool is_draining_ = false;
};

}  // namespace genba::http
