// The parts of `genba bench`. Each is bounded in count and prints its figures as it goes.
#pragma once

#include <cstddef>
#include <string>

#include "core/model/result.h"

namespace genba::bench {

struct BenchOptions {
  std::string scratch;              // parent of the folders that are written; empty: the system's
  std::string csv;                  // for the import
  std::size_t operations = 20'000;  // pushed a run
  std::size_t connections = 4;
  std::size_t runs = 5;
  bool json = false;
};

// Reads, decides and stores a ServiceNow log in a new workspace.
Result<void> bench_import(const BenchOptions& options);
// Pushes through a real server, a first pull of everything pushed, and what an operation weighs.
Result<void> bench_sync(const BenchOptions& options);

}  // namespace genba::bench
