// How the benchmarks of the library measure and say it: one JSON line a figure (README.md). The
// same natively and, under Node, as WebAssembly.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <functional>
#include <string>
#include <utility>
#include <vector>

#ifdef __EMSCRIPTEN__
#include <emscripten.h>
#endif

namespace genba::bench {

#ifdef __EMSCRIPTEN__
constexpr const char* kBuild = "wasm";
#else
constexpr const char* kBuild = "native";
#endif

using Clock = std::chrono::steady_clock;

inline double cpu_ms() {
#ifdef __EMSCRIPTEN__
  return EM_ASM_DOUBLE({
    const used = process.cpuUsage();
    return (used.user + used.system) / 1000;
  });
#else
  return static_cast<double>(std::clock()) * 1000.0 / CLOCKS_PER_SEC;
#endif
}

inline double load1() {
#ifdef __EMSCRIPTEN__
  return EM_ASM_DOUBLE({ return require("os").loadavg()[0]; });
#else
  double load = 0;
  return getloadavg(&load, 1) == 1 ? load : 0;
#endif
}

inline double since_ms(Clock::time_point start) {
  return std::chrono::duration<double, std::milli>(Clock::now() - start).count();
}

// count: tickets that it goes over. result: shows what was asked for, and keeps it from being
// optimised away. cpu: of all samples together.
inline void print_figure(const std::string& figure, std::size_t count, std::vector<double> samples,
                         double cpu, std::size_t result, const char* unit = "ms") {
  std::sort(samples.begin(), samples.end());
  const auto at = [&samples](double p) {
    return samples[static_cast<std::size_t>(static_cast<double>(samples.size() - 1) * p)];
  };
  std::printf(
      "{\"figure\":\"%s\",\"build\":\"%s\",\"median\":%.3f,\"unit\":\"%s\",\"min\":%.3f,\"p95\":%."
      "3f,"
      "\"samples\":%zu,\"cpu_ms\":%.3f,\"load1\":%.2f,\"tickets\":%zu,\"result\":%zu}\n",
      figure.c_str(), kBuild, at(0.5), unit, samples.front(), at(0.95), samples.size(),
      cpu / static_cast<double>(samples.size()), load1(), count, result);
  std::fflush(stdout);
}

struct Measurement {
  std::size_t tickets;
  int rounds;

  void operator()(const std::string& figure, const std::function<std::size_t()>& work) const {
    std::vector<double> samples;
    std::size_t result = 0;
    const double cpu_start = cpu_ms();
    for (int round = 0; round < rounds; ++round) {
      const Clock::time_point start = Clock::now();
      result = work();
      samples.push_back(since_ms(start));
    }
    print(figure, std::move(samples), cpu_ms() - cpu_start, result);
  }
  void print(const std::string& figure, std::vector<double> samples, double cpu,
             std::size_t result) const {
    print_figure(figure, tickets, std::move(samples), cpu, result);
  }
};

}  // namespace genba::bench
