#include "platform/auth/policy.hpp"

#include <algorithm>

namespace gongkai::auth {

SessionPolicy stricter(const SessionPolicy& a, const SessionPolicy& b) {
  return {std::min(a.idle_minutes, b.idle_minutes), std::min(a.absolute_hours, b.absolute_hours),
          a.second_factor || b.second_factor, a.single_session || b.single_session};
}

}  // namespace gongkai::auth
