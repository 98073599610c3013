#include "platform/feed/outbox.hpp"

namespace gongkai::feed {
namespace {
const db::Query insert_change{"feed.insert_change",
                              "INSERT INTO outbox (topic, object, operation, version, at) VALUES ($1, $2, $3, $4, $5)"};
}  // namespace

void append(db::Session& session, const Change& change, Instant at) {
  session.put(insert_change, change.topic, change.object, change.operation, change.version, at);
}

}  // namespace gongkai::feed
