// All SQL of this folder.
#pragma once
#include <vector>

#include "casework/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai::applicants {

// Of a message that is under way by one way. What was sent or refused for good stays so.
inline constexpr std::string_view state_sent = "sent", state_refused = "refused", state_retried = "retried";

struct Message {
  CaseEventId event{};
  std::string way{};
  CaseId case_id{};
  std::string state{};
  Instant settled_at{};
};

namespace store {
void keep(db::Session& session, const Message& message);
/// Sent, or refused for good.
bool is_settled(db::Session& session, CaseEventId event, std::string_view way);
std::vector<Message> messages_of(db::Session& session, CaseId id);  // the newest first
}  // namespace store

}  // namespace gongkai::applicants
