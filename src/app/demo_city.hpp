// The demo city on this installation.
#pragma once
#include "app/platform.hpp"

namespace gongkai::app {

/// Loads it when the installation is empty, and applies its role policy (no second factor) when it is the demo city.
/// Prints how to log in; the password only when it was made now.
Result<void> prepare_demo(Platform& platform, int scale);

}  // namespace gongkai::app
