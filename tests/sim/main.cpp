// genba_sim [--seeds N] [--first SEED] [--steps N] | --seed SEED [--steps N]
//
// Runs the simulation for each seed and prints the first that finds a fault; the same seed and
// steps find it again.
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

#include "tests/sim/world.h"

namespace {

std::uint64_t number(const char* text) { return std::strtoull(text, nullptr, 10); }

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t first = 1, count = 1000;
  int steps = 120;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string option = argv[i];
    if (option == "--seeds") count = number(argv[i + 1]);
    if (option == "--first") first = number(argv[i + 1]);
    if (option == "--steps") steps = static_cast<int>(number(argv[i + 1]));
    if (option == "--seed") first = number(argv[i + 1]), count = 1;
  }
  for (std::uint64_t seed = first; seed < first + count; ++seed) {
    const std::string failure = genba::sim::World(seed, genba::sim::Faults()).run(steps);
    if (failure.empty()) continue;
    std::printf("seed %llu: %s\nagain: genba_sim --seed %llu --steps %d\n",
                static_cast<unsigned long long>(seed), failure.c_str(),
                static_cast<unsigned long long>(seed), steps);
    return 1;
  }
  std::printf("%llu seeds from %llu, %d steps each: no fault found\n",
              static_cast<unsigned long long>(count), static_cast<unsigned long long>(first),
              steps);
  return 0;
}
