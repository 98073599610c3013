// Lets a test program be its own extract worker, as the real binary is: launch_self() runs /proc/self/exe
// extract-worker. Include it in one test file of the program.
#pragma once
#include <unistd.h>

#include <cstring>

#include "platform/documents/worker.hpp"

namespace {
// glibc hands the arguments of main to constructors too
__attribute__((constructor)) void be_a_worker_when_asked(int argc, char** argv) {
  if (argc == 2 && std::strcmp(argv[1], "extract-worker") == 0) ::_exit(gongkai::documents::run_worker(3));
}
}  // namespace
