#include "sync-server/bench/figure.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>

namespace genba::bench {
namespace {

double rounded(double value) {
  char text[32];
  std::snprintf(text, sizeof text, value < 100 ? "%.2f" : "%.0f", value);
  return std::strtod(text, nullptr);
}

double load1() {
  double load = 0;
  return ::getloadavg(&load, 1) == 1 ? load : 0;
}

}  // namespace

double median(std::vector<double> samples) {
  std::sort(samples.begin(), samples.end());
  return samples[samples.size() / 2];
}

void print(const Figure& figure, bool json) {
  const auto [least, greatest] = std::minmax_element(figure.samples.begin(), figure.samples.end());
  const double cpu_ms = figure.cpu_ms / static_cast<double>(figure.samples.size());
  if (!json) {
    std::printf(
        "%-20s %10.6g %s  (%g to %g in %zu runs, %.0f ms of processor time each, load %g)\n",
        figure.name.c_str(), rounded(median(figure.samples)), figure.unit.c_str(), rounded(*least),
        rounded(*greatest), figure.samples.size(), cpu_ms, rounded(load1()));
    std::fflush(stdout);
    return;
  }
  Json line = {{"figure", figure.name},     {"median", rounded(median(figure.samples))},
               {"unit", figure.unit},       {"min", rounded(*least)},
               {"max", rounded(*greatest)}, {"samples", figure.samples.size()},
               {"cpu_ms", rounded(cpu_ms)}, {"load1", rounded(load1())}};
  line.update(figure.details);
  std::printf("%s\n", json_text(line).c_str());
  std::fflush(stdout);
}

double own_cpu_ms() {
  timespec used{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  return static_cast<double>(used.tv_sec) * 1e3 + static_cast<double>(used.tv_nsec) / 1e6;
}

Result<ScratchFolder> ScratchFolder::make(const std::string& parent) {
  std::error_code error;
  const std::filesystem::path base =
      parent.empty() ? std::filesystem::temp_directory_path(error) : std::filesystem::path(parent);
  std::string path = (base / "genba-bench-XXXXXX").string();
  if (error || ::mkdtemp(path.data()) == nullptr) {
    return make_error(ErrorCode::kIo, "cannot make a folder in " + base.string());
  }
  return ScratchFolder(std::move(path));
}

ScratchFolder::~ScratchFolder() {
  std::error_code ignored;
  if (!path_.empty()) std::filesystem::remove_all(path_, ignored);
}

}  // namespace genba::bench
