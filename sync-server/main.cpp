#include "sync-server/cli/cli.h"

int main(int argc, char** argv) { return genba::cli::run(argc, argv); }
