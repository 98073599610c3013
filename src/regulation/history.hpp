// What happened to one request, as the clock reads it. The names of the acts are the names of the case's events.
#pragma once
#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/result.hpp"
#include "base/time.hpp"
#include "regulation/channel.hpp"

namespace gongkai::regulation {

enum class Act {
  received,   // the request came in
  confirmed,  // its receipt was confirmed with the applicant (Art. 31): the day of receipt of letters, internet, fax
  correction_asked,       // 补正告知书 (Art. 30); until: the day by which the applicant is to answer
  corrected,              // the corrected request came in
  consultation_sent,      // 征求意见书, 协查函 (Art. 32 – 34); party, id, received_on
  consultation_received,  // the party received the letter, when that became known later; id
  opinion_received,       // the party answered; id
  fee_notified,           // 收费通知书; received_on: the applicant received it
  fee_notice_received,    // the applicant received it, when that became known later
  fee_paid,
  explanation_asked,  // 说明理由告知书 (Art. 35)
  excess_explained,   // the applicant gave reasons
  delayed,            // the reasons hold: answer by the day `until`, which the unit sets (Art. 35)
  extended,           // 延期答复告知书 (Art. 33(2)); working_days
  replied,
  withdrawn,
  closed,    // without a reply, e.g. abandoned (Art. 30); after a reply: only the end of the file
  reopened,  // the answer was set aside and is to be given anew; until: the day that the decision on review sets
};
inline constexpr std::array acts{Act::received,
                                 Act::confirmed,
                                 Act::correction_asked,
                                 Act::corrected,
                                 Act::consultation_sent,
                                 Act::consultation_received,
                                 Act::opinion_received,
                                 Act::fee_notified,
                                 Act::fee_notice_received,
                                 Act::fee_paid,
                                 Act::explanation_asked,
                                 Act::excess_explained,
                                 Act::delayed,
                                 Act::extended,
                                 Act::replied,
                                 Act::withdrawn,
                                 Act::closed,
                                 Act::reopened};

enum class Party { third_party, joint_maker, other_body };
inline constexpr std::array parties{Party::third_party, Party::joint_maker, Party::other_body};

struct HistoryEvent {
  Day on;
  Act act = Act::received;
  std::optional<Party> party{};  // consultation_sent
  std::string id{};              // of the consultation
  std::optional<Day>
      received_on{};           // consultation_sent, fee_notified: the day on which the letter reached the other side
  std::optional<Day> until{};  // correction_asked, delayed, reopened
  std::optional<int> working_days{};  // extended
};

struct History {
  Channel channel = Channel::in_person;
  std::vector<HistoryEvent> events{};  // in the order in which they happened
};

/// A history from a file of `gongkai request clock`; as_of may be missing.
struct HistoryFile {
  History history;
  std::optional<Day> as_of{};
};
/// Reads {"channel": …, "as_of": …, "events": [{"on": …, "event": …, …}]}; every fault names the event and the member.
Result<HistoryFile> parse_history(std::string_view text);

std::string_view id_of(Act act);
std::optional<Act> parse_act(std::string_view id);
std::string label_of(Act act);
std::string_view id_of(Party party);
std::optional<Party> parse_party(std::string_view id);
std::string label_of(Party party);

}  // namespace gongkai::regulation
