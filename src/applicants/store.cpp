#include "applicants/store.hpp"

namespace gongkai::db {
template <>
struct Columns<applicants::Message> {
  static constexpr auto list =
      std::tuple{column("event", &applicants::Message::event), column("way", &applicants::Message::way),
                 column("case_id", &applicants::Message::case_id), column("state", &applicants::Message::state),
                 column("settled_at", &applicants::Message::settled_at)};
};
}  // namespace gongkai::db

namespace gongkai::applicants::store {

namespace {
const db::Query upsert_message{
    "applicants.keep_message",
    "INSERT INTO applicant_message (event, way, case_id, state, settled_at) VALUES ($1, $2, $3, $4, $5) ON CONFLICT "
    "(event, way) DO UPDATE SET state = excluded.state, settled_at = excluded.settled_at"};
const db::Query count_settled{
    "applicants.count_settled",
    "SELECT COUNT(*) FROM applicant_message WHERE event = $1 AND way = $2 AND state <> 'retried'"};
const db::Query messages{"applicants.messages",
                         "SELECT event, way, case_id, state, settled_at FROM applicant_message WHERE case_id = $1 "
                         "ORDER BY settled_at DESC, event DESC, way"};
}  // namespace

void keep(db::Session& session, const Message& message) {
  session.exec(upsert_message, message.event, message.way, message.case_id, message.state, message.settled_at);
}

bool is_settled(db::Session& session, CaseEventId event, std::string_view way) {
  return session.one<std::int64_t>(count_settled, event, way).value_or(0) > 0;
}

std::vector<Message> messages_of(db::Session& session, CaseId id) {
  return session.all<Message>(messages, id);
}

}  // namespace gongkai::applicants::store
