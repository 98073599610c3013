// Telling applicants that something has happened: by e-mail and by short message, from jobs, never at night. A message carries
// the number of the case, what happened and how it moved the term, and nothing about anybody.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "applicants/account.hpp"
#include "casework/model.hpp"
#include "platform/jobs/runner.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::applicants {

/// catalog/applicants/settings.json.
struct Telling {
  int quiet_from_hour = 22;         // nothing goes out from this hour …
  int quiet_to_hour = 8;            // … until this one
  std::vector<std::string> acts{};  // the events that are told
};
/// Throws when the text is broken.
Telling parse_telling(std::string_view text);
const Telling& telling();

/// The moment itself, or the end of the quiet hours. Equal hours: never quiet.
Instant next_allowed(Instant now, const Telling& rules);

/// Queues a message with every event that is to be told, in the transaction of the event. Hung in once, at start.
void tell_applicants(Services& services);
void add_jobs(jobs::Runner& runner, Services& services);

/// How the applicant can be reached: what they named, by what is set up here.
std::vector<Way> ways_to(Services& services, const requests::Applicant& applicant);

/// Sends what is to be sent about the event and has not gone out yet. Thrown failures are tried again by the runner.
Result<void> send_messages(Services& services, CaseId id, CaseEventId event);

}  // namespace gongkai::applicants
