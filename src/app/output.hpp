// What the command line prints: faults in Chinese on standard error, data on standard output.
#pragma once
#include <string>
#include <string_view>

#include "base/result.hpp"

namespace gongkai::app {

void say(std::string_view line);
void say_error(std::string_view line);
/// The fault's text and those of its followers; returns the exit code for wrong use or unreadable input.
int report(const Fault& fault);

}  // namespace gongkai::app
