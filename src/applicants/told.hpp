// What an applicant was told about a case, and whether it reached them. Pure: from the events, the table of what was settled,
// and the clock.
#pragma once
#include <string>
#include <vector>

#include "applicants/account.hpp"
#include "applicants/store.hpp"
#include "applicants/telling.hpp"
#include "casework/kinds.hpp"

namespace gongkai::applicants {

enum class Delivery {
  sent,     // the other side has taken it
  refused,  // for good: there is no such mailbox
  retried,  // not yet; tried again
  waiting,  // for the end of the quiet hours
  under_way,
  not_sent  // given up, or nothing was set up then
};
std::string_view name_of(Delivery delivery);  // of the messages: "sent", …

struct Told {
  Way way = Way::email;
  Day on{};             // of the event
  std::string words{};  // what there was to tell
  Delivery delivery = Delivery::sent;
  Instant at{};  // sent, refused: when; waiting: until when
};

/// The newest first. `ways` are those by which the applicant can be reached.
std::vector<Told> told_of(const casework::Kind& kind, const std::vector<casework::Event>& events,
                          const std::vector<Message>& messages, const std::vector<Way>& ways, const Telling& rules,
                          Instant now);

}  // namespace gongkai::applicants
