// What the use cases about people share.
#pragma once
#include "directory/api.hpp"
#include "platform/transaction/transaction.hpp"

namespace gongkai::directory {

struct Placed {
  Person person;
  Unit unit;
};
/// The person with their unit, or not_found.
Result<Placed> placed_person(db::Session& session, PersonId id);

/// Tells the feed, so that cached actors go.
inline void person_changed(Transaction& tx, PersonId id, std::int64_t version = 0) {
  tx.changed("person", id.value, feed::Operation::upsert, version);
}

}  // namespace gongkai::directory
