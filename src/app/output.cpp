#include "app/output.hpp"

#include <cstdio>

#include "app/commands.hpp"
#include "platform/i18n/messages.hpp"

namespace gongkai::app {

void say(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), stdout);
  std::fputc('\n', stdout);
  std::fflush(stdout);
}

void say_error(std::string_view line) {
  std::fwrite(line.data(), 1, line.size(), stderr);
  std::fputc('\n', stderr);
}

int report(const Fault& fault) {
  for (const auto& one : each_of(fault)) say_error(i18n::messages().message(one));
  return wrong_use;
}

}  // namespace gongkai::app
