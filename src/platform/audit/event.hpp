// One line of the history that can be proven (audit/chain.hpp seals it): who did what to which thing, and what changed.
#pragma once
#include <string>
#include <vector>

#include "base/time.hpp"
#include "platform/auth/actor.hpp"
#include "platform/json/json.hpp"

namespace gongkai::audit {

enum class Outcome { done, refused };

struct Event {
  std::string act;  // "content.release", the name of the use case
  Outcome outcome = Outcome::done;
  PersonId person{};  // empty: the public or the system, see actor_name
  std::string actor_name{};
  UnitId unit{};               // the unit of the thing, for the auditor's filter
  std::string subject_kind{};  // "document"
  std::int64_t subject = 0;
  json::object details{};  // {"before":{…},"after":{…},"reason":…}; never personal data in the clear
  std::string request_id{};
  std::string address{};  // of the client, when the law asks for it; "" for the system
  Instant at{};
};

}  // namespace gongkai::audit
