// ReplicaCheck: compares a replica with its server, range by range, and has what differs sent
// again, bucket by bucket. Part of the ClientSession, which moves its messages when nothing else is
// to do.
#pragma once

#include <optional>

#include "core/sync/messages.h"

namespace genba {

struct CheckResult {
  Seq compared = 0;          // effects of the workspace that were compared
  std::size_t repaired = 0;  // buckets that were wrong and were fetched again
  bool began_anew = false;   // too much was wrong: everything is pulled again
};

class ReplicaCheck {
 public:
  // A check that is under way begins anew.
  void begin(const Replica& replica);
  bool is_under_way() const { return under_way_; }
  // Of the last one that ended.
  const std::optional<CheckResult>& result() const { return result_; }

  // The next message: a repair when `is_repair`, else a check.
  struct Request {
    bool is_repair = false;
    Bytes body;
  };
  Request next(const Replica& replica) const;
  // An answer; an error in it is the session's to deal with (kOutOfOrder: pull, then next() again).
  Result<void> take_check(std::string_view body, Replica& replica);
  Result<void> take_repair(std::string_view body, Replica& replica);

 private:
  std::size_t next_bad() const;
  void end_if_done(const Replica& replica);

  bool under_way_ = false;
  Seq compared_ = 0;
  BucketSet bad_;
  std::size_t repaired_ = 0;
  std::optional<CheckResult> result_;
};

}  // namespace genba
