#include <csignal>

#include "sync-server/cli/cli.h"

int main(int argc, char** argv) {
  // A limit on the size of files (ulimit -f) is a full disk: an error in words, not a death.
  std::signal(SIGXFSZ, SIG_IGN);
  return genba::cli::run(argc, argv);
}
