// genba_sim [--seeds A..B | --seed SEED] [--steps N]
//
// Runs the simulation for each seed and stops at the first that finds a promise broken. The same
// seed and steps find it again; --seed tells the story of one.
#include <cstdio>
#include <cstdlib>
#include <string>

#include "tests/sim/world.h"

namespace {

std::uint64_t number(const std::string& text) { return std::strtoull(text.c_str(), nullptr, 10); }

int usage() {
  std::fprintf(stderr, "genba_sim [--seeds A..B | --seed SEED] [--steps N]\n");
  return 2;
}

}  // namespace

int main(int argc, char** argv) {
  std::uint64_t first = 1, last = 100;
  int steps = 300;
  bool is_verbose = false;
  if (argc % 2 == 0) return usage();
  for (int i = 1; i < argc; i += 2) {
    const std::string option = argv[i], value = argv[i + 1];
    if (option == "--seeds") {
      const std::size_t dots = value.find("..");
      if (dots == std::string::npos) return usage();
      first = number(value.substr(0, dots));
      last = number(value.substr(dots + 2));
    } else if (option == "--seed") {
      first = last = number(value);
      is_verbose = true;
    } else if (option == "--steps") {
      steps = std::atoi(value.c_str());
    } else {
      return usage();
    }
  }
  for (std::uint64_t seed = first; seed <= last; ++seed) {
    genba::sim::World world(seed, is_verbose);
    const genba::sim::Findings& findings = world.run(steps);
    if (!findings.any()) continue;
    const auto shown = static_cast<unsigned long long>(seed);
    std::printf("promise %d is broken by seed %llu: %s\nagain: genba_sim --seed %llu --steps %d\n",
                findings.promise(), shown, findings.what().c_str(), shown, steps);
    return 1;
  }
  std::printf("seeds %llu..%llu, %d steps each: every promise is kept\n",
              static_cast<unsigned long long>(first), static_cast<unsigned long long>(last), steps);
  return 0;
}
