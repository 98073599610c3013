#include "platform/http/signals.hpp"

#include <pthread.h>
#include <signal.h>

namespace gongkai::http {

namespace {
sigset_t watched() {
  sigset_t set;
  sigemptyset(&set);
  for (const int number : {SIGINT, SIGTERM, SIGHUP}) sigaddset(&set, number);
  return set;
}
}  // namespace

Signals::Signals() {
  const sigset_t set = watched();
  pthread_sigmask(SIG_BLOCK, &set, nullptr);
}

Signals::Wish Signals::wait() const {
  const sigset_t set = watched();
  int number = 0;
  while (sigwait(&set, &number) != 0) {
  }
  return number == SIGHUP ? Wish::reload : Wish::stop;
}

}  // namespace gongkai::http
