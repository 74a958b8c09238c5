// `genba serve` of this very program in a process of its own, on a free port of the loopback, with
// one agent's account, so that what is measured goes through the real server.
#pragma once

#include <sys/types.h>

#include <memory>
#include <string>

#include "core/model/result.h"

namespace genba::bench {

class ChildServer {
 public:
  // data_dir: empty folder. Returns when the server listens.
  static Result<std::unique_ptr<ChildServer>> start(const std::string& data_dir);
  // Ends the process and waits for it.
  ~ChildServer();
  ChildServer(const ChildServer&) = delete;
  ChildServer& operator=(const ChildServer&) = delete;

  const std::string& url() const { return url_; }
  double cpu_ms() const;  // processor time of the process so far

  static constexpr const char* kUser = "bench";
  static constexpr const char* kPassword = "bench-on-loopback-only";

 private:
  ChildServer(pid_t process, std::string url) : process_(process), url_(std::move(url)) {}
  pid_t process_;
  std::string url_;
};

}  // namespace genba::bench
