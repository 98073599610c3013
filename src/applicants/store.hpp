// All SQL of this folder.
#pragma once
#include <vector>

#include "casework/model.hpp"
#include "platform/db/session.hpp"

namespace gongkai::applicants {

struct Message {
  CaseEventId event{};
  std::string way{};
  CaseId case_id{};
  std::string state{};
  Instant settled_at{};
};

namespace store {
void insert(db::Session& session, const Message& message);
bool is_settled(db::Session& session, CaseEventId event, std::string_view way);
std::vector<Message> messages_of(db::Session& session, CaseId id);  // the newest first
}  // namespace store

}  // namespace gongkai::applicants
