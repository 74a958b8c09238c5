// Figures: what `genba bench` measures, and how it says it: one line each, of the median of several
// runs. Time-independent of what else the machine does is only the processor time; the load average
// in each line tells how far the rest may be believed.
#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "core/model/result.h"
#include "sync-server/json_text.h"

namespace genba::bench {

struct Figure {
  std::string name;                  // e.g. "push.batched"
  std::string unit;                  // of the samples
  std::vector<double> samples = {};  // one a run, at least one
  double cpu_ms = 0;                 // processor time of all runs together
  Json details = Json::object();
};

double median(std::vector<double> samples);

// JSON: {"figure","median","unit","min","max","samples","cpu_ms" a run,"load1", details…}.
void print(const Figure& figure, bool json);

// Processor time of this process so far.
double own_cpu_ms();

class Stopwatch {
 public:
  double elapsed_ms() const {
    return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun_)
        .count();
  }

 private:
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
};

// A new folder below the system's folder for temporary files, gone with this object.
class ScratchFolder {
 public:
  // parent: empty for the system's. kIo.
  static Result<ScratchFolder> make(const std::string& parent);
  ~ScratchFolder();
  ScratchFolder(ScratchFolder&& other) noexcept : path_(std::exchange(other.path_, {})) {}
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ScratchFolder& operator=(ScratchFolder&&) = delete;

  const std::string& path() const { return path_; }

 private:
  explicit ScratchFolder(std::string path) : path_(std::move(path)) {}
  std::string path_;
};

}  // namespace genba::bench
