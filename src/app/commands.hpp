// The command line: one function a subcommand.
#pragma once

namespace gongkai::app {

/// Exit codes: 0 fine, 1 findings, 2 wrong use or unreadable input.
int run(int argc, char** argv);

}  // namespace gongkai::app
