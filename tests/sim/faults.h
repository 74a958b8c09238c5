// Faults: how often something goes wrong, in percent of the occasions on which it could.
#pragma once

namespace genba::sim {

struct Faults {
  // The network, for each message.
  unsigned lose = 10;
  unsigned twice = 10;
  // The server, for each request that writes: dies before the commit, or after it and before the
  // answer.
  unsigned server_dies = 3;
  // A device, for each step of its own.
  unsigned partition = 2;
  unsigned device_dies = 2;
  unsigned clock_jumps = 1;
  unsigned profile_copied = 1;   // its storage is copied away …
  unsigned profile_returns = 1;  // … and the copy comes back
  unsigned write_fails = 3;      // for each batch
  unsigned torn = 40;            // of its deaths within a write: part of one file reached the disk
  unsigned patience_ends = 10;   // an answer is given up
  unsigned small_pull = 40;      // of its pulls: in many small answers
  unsigned scope_changes = 3;    // it is told to keep other tickets
  // The workspace, for each step.
  unsigned administration = 2;   // somebody's role or groups change
  unsigned server_copied = 1;    // the server's data is copied away …
  unsigned server_restored = 1;  // … and, one time in five, the server restored from the copy
  unsigned long_pause = 1;       // hours pass

  static Faults none() { return {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0}; }
};

}  // namespace genba::sim
