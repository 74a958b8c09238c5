// CheckpointWriter: a running server signs its log by itself, at its start, once an hour and at its
// end, and appends what it signed to DIR/checkpoints.jsonl, from where it is to be copied to
// somewhere else. Nothing is written while there is nothing new.
#pragma once

#include <memory>
#include <string>

#include "sync-server/audit/checkpoint.h"

namespace genba::audit {

class CheckpointWriter {
 public:
  // A thread and a connection of its own. What fails is logged, and tried again an hour later.
  CheckpointWriter(std::string address, std::string dir, const SigningKey& key);
  ~CheckpointWriter();
  CheckpointWriter(const CheckpointWriter&) = delete;
  CheckpointWriter& operator=(const CheckpointWriter&) = delete;

 private:
  class Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace genba::audit
